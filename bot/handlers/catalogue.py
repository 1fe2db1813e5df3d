"""Companies and products: more of them at any time, pasted as a list."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command, StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.answers import Typed
from bot.flows.pasting import Faulty, has_any, overview, take
from bot.runner import Returned
from bot.screen import Screen
from bot.showing import change, say
from bot.taps import Listed, Open, Place, SaveGood, SendAgain, TakeAs
from bot.views import catalogue as views
from bot.views.removing import with_removal
from core.channel.conversations import Conversation
from core.clock import Clock
from core.people.persons import Person
from core.programme.programmes import Programme

PLACES = {Place.COMPANIES: Listed.COMPANIES, Place.PRODUCTS: Listed.PRODUCTS}

router = Router(name="catalogue")
router.message.filter(IsMember())
router.callback_query.filter(IsMember())


class Paste(StatesGroup):
    """Which list is awaited."""

    companies = State()
    products = State()


@router.message(Command("companies", "products", magic=F.command.as_("name")))
async def ask_for_list(
    message: Message,
    name: str,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    listed = Listed(name.lower())
    screen = await _overview(session, person, programme, listed, clock())
    conversation.expect(_state(listed))
    return say(message, screen)


@router.callback_query(Open.filter(F.place.in_(PLACES)))
async def open_list(
    query: CallbackQuery,
    callback_data: Open,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    listed = PLACES[callback_data.place]
    screen = await _overview(session, person, programme, listed, clock())
    conversation.expect(_state(listed))
    return change(query, screen)


@router.message(StateFilter(Paste.companies, Paste.products), Typed())
async def take_list(
    message: Message,
    text: str,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    raw_state: str,
    clock: Clock,
) -> Returned:
    listed = _listed(raw_state)
    outcome = await take(session, person, listed, text, now=clock())
    if isinstance(outcome, Faulty):
        conversation.expect(raw_state, text=text)
        return say(message, outcome.screen)
    conversation.expect(raw_state)
    return say(message, Screen(f"{outcome.words} {views.send_more()}"))


@router.callback_query(SaveGood.filter())
async def save_good_ones(
    query: CallbackQuery,
    callback_data: SaveGood,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    state = _state(callback_data.listed)
    text = conversation.data.get("text")
    if conversation.state != state or not text:
        return query.answer(views.nothing_kept(), show_alert=True)
    outcome = await take(session, person, callback_data.listed, text, now=clock(), good_ones=True)
    conversation.expect(state)
    said = outcome.screen if isinstance(outcome, Faulty) else Screen(f"{outcome.words} {views.send_more()}")
    return change(query, said)


@router.callback_query(TakeAs.filter())
async def take_as(
    query: CallbackQuery,
    callback_data: TakeAs,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    """A list that looked like another kind: what its sender says it is."""
    text = conversation.data.get("text")
    if conversation.state not in [_state(each) for each in Listed] or not text:
        return query.answer(views.nothing_kept(), show_alert=True)
    outcome = await take(session, person, callback_data.listed, text, now=clock(), surely=True)
    conversation.expect(_state(callback_data.listed))
    said = outcome.screen if isinstance(outcome, Faulty) else Screen(f"{outcome.words} {views.send_more()}")
    return change(query, said)


@router.callback_query(SendAgain.filter())
async def forget_list(
    query: CallbackQuery,
    callback_data: SendAgain,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    screen = await overview(session, person, programme, callback_data.listed, clock())
    conversation.expect(_state(callback_data.listed))
    return change(query, screen)


async def _overview(
    session: AsyncSession, person: Person, programme: Programme, listed: Listed, now: datetime
) -> Screen:
    """The list, and the way to take something off it."""
    screen = await overview(session, person, programme, listed, now)
    return with_removal(screen, listed) if await has_any(session, programme, listed) else screen


def _state(listed: Listed) -> str:
    return f"Paste:{listed}"


def _listed(state: str) -> Listed:
    return Listed(state.rpartition(":")[2])
