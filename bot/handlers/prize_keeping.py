"""Prizes for staff: the list kept by one question at a time, and orders handed over with one tap."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from aiogram import Bot, F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.answers import Typed
from bot.flows.stepping import step_aside
from bot.prize_pictures import picture_of
from bot.runner import Returned
from bot.screen import Screen
from bot.showing import say, show, turn
from bot.taps_prizes import Stock, StockIn, Stocking
from bot.views import prize_keeping as views
from core.channel.conversations import Conversation
from core.clock import Clock, local_date
from core.ids import PrizeId
from core.people.persons import Person
from core.people.rights import Right, require
from core.programme.programmes import Programme
from core.rewards import orders, prizes
from core.rewards.pictures import Shot
from core.rewards.values import Prize

router = Router(name="prize_keeping")
router.message.filter(IsMember())
router.callback_query.filter(IsMember())


class Prizing(StatesGroup):
    """What is awaited of a prize; one that is being made has no row before its price is known."""

    picture = State()
    name = State()
    points = State()
    stock = State()
    limit = State()
    ends = State()
    text = State()


ASKS: dict[Stocking, tuple[State, Callable[[int], Screen]]] = {
    Stocking.POINTS: (Prizing.points, lambda _: views.ask_points()),
    Stocking.STOCK: (Prizing.stock, views.ask_stock),
    Stocking.LIMIT: (Prizing.limit, views.ask_limit),
    Stocking.ENDS: (Prizing.ends, views.ask_last_day),
    Stocking.PICTURE: (Prizing.picture, lambda _: views.ask_picture(new=False)),
}
"""What a tap on a part of a prize asks, and what it then awaits."""

ASKS_WORDS = {Stocking.NAME: (Prizing.name, views.ask_name), Stocking.TEXT: (Prizing.text, views.ask_text)}
"""The same of words, which stand in each language."""
ENDLESS = {
    Stocking.NO_STOCK: prizes.set_stock,
    Stocking.NO_LIMIT: prizes.set_limit,
    Stocking.NO_END: prizes.set_last_day,
}
"""What a tap sets free."""

Takes = Callable[..., Awaitable[Prize]]
TAKES: dict[str | None, Takes] = {
    Prizing.stock.state: prizes.set_stock,
    Prizing.limit.state: prizes.set_limit,
    Prizing.points.state: prizes.set_points,
    Prizing.ends.state: prizes.set_last_day,
}
"""What takes a typed number or day about a prize that is there."""
TAKES_WORDS: dict[str | None, Takes] = {
    Prizing.name.state: prizes.rename,
    Prizing.text.state: prizes.describe,
}


@router.callback_query(Stock.filter(F.do == Stocking.LIST))
async def show_list(
    query: CallbackQuery, callback_data: Stock, person: Person, programme: Programme, session: AsyncSession
) -> Returned:
    found, more = await prizes.list_all(session, by=person.id, page=callback_data.page)
    return turn(query, views.all_prizes(found, programme, page=callback_data.page, more=more))


@router.callback_query(Stock.filter(F.do == Stocking.SHOW))
async def show_prize(
    query: CallbackQuery,
    callback_data: Stock,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
) -> Returned:
    step_aside(conversation)
    found = await prizes.one(session, PrizeId(callback_data.id), by=person.id)
    return turn(query, await _screen(session, found, programme, conversation.bot_id, page=callback_data.page))


@router.callback_query(Stock.filter(F.do == Stocking.ADD))
async def add(query: CallbackQuery, person: Person, conversation: Conversation) -> Returned:
    require(person, Right.KEEP_PRIZES)
    conversation.expect(Prizing.picture.state)
    return turn(query, views.ask_picture(new=True))


@router.callback_query(Stock.filter(F.do == Stocking.NO_PICTURE))
async def no_picture(query: CallbackQuery, person: Person, conversation: Conversation) -> Returned:
    require(person, Right.KEEP_PRIZES)
    conversation.expect(Prizing.name.state)
    return turn(query, views.ask_name())


@router.callback_query(Stock.filter(F.do.in_(ASKS)))
async def ask_part(query: CallbackQuery, callback_data: Stock, person: Person, conversation: Conversation) -> Returned:
    require(person, Right.KEEP_PRIZES)
    state, asked = ASKS[callback_data.do]
    conversation.expect(state.state, prize=callback_data.id)
    return turn(query, asked(callback_data.id))


@router.callback_query(Stock.filter(F.do.in_(ASKS_WORDS)))
async def ask_words(
    query: CallbackQuery,
    callback_data: Stock,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
) -> Returned:
    """Words stand in each of the programme's languages: which one comes first."""
    found = await prizes.one(session, PrizeId(callback_data.id), by=person.id)
    step_aside(conversation)
    if len(programme.locales) > 1:
        return turn(query, views.choose_language(found, programme, callback_data.do))
    state, asked = ASKS_WORDS[callback_data.do]
    conversation.expect(state.state, prize=found.id, locale=programme.locale)
    return turn(query, asked())


@router.callback_query(StockIn.filter(F.do.in_(ASKS_WORDS)))
async def ask_words_in(
    query: CallbackQuery, callback_data: StockIn, person: Person, programme: Programme, conversation: Conversation
) -> Returned:
    require(person, Right.KEEP_PRIZES)
    state, asked = ASKS_WORDS[callback_data.do]
    locale = callback_data.locale if callback_data.locale in programme.locales else programme.locale
    conversation.expect(state.state, prize=callback_data.id, locale=locale)
    return turn(query, asked())


@router.callback_query(Stock.filter(F.do.in_({Stocking.PUT, Stocking.HIDE})))
async def put_on_list(
    query: CallbackQuery,
    callback_data: Stock,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    bot: Bot,
    clock: Clock,
) -> Returned:
    listed = callback_data.do is Stocking.PUT
    prize_id = PrizeId(callback_data.id)
    found = await prizes.put_on_list(session, prize_id, listed=listed, by=person.id, now=clock())
    return turn(query, await _screen(session, found, programme, bot.id, page=callback_data.page))


@router.callback_query(Stock.filter(F.do.in_(ENDLESS)))
async def lift_limit(
    query: CallbackQuery,
    callback_data: Stock,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    step_aside(conversation)
    take = ENDLESS[callback_data.do]
    found = await take(session, PrizeId(callback_data.id), None, by=person.id, now=clock())
    return turn(query, await _screen(session, found, programme, conversation.bot_id))


@router.message(StateFilter(Prizing.picture), F.photo[-1].file_id.as_("file_id"))
async def take_picture(
    message: Message,
    file_id: str,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    prize_id = conversation.data.get("prize")
    if prize_id is None:
        require(person, Right.KEEP_PRIZES)
        conversation.expect(Prizing.name.state, picture=file_id)
        return say(message, views.ask_name())
    shot = Shot(file_id=file_id, bot_id=conversation.bot_id)
    found = await prizes.set_picture(session, PrizeId(prize_id), shot, by=person.id, now=clock())
    conversation.end()
    return show(message.chat.id, await _screen(session, found, programme, conversation.bot_id))


@router.message(StateFilter(*TAKES_WORDS), Typed())
async def take_words(
    message: Message,
    text: str,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    prize_id = conversation.data.get("prize")
    if prize_id is None:
        conversation.expect(Prizing.points.state, **conversation.data, name=prizes.clean_name(text))
        return say(message, views.ask_points())
    take, locale = TAKES_WORDS[conversation.state], str(conversation.data.get("locale", person.locale))
    found = await take(session, PrizeId(prize_id), text, locale=locale, by=person.id, now=clock())
    conversation.end()
    return show(message.chat.id, await _screen(session, found, programme, conversation.bot_id))


@router.message(StateFilter(*TAKES), Typed())
async def take_number(
    message: Message,
    text: str,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    data = conversation.data
    if "prize" not in data:
        made = await _make(session, data, text, person, conversation.bot_id, clock())
        conversation.expect(Prizing.stock.state, prize=made.id)
        return say(message, views.ask_stock(made.id))
    found = await TAKES[conversation.state](session, PrizeId(data["prize"]), text, by=person.id, now=clock())
    conversation.end()
    return show(message.chat.id, await _screen(session, found, programme, conversation.bot_id))


async def staff_menu(session: AsyncSession, person: Person, programme: Programme, now: datetime) -> Screen:
    """What staff has to do about prizes. Raises NotAllowed."""
    require(person, Right.KEEP_PRIZES)
    _, listed = await prizes.offered(session, programme.id, today=local_date(now, programme.timezone))
    waiting, late = await orders.count_waiting(session, person, now=now)
    return views.menu(listed, waiting, late)


async def _screen(session: AsyncSession, found: Prize, programme: Programme, bot_id: int, *, page: int = 0) -> Screen:
    picture = await picture_of(session, found, bot_id=bot_id)
    return views.prize(found, programme, page=page, picture=picture)


async def _make(
    session: AsyncSession, data: dict[str, Any], points: str, person: Person, bot_id: int, now: datetime
) -> Prize:
    file_id = data.get("picture")
    return await prizes.begin(
        session,
        str(data.get("name", "")),
        points,
        locale=person.locale,
        picture=Shot(file_id=file_id, bot_id=bot_id) if file_id else None,
        by=person.id,
        now=now,
    )
