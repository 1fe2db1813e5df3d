"""The programme's own reasons to decline, kept in chat: added, worded in each language, retired and offered again."""

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
from bot.screen import Screen
from bot.showing import change, say
from bot.taps_programme import Ask, OwnReasons, ReasonAct
from bot.views import own_reasons as views
from bot.views import programme as programme_views
from core.channel.conversations import Conversation
from core.clock import Clock
from core.people.persons import Person
from core.people.rights import Right, require
from core.programme import changing, own_reasons
from core.programme.changing import Change
from core.programme.programmes import Programme, load

router = Router(name="own_reasons")
router.message.filter(IsMember())
router.callback_query.filter(IsMember())


class Wording(StatesGroup):
    """What is awaited from whoever keeps the reasons."""

    words = State()
    """A reason in words; the conversation knows which, an empty code for a new one, and in which language."""


@router.callback_query(Ask.filter(F.key == own_reasons.KEY))
@router.callback_query(OwnReasons.filter(F.act == ReasonAct.LIST))
async def show_all(query: CallbackQuery, person: Person, programme: Programme, conversation: Conversation) -> Returned:
    require(person, Right.EDIT_PROGRAMME)
    step_aside(conversation)
    return change(query, views.overview(programme))


@router.callback_query(OwnReasons.filter(F.act == ReasonAct.SHOW))
async def show_one(
    query: CallbackQuery, callback_data: OwnReasons, person: Person, programme: Programme, conversation: Conversation
) -> Returned:
    require(person, Right.EDIT_PROGRAMME)
    step_aside(conversation)
    return change(query, views.one(callback_data.code, programme))


@router.callback_query(OwnReasons.filter(F.act.in_({ReasonAct.ADD, ReasonAct.WORDS})))
async def ask_for_words(
    query: CallbackQuery, callback_data: OwnReasons, person: Person, programme: Programme, conversation: Conversation
) -> Returned:
    require(person, Right.EDIT_PROGRAMME)
    step_aside(conversation)
    code = callback_data.code
    locale = callback_data.locale if callback_data.locale in programme.locales else ""
    locale = locale or programme_views.first_language(programme)
    conversation.expect(Wording.words.state, code=code, locale=locale)
    return change(query, views.ask_words(code, locale, programme) if code else views.ask_new(locale))


@router.message(StateFilter(Wording.words), Typed())
async def take_words(
    message: Message, text: str, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    require(person, Right.EDIT_PROGRAMME)
    options = (await load(session, person.programme_id)).options
    code, locale = str(conversation.data["code"]), str(conversation.data["locale"])
    if code:
        value = own_reasons.worded(options, code, text, locale=locale)
    else:
        value, code = own_reasons.added(options, text, locale=locale)
    programme, made = await changing.change(session, own_reasons.KEY, value, by=person.id, now=clock())
    step_aside(conversation)
    return say(message, _changed(code, made, programme))


@router.callback_query(OwnReasons.filter(F.act.in_({ReasonAct.AGAIN, ReasonAct.RETIRE})))
async def switch(
    query: CallbackQuery,
    callback_data: OwnReasons,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    require(person, Right.EDIT_PROGRAMME)
    step_aside(conversation)
    options = (await load(session, person.programme_id)).options
    again = callback_data.act is ReasonAct.AGAIN
    value: Any = (own_reasons.switched_again if again else own_reasons.switched_off)(options, callback_data.code)
    programme, made = await changing.change(session, own_reasons.KEY, value, by=person.id, now=clock())
    return change(query, _changed(callback_data.code, made, programme))


def _changed(code: str, made: Change, programme: Programme) -> Screen:
    return programme_views.with_undo(made, views.one(code, programme))
