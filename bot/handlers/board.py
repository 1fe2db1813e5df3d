"""Boards: who leads, and where one stands oneself."""

from aiogram import F, Router
from aiogram.filters import Command, or_f
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.flows.stepping import step_aside
from bot.runner import Returned
from bot.screen import Screen
from bot.showing import change, say
from bot.taps import BoardOf, Open, Place
from bot.views import board as views
from bot.views import keys
from core.channel.conversations import Conversation
from core.clock import Clock
from core.insight import periods, standings
from core.insight.periods import Period
from core.people import pii
from core.people.persons import Person
from core.people.rights import Right, require
from core.programme.programmes import Programme

LEADERS = 3

router = Router(name="board")
router.message.filter(IsMember())
router.callback_query.filter(IsMember())


@router.message(or_f(F.text.in_(keys.TOP), Command("top")))
async def show_board(
    message: Message,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    step_aside(conversation)
    return say(message, await _board(session, person, programme, Period.WEEK, clock))


@router.callback_query(BoardOf.filter())
async def show_another(
    query: CallbackQuery,
    callback_data: BoardOf,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    clock: Clock,
) -> Returned:
    return change(query, await _board(session, person, programme, callback_data.period, clock))


@router.callback_query(Open.filter(F.place == Place.BOARD))
async def open_board(
    query: CallbackQuery, person: Person, programme: Programme, session: AsyncSession, clock: Clock
) -> Returned:
    return change(query, await _board(session, person, programme, Period.WEEK, clock))


async def _board(session: AsyncSession, person: Person, programme: Programme, period: Period, clock: Clock) -> Screen:
    require(person, Right.SEE_BOARD)
    since = periods.current(period, now=clock(), zone=programme.timezone)
    own = await standings.place(session, programme_id=programme.id, person_id=person.id, period=period, starts_on=since)
    top = await standings.board(session, programme_id=programme.id, period=period, starts_on=since, limit=LEADERS)
    people = {row.person_id for row in (*top, *own.above, *own.below)}
    names = await pii.shown_names(session, people)
    return views.board(top, own, names, person=person, programme=programme, period=period, since=since)
