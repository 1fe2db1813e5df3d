"""/today: what the day asks of whoever looks after partners."""

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, or_f
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.flows.stepping import step_aside
from bot.runner import Returned
from bot.showing import change, say
from bot.taps import Open, Place
from bot.views import keys
from bot.views import today as views
from core.channel.conversations import Conversation
from core.clock import Clock
from core.insight.today import today
from core.people.persons import Person
from core.programme.programmes import Programme

router = Router(name="today")
router.message.filter(F.chat.type == ChatType.PRIVATE, IsMember())
router.callback_query.filter(IsMember())


@router.message(or_f(F.text.in_(keys.TODAY), Command("today")))
async def show_today(
    message: Message,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    step_aside(conversation)
    return say(message, views.today(await today(session, by=person.id, now=clock()), person, programme))


@router.callback_query(Open.filter(F.place == Place.TODAY))
async def open_today(
    query: CallbackQuery, person: Person, programme: Programme, session: AsyncSession, clock: Clock
) -> Returned:
    return change(query, views.today(await today(session, by=person.id, now=clock()), person, programme))
