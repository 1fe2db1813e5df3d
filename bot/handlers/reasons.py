"""/reasons: for what sales were declined, month by month."""

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.flows.stepping import step_aside
from bot.runner import Returned
from bot.showing import change, say
from bot.taps_review import ReasonsOf
from bot.views import reasons_counted as views
from core.channel.conversations import Conversation
from core.clock import Clock
from core.insight.reasons import reasons
from core.people.persons import Person
from core.programme.programmes import Programme

router = Router(name="reasons")
router.message.filter(F.chat.type == ChatType.PRIVATE, IsMember())
router.callback_query.filter(IsMember())


@router.message(Command("reasons"))
async def show_reasons(
    message: Message,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    found = await reasons(session, 0, by=person.id, now=clock())
    step_aside(conversation)
    return say(message, views.screen(found, programme))


@router.callback_query(ReasonsOf.filter())
async def show_month(
    query: CallbackQuery,
    callback_data: ReasonsOf,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    clock: Clock,
) -> Returned:
    found = await reasons(session, callback_data.months_ago, by=person.id, now=clock())
    return change(query, views.screen(found, programme))
