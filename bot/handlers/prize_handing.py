"""Orders of prizes: handed over or cancelled with one tap, which can be undone."""

from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.runner import Returned
from bot.screen import Screen
from bot.showing import change
from bot.taps_prizes import Hand, Handing
from bot.views import prize_keeping as views
from bot.views.names import naming
from core.clock import Clock
from core.ids import OrderId
from core.people import pii
from core.people.persons import Person
from core.people.rights import Right, require
from core.programme.programmes import Programme
from core.rewards import handing, orders
from core.rewards.values import CancelReason, OrderState

router = Router(name="prize_handing")
router.callback_query.filter(IsMember())


@router.callback_query(Hand.filter(F.do == Handing.LIST))
async def show_orders(
    query: CallbackQuery, callback_data: Hand, person: Person, programme: Programme, session: AsyncSession, clock: Clock
) -> Returned:
    return change(query, await _orders(session, callback_data.page, person, programme, clock()))


@router.callback_query(Hand.filter(F.do == Handing.ASK_CANCEL))
async def ask_reason(query: CallbackQuery, callback_data: Hand, person: Person) -> Returned:
    require(person, Right.KEEP_PRIZES)
    return change(query, views.ask_reason(callback_data.id, page=callback_data.page))


@router.callback_query(Hand.filter(F.do.in_({Handing.GIVE, Handing.CANCEL})))
async def decide(
    query: CallbackQuery, callback_data: Hand, person: Person, programme: Programme, session: AsyncSession, clock: Clock
) -> Returned:
    given = callback_data.do is Handing.GIVE
    reason = None if given else callback_data.reason or CancelReason.DISCONTINUED
    verdict = OrderState.GIVEN if given else OrderState.CANCELLED
    made = await handing.decide(session, OrderId(callback_data.id), verdict, by=person.id, now=clock(), reason=reason)
    seconds = programme.options.undo_seconds
    return change(query, views.decided(made, seconds, page=callback_data.page, given=given))


@router.callback_query(Hand.filter(F.do == Handing.UNDO))
async def undo(
    query: CallbackQuery, callback_data: Hand, person: Person, programme: Programme, session: AsyncSession, clock: Clock
) -> Returned:
    await handing.undo(session, OrderId(callback_data.id), by=person.id)
    return change(query, await _orders(session, callback_data.page, person, programme, clock()))


async def _orders(session: AsyncSession, page: int, person: Person, programme: Programme, now: datetime) -> Screen:
    found, more = await orders.waiting(session, by=person.id, page=page)
    with naming(await pii.names(session, {order.person_id for order in found})):
        return views.orders(found, programme, person, now, page=page, more=more)
