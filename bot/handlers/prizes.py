"""Prizes for partners: the list, an order with one question, and the own orders."""

from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.filters import Command, or_f
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.flows.stepping import step_aside
from bot.handlers.prize_keeping import staff_menu
from bot.prize_pictures import picture_of
from bot.runner import Returned
from bot.screen import Screen
from bot.showing import change, send, show, turn
from bot.taps import Open, Place
from bot.taps_prizes import Shop, Shopping
from bot.views import eligibility as conditions
from bot.views import keys
from bot.views import prizes as views
from core.channel.conversations import Conversation
from core.clock import Clock, local_date
from core.ids import OrderId, Points, PrizeId
from core.people import eligibility, first_steps, sanctions
from core.people.eligibility import EligibilityUnasked
from core.people.persons import Person
from core.people.rights import Right, may, require
from core.points import activation, statement
from core.programme.programmes import Programme
from core.rewards import handing, orders, pace, prizes
from core.rewards.values import PrizeGone

router = Router(name="prizes")
router.message.filter(IsMember())
router.callback_query.filter(IsMember())


@router.message(or_f(F.text.in_(keys.PRIZES), Command("prizes")))
async def show_prizes(
    message: Message,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    bot: Bot,
    clock: Clock,
) -> Returned:
    """Staff sees what there is to do, everybody else the dearest prize that is within reach."""
    step_aside(conversation)
    return show(message.chat.id, await first_screen(session, person, programme, clock(), bot_id=bot.id))


@router.callback_query(Open.filter(F.place == Place.PRIZES))
async def open_prizes(
    query: CallbackQuery,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    bot: Bot,
    clock: Clock,
) -> Returned:
    step_aside(conversation)
    return turn(query, await first_screen(session, person, programme, clock(), bot_id=bot.id))


@router.callback_query(Shop.filter(F.do == Shopping.SHOW))
async def turn_page(
    query: CallbackQuery,
    callback_data: Shop,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    bot: Bot,
    clock: Clock,
) -> Returned:
    prizes.require_a_look(person)
    return turn(query, await _page(session, person, programme, callback_data.page, clock(), bot_id=bot.id))


@router.callback_query(Shop.filter(F.do == Shopping.ASK))
async def ask(
    query: CallbackQuery, callback_data: Shop, person: Person, programme: Programme, session: AsyncSession, bot: Bot
) -> Returned:
    require(person, Right.SPEND)
    try:
        await eligibility.require_eligible(session, person, programme)
    except EligibilityUnasked:
        return send(query.from_user.id, conditions.ask(programme))
    found = await prizes.find(session, programme.id, PrizeId(callback_data.id))
    if found is None or not found.listed:
        raise PrizeGone
    balance, after = await _spendable(session, person), await orders.newest(session, person.id)
    picture = await picture_of(session, found, bot_id=bot.id)
    screen = views.confirm(found, programme, page=callback_data.page, balance=balance, after=after, picture=picture)
    return turn(query, screen)


@router.callback_query(Shop.filter(F.do == Shopping.ORDER))
async def order(
    query: CallbackQuery, callback_data: Shop, person: Person, programme: Programme, session: AsyncSession, clock: Clock
) -> Returned:
    made = await orders.place(
        session,
        PrizeId(callback_data.id),
        points=Points(callback_data.points),
        after=OrderId(callback_data.after),
        by=person.id,
        now=clock(),
    )
    return turn(query, views.ordered(made, programme, person))


@router.callback_query(Shop.filter(F.do == Shopping.MINE))
async def show_own(
    query: CallbackQuery, callback_data: Shop, person: Person, programme: Programme, session: AsyncSession
) -> Returned:
    return turn(query, await _own(session, person, programme, callback_data.page))


@router.callback_query(Shop.filter(F.do == Shopping.ASK_CANCEL))
async def ask_cancel(query: CallbackQuery, callback_data: Shop) -> Returned:
    return change(query, views.ask_cancel(callback_data.id, page=callback_data.page))


@router.callback_query(Shop.filter(F.do == Shopping.CANCEL))
async def cancel(
    query: CallbackQuery, callback_data: Shop, person: Person, programme: Programme, session: AsyncSession, clock: Clock
) -> Returned:
    await handing.withdraw(session, OrderId(callback_data.id), by=person.id, now=clock())
    screen = await _own(session, person, programme, callback_data.page)
    return [query.answer(views.cancelled()), change(query, screen)]


async def first_screen(
    session: AsyncSession, person: Person, programme: Programme, now: datetime, *, bot_id: int
) -> Screen:
    """What /prizes shows: to staff its work, to others the dearest prize within reach."""
    prizes.require_a_look(person)
    if may(person, Right.KEEP_PRIZES):
        return await staff_menu(session, person, programme, now)
    await first_steps.looked_at_prizes(session, person, now=now)
    balance, today = await _spendable(session, person), local_date(now, programme.timezone)
    page = await prizes.dearest_within(session, programme.id, balance, today=today)
    return await _page(session, person, programme, page, now, bot_id=bot_id)


async def _page(
    session: AsyncSession, person: Person, programme: Programme, page: int, now: datetime, *, bot_id: int
) -> Screen:
    today = local_date(now, programme.timezone)
    found, count = await prizes.offered(session, programme.id, today=today, page=page)
    if found is None and page:
        page = 0
        found, count = await prizes.offered(session, programme.id, today=today)
    if found is None:
        return views.nothing(keeps=may(person, Right.KEEP_PRIZES))
    balance = await _spendable(session, person)
    enough_at = None
    if found.points > balance:
        enough_at = await activation.enough_at(session, person.id, found.points, programme_id=programme.id)
    return views.prize(
        found,
        programme,
        page=page,
        count=count,
        balance=balance,
        sales=await pace.sales_for(session, person.id, found.points - balance),
        enough_at=enough_at,
        may_order=may(person, Right.SPEND),
        freeze=await sanctions.freeze_of(session, person),
        picture=await picture_of(session, found, bot_id=bot_id),
    )


async def _own(session: AsyncSession, person: Person, programme: Programme, page: int) -> Screen:
    found, more = await orders.own(session, person.id, page=page)
    return views.own(found, programme, person, page=page, more=more)


async def _spendable(session: AsyncSession, person: Person) -> int:
    return (await statement.balance(session, person.id, programme_id=person.programme_id)).spendable
