"""The installation, for owners: how it is doing, and what went wrong with single messages."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.flows.stepping import step_aside
from bot.runner import Returned
from bot.screen import Screen
from bot.showing import change, say
from bot.taps import Open, Place
from bot.taps_keeping import Mend, Mending
from bot.views import ops as views
from bot.views.help import out_of_date
from bot.views.names import naming
from core.channel.conversations import Conversation
from core.clock import Clock
from core.ids import PersonId
from core.keeping import amiss
from core.keeping.house import House
from core.keeping.overview import overview
from core.people import pii
from core.people.persons import Person

router = Router(name="ops")
router.message.filter(IsMember())
router.callback_query.filter(IsMember())


@router.message(Command("ops"))
async def show_state(
    message: Message,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    house: House | None,
    clock: Clock,
) -> Returned:
    step_aside(conversation)
    return say(message, await _state(session, house, person, clock))


@router.callback_query(Open.filter(F.place == Place.OPS))
async def open_state(
    query: CallbackQuery, person: Person, session: AsyncSession, house: House | None, clock: Clock
) -> Returned:
    return change(query, await _state(session, house, person, clock))


@router.callback_query(Mend.filter(F.do == Mending.LIST))
async def show_list(query: CallbackQuery, callback_data: Mend, person: Person, session: AsyncSession) -> Returned:
    return change(query, await _list(session, callback_data, person))


@router.callback_query(Mend.filter(F.do == Mending.ASK_DROP))
async def ask_drop(query: CallbackQuery, callback_data: Mend, person: Person, session: AsyncSession) -> Returned:
    """Letting all go cannot be undone."""
    found, _ = await amiss.list_amiss(session, callback_data.what, by=person.id)
    if not found:
        return query.answer(out_of_date(), show_alert=True)
    return change(query, views.ask_drop(callback_data.what))


@router.callback_query(Mend.filter(F.do == Mending.AGAIN))
async def do_again(
    query: CallbackQuery, callback_data: Mend, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    done = await amiss.again(session, callback_data.what, callback_data.id or None, by=person.id, now=clock())
    screen = await _list(session, callback_data, person)
    return [query.answer(views.done_again(done)), change(query, screen)]


@router.callback_query(Mend.filter(F.do == Mending.DROP))
async def drop(
    query: CallbackQuery, callback_data: Mend, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    done = await amiss.drop(session, callback_data.what, callback_data.id or None, by=person.id, now=clock())
    screen = await _list(session, callback_data, person)
    return [query.answer(views.dropped(done)), change(query, screen)]


async def _state(session: AsyncSession, house: House | None, person: Person, clock: Clock) -> Screen:
    if house is None:
        raise RuntimeError("nobody said what this process is")
    now = clock()
    return views.state(await overview(session, house, by=person.id, now=now), person.timezone, now)


async def _list(session: AsyncSession, asked: Mend, person: Person) -> Screen:
    found, more = await amiss.list_amiss(session, asked.what, by=person.id, page=asked.page)
    people = await pii.names(session, {PersonId(each.person_id) for each in found if each.person_id is not None})
    with naming(people):
        return views.listed(asked.what, found, person.timezone, page=asked.page, more=more)
