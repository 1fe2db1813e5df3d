"""The names of states, kept in chat: worded in each language, and back to usual by one tap."""

from typing import Any

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.answers import Typed
from bot.flows.stepping import step_aside
from bot.runner import Returned
from bot.showing import change, say
from bot.taps_programme import Ask, NameAct, StateNames
from bot.views import programme as programme_views
from bot.views import state_names as views
from bot.views import states
from bot.views.help import out_of_date
from core.channel.conversations import Conversation
from core.claims.claim import ClaimState
from core.clock import Clock
from core.people.persons import Person
from core.people.rights import Right, require
from core.programme import changing, state_names
from core.programme.programmes import Programme, load

router = Router(name="state_names")
router.message.filter(IsMember())
router.callback_query.filter(IsMember())


class Naming(StatesGroup):
    """What is awaited from whoever names the states."""

    words = State()
    """A word; the conversation knows for which state, and in which language."""


@router.callback_query(Ask.filter(F.key == state_names.KEY))
@router.callback_query(StateNames.filter(F.act == NameAct.LIST))
async def show_all(query: CallbackQuery, person: Person, programme: Programme, conversation: Conversation) -> Returned:
    require(person, Right.EDIT_PROGRAMME)
    step_aside(conversation)
    return change(query, views.overview(programme))


@router.callback_query(StateNames.filter((F.act == NameAct.SHOW) & F.state))
async def show_one(
    query: CallbackQuery, callback_data: StateNames, person: Person, programme: Programme, conversation: Conversation
) -> Returned:
    require(person, Right.EDIT_PROGRAMME)
    step_aside(conversation)
    return change(query, views.one(_state(callback_data), programme))


@router.callback_query(StateNames.filter((F.act == NameAct.WORDS) & F.state))
async def ask_for_words(
    query: CallbackQuery, callback_data: StateNames, person: Person, programme: Programme, conversation: Conversation
) -> Returned:
    require(person, Right.EDIT_PROGRAMME)
    state, locale = _state(callback_data), callback_data.locale
    locale = locale if locale in programme.locales else programme_views.first_language(programme)
    conversation.expect(Naming.words.state, of=state.value, locale=locale)
    return change(query, views.ask_words(state, locale))


@router.message(StateFilter(Naming.words), Typed())
async def take_words(
    message: Message, text: str, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    require(person, Right.EDIT_PROGRAMME)
    programme = await load(session, person.programme_id)
    state, locale = ClaimState(conversation.data["of"]), str(conversation.data["locale"])
    known = states.called(programme.options, (locale,))
    value: Any = state_names.worded(programme.options, state, text, locale=locale, called=known)
    after, made = await changing.change(session, state_names.KEY, value, by=person.id, now=clock())
    step_aside(conversation)
    return say(message, programme_views.changed(made, after, views.one(state, after)))


@router.callback_query(StateNames.filter((F.act == NameAct.USUAL) & F.state))
async def call_as_usual(
    query: CallbackQuery,
    callback_data: StateNames,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    require(person, Right.EDIT_PROGRAMME)
    step_aside(conversation)
    programme = await load(session, person.programme_id)
    state = _state(callback_data)
    value: Any = state_names.as_usual(
        programme.options,
        state,
        usual=states.usual_in(state, programme.locales),
        called=states.called(programme.options, programme.locales),
    )
    after, made = await changing.change(session, state_names.KEY, value, by=person.id, now=clock())
    return change(query, programme_views.changed(made, after, views.one(state, after)))


@router.callback_query(StateNames.filter())
async def names_no_state(query: CallbackQuery) -> Returned:
    return query.answer(out_of_date(), show_alert=True)


def _state(tap: StateNames) -> ClaimState:
    assert tap.state is not None  # noqa: S101 (what the filters ask)
    return tap.state
