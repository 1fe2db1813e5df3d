"""Balance, history and "why?": every number explains itself."""

from aiogram import F, Router
from aiogram.filters import Command, or_f
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.flows.stepping import step_aside
from bot.runner import Returned
from bot.screen import Screen
from bot.showing import change, say
from bot.taps import HistoryPage, Open, Place, Why
from bot.views import balance as views
from bot.views import history, keys
from core.channel.conversations import Conversation
from core.ids import TransactionId
from core.people.persons import Person
from core.people.rights import Right, require
from core.points import statement
from core.points.explain import explain
from core.programme.programmes import Programme

router = Router(name="balance")
router.message.filter(IsMember())
router.callback_query.filter(IsMember())


@router.message(or_f(F.text.in_(keys.BALANCE), Command("balance")))
async def show_balance(
    message: Message, person: Person, programme: Programme, session: AsyncSession, conversation: Conversation
) -> Returned:
    step_aside(conversation)
    return say(message, await _balance(session, person, programme))


@router.callback_query(Open.filter(F.place == Place.BALANCE))
async def open_balance(query: CallbackQuery, person: Person, programme: Programme, session: AsyncSession) -> Returned:
    return change(query, await _balance(session, person, programme))


@router.message(Command("history"))
async def show_history(message: Message, person: Person, session: AsyncSession, conversation: Conversation) -> Returned:
    step_aside(conversation)
    return say(message, await _page(session, person, before=0))


@router.callback_query(Open.filter(F.place == Place.HISTORY))
async def open_history(query: CallbackQuery, person: Person, session: AsyncSession) -> Returned:
    return change(query, await _page(session, person, before=0))


@router.callback_query(HistoryPage.filter())
async def show_page(
    query: CallbackQuery, callback_data: HistoryPage, person: Person, session: AsyncSession
) -> Returned:
    return change(query, await _page(session, person, before=callback_data.before))


@router.callback_query(Why.filter())
async def explain_entry(
    query: CallbackQuery, callback_data: Why, person: Person, programme: Programme, session: AsyncSession
) -> Returned:
    require(person, Right.SEE_POINTS)
    explained = await explain(session, TransactionId(callback_data.transaction_id), person.id)
    return change(query, history.why(explained, before=callback_data.before, person=person, programme=programme))


async def _balance(session: AsyncSession, person: Person, programme: Programme) -> Screen:
    require(person, Right.SEE_POINTS)
    found = await statement.balance(session, person.id, programme_id=person.programme_id)
    return views.balance(found, programme, frozen=person.frozen)


async def _page(session: AsyncSession, person: Person, *, before: int) -> Screen:
    require(person, Right.SEE_POINTS)
    found = await statement.history(
        session, person.id, before=TransactionId(before) if before else None, limit=history.PAGE + 1
    )
    older = len(found) > history.PAGE
    return history.page(found[: history.PAGE], before=before, older=older, person=person)
