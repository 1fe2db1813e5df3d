"""Invites: a link and a QR code, bound to what the inviter chose on one screen."""

from datetime import timedelta

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.methods import SendPhoto
from aiogram.types import BufferedInputFile, CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.flows.stepping import step_aside
from bot.qr import qr_png
from bot.runner import Returned
from bot.screen import Screen
from bot.serialise import Reply
from bot.showing import change, say, send
from bot.taps import Invite, Inviting, Open, Place
from bot.views import invites as views
from bot.views import posters
from core.catalog.companies import list_companies
from core.channel.conversations import Conversation
from core.clock import Clock
from core.ids import CompanyId
from core.people import invites
from core.people.employments import company_named
from core.people.invites import Invitation
from core.people.persons import Person
from core.people.posters import poster
from core.people.rights import Right, require
from core.programme.programmes import Programme

router = Router(name="invites")
router.message.filter(IsMember())
router.callback_query.filter(IsMember())


@router.message(Command("invite"))
async def begin(message: Message, person: Person, conversation: Conversation) -> Returned:
    require(person, Right.INVITE)
    step_aside(conversation)
    return say(message, views.invite(Invite(), None))


@router.callback_query(Open.filter(F.place == Place.INVITE))
async def open_invite(query: CallbackQuery, person: Person) -> Returned:
    require(person, Right.INVITE)
    return change(query, views.invite(Invite(), None))


POSTER_USES, POSTER_DAYS = 500, 365


@router.callback_query(Invite.filter(F.do.in_({Inviting.MAKE, Inviting.POSTER})))
async def make(
    query: CallbackQuery,
    *,
    callback_data: Invite,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
    username: str,
) -> Returned:
    tapped = query.message.message_id if query.message else 0
    if conversation.data.get("made") == tapped:
        return query.answer(views.made_already())
    for_poster = callback_data.do is Inviting.POSTER
    if for_poster:
        callback_data = callback_data.model_copy(update={"uses": POSTER_USES, "days": POSTER_DAYS})
    company_id = CompanyId(callback_data.company_id) if callback_data.company_id else None
    invitation = await invites.create(
        session,
        by=person.id,
        role=callback_data.role,
        occupation=callback_data.occupation,
        company_id=company_id,
        locale=callback_data.locale,
        uses=callback_data.uses,
        needs_approval=for_poster,
        expires_at=clock() + timedelta(days=callback_data.days),
        now=clock(),
    )
    conversation.expect(conversation.state, **{**conversation.data, "made": tapped})
    link = f"https://t.me/{username}?start={invitation.code}"
    company = await company_named(session, programme.id, company_id) if company_id else None
    words = views.under_the_code(callback_data, invitation, company, person)
    return [
        change(query, await _ready(session, callback_data, invitation, person, clock)),
        send(query.from_user.id, Screen(views.to_pass_on(invitation, programme, link))),
        _code(query.from_user.id, link, words),
    ]


@router.callback_query(Invite.filter())
async def show(
    query: CallbackQuery,
    callback_data: Invite,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
) -> Returned:
    require(person, Right.INVITE)
    if "made" in conversation.data:
        kept = {key: value for key, value in conversation.data.items() if key != "made"}
        conversation.expect(conversation.state, **kept)
    return change(query, await _screen(session, person, programme, callback_data))


async def _screen(session: AsyncSession, person: Person, programme: Programme, made: Invite) -> Screen:
    if made.do is Inviting.SHOW:
        return views.invite(made, await _company(session, programme, made.company_id))
    if made.do is Inviting.COMPANY:
        return views.ask_company(made, await list_companies(session, programme.id))
    return views.ask(made, inviter=person, locales=programme.locales)


async def _ready(session: AsyncSession, made: Invite, invitation: Invitation, person: Person, clock: Clock) -> Screen:
    if made.do is not Inviting.POSTER:
        return views.ready(made)
    return posters.card(await poster(session, invitation.id, by=person.id, now=clock()))


async def _company(session: AsyncSession, programme: Programme, company_id: int | None) -> str | None:
    return None if company_id is None else await company_named(session, programme.id, CompanyId(company_id))


def _code(chat_id: int, link: str, words: str) -> Reply:
    return SendPhoto(chat_id=chat_id, photo=BufferedInputFile(qr_png(link), filename="invite.png"), caption=words)
