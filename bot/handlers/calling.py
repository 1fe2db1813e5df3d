"""How those who decide are called: chosen on a screen of the settings."""

from aiogram import Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.runner import Returned
from bot.showing import change
from bot.taps_queue import CallAt, CallMe, OpenCalling
from bot.views import calling as views
from core.claims import calling
from core.people.persons import Person

router = Router(name="calling")
router.callback_query.filter(IsMember())


@router.callback_query(OpenCalling.filter())
async def show(query: CallbackQuery, person: Person, session: AsyncSession) -> Returned:
    return change(query, views.ask(await calling.calling_of(session, person)))


@router.callback_query(CallMe.filter())
async def choose(query: CallbackQuery, callback_data: CallMe, person: Person, session: AsyncSession) -> Returned:
    return change(query, views.ask(await calling.choose(session, person, callback_data.how)))


@router.callback_query(CallAt.filter())
async def choose_hour(query: CallbackQuery, callback_data: CallAt, person: Person, session: AsyncSession) -> Returned:
    return change(query, views.ask(await calling.choose_hour(session, person, callback_data.hour)))
