"""The queue: what waits, one claim after another in one message; taking a claim from whoever has it."""

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, or_f
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.flows.stepping import step_aside
from bot.runner import Returned
from bot.taps import Open, Place
from bot.taps_queue import Later, OpenQueue, TakeOver
from bot.views import keys
from bot.views import queue as views
from core.channel.conversations import Conversation
from core.claims import queue, taking
from core.claims.review_card import load_review
from core.clock import Clock
from core.ids import ClaimId
from core.people.persons import Person
from core.programme.programmes import Programme

router = Router(name="queue")
router.message.filter(F.chat.type == ChatType.PRIVATE, IsMember())
router.callback_query.filter(IsMember())


@router.message(or_f(F.text.in_(keys.REVIEW), Command("review")))
async def show_queue(
    message: Message, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    step_aside(conversation)
    await queue.open_queue(session, person, now=clock())
    return None


@router.callback_query(OpenQueue.filter())
@router.callback_query(Open.filter(F.place == Place.REVIEW))
async def open_queue(query: CallbackQuery, person: Person, session: AsyncSession, clock: Clock) -> Returned:
    await queue.open_queue(session, person, now=clock())
    return query.answer()


@router.callback_query(Later.filter())
async def leave_for_later(
    query: CallbackQuery,
    callback_data: Later,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    step_aside(conversation)
    await queue.put_off(session, person, ClaimId(callback_data.claim_id), now=clock())
    return query.answer()


@router.callback_query(TakeOver.filter())
async def take_over(
    query: CallbackQuery,
    callback_data: TakeOver,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    clock: Clock,
) -> Returned:
    found = await load_review(session, ClaimId(callback_data.claim_id), person)
    minutes = programme.options.take_minutes
    await taking.take(session, found.claim.id, by=person, minutes=minutes, now=clock(), over=True)
    return query.answer(views.yours_now())
