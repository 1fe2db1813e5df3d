"""/week: the last week at a glance, and as a page to forward."""

from datetime import date

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.flows.stepping import step_aside
from bot.runner import Returned
from bot.showing import change, say
from bot.taps import Open, Place
from bot.taps_week import WeekFile
from bot.views import week as views
from bot.views.help import out_of_date
from core.channel.conversations import Conversation
from core.clock import Clock
from core.insight.week import last_week
from core.insight.weeks import want_file
from core.people.persons import Person
from core.programme.programmes import Programme

router = Router(name="week")
router.message.filter(F.chat.type == ChatType.PRIVATE, IsMember())
router.callback_query.filter(IsMember())


@router.message(Command("week"))
async def show_week(
    message: Message,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    step_aside(conversation)
    return say(message, views.screen(await last_week(session, by=person.id, now=clock()), programme))


@router.callback_query(Open.filter(F.place == Place.WEEK))
async def open_week(
    query: CallbackQuery, person: Person, programme: Programme, session: AsyncSession, clock: Clock
) -> Returned:
    return change(query, views.screen(await last_week(session, by=person.id, now=clock()), programme))


@router.callback_query(WeekFile.filter())
async def send_file(
    query: CallbackQuery, callback_data: WeekFile, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    try:
        monday = date.fromordinal(callback_data.monday)
    except (ValueError, OverflowError):
        return query.answer(out_of_date(), show_alert=True)
    await want_file(session, monday, by=person.id, now=clock())
    return query.answer()
