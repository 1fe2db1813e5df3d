"""Invitations that still work: looked at, and revoked."""

from aiogram import F, Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.flows.stepping import step_aside
from bot.runner import Returned
from bot.showing import change
from bot.taps_keeping import Close, Closing
from bot.views import live_invites as views
from core.channel.conversations import Conversation
from core.clock import Clock
from core.ids import InviteId
from core.people.persons import Person
from core.people.revoking import live_invite, live_invites, revoke

router = Router(name="live invites")
router.callback_query.filter(IsMember())


@router.callback_query(Close.filter(F.do == Closing.LIST))
async def show_list(
    query: CallbackQuery,
    callback_data: Close,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    live = await live_invites(session, by=person.id, now=clock())
    step_aside(conversation)
    return change(query, views.ask_which(live, person, page=callback_data.page))


@router.callback_query(Close.filter(F.do == Closing.ASK))
async def confirm(
    query: CallbackQuery, callback_data: Close, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    live = await live_invite(session, InviteId(callback_data.id), by=person.id, now=clock())
    return change(query, views.confirm(live, person, page=callback_data.page))


@router.callback_query(Close.filter(F.do == Closing.REVOKE))
async def close(
    query: CallbackQuery, callback_data: Close, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    await revoke(session, InviteId(callback_data.id), by=person.id, now=clock())
    live = await live_invites(session, by=person.id, now=clock())
    return change(query, views.revoked(views.ask_which(live, person)))
