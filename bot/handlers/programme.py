"""The programme's settings in chat: a group, a question, an answer by button or typed, and the way back from each."""

from datetime import datetime
from typing import Any

from aiogram import F, Router
from aiogram.filters import Command, StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.answers import Typed
from bot.flows.programme_answers import languages_after, points_after, typed_after
from bot.flows.stepping import step_aside
from bot.menus import own_menu, partners_menus
from bot.runner import Returned
from bot.screen import Screen
from bot.showing import change, say, send
from bot.taps import CallPoints, MeetIn, Offer, Open, Place, RunIn
from bot.taps_programme import Ask, Lately, Look, Put, Undo, WholeLog
from bot.views import audit_file
from bot.views import programme as views
from bot.views.help import out_of_date
from bot.views.keys import main_keys
from bot.views.questions import last_language
from bot.words import address
from core.audit import export
from core.channel.conversations import Conversation
from core.claims.who_decides import deciders
from core.clock import Clock
from core.people import persons, pii
from core.people.persons import Person
from core.people.rights import Right, require
from core.points.given import given
from core.programme import answers, changing
from core.programme.changing import Change
from core.programme.programmes import Programme
from core.programme.registry import SETTINGS, Dates, Group, OneOf, Setting, Several, Switch
from core.programme.setup import languages_of
from core.programme.zones import zone_named

router = Router(name="programme")
router.message.filter(IsMember())
router.callback_query.filter(IsMember())


class Changing(StatesGroup):
    """What is awaited from whoever changes a setting."""

    answer = State()
    """A value; the conversation knows of which setting, and in which language."""


@router.message(Command("programme"))
async def show_programme(
    message: Message, person: Person, programme: Programme, conversation: Conversation
) -> Returned:
    require(person, Right.EDIT_PROGRAMME)
    step_aside(conversation)
    return say(message, views.overview(programme, person))


@router.callback_query(Open.filter(F.place == Place.PROGRAMME))
async def open_programme(
    query: CallbackQuery, person: Person, programme: Programme, conversation: Conversation
) -> Returned:
    require(person, Right.EDIT_PROGRAMME)
    step_aside(conversation)
    return change(query, views.overview(programme, person))


@router.callback_query(Look.filter())
async def look(
    query: CallbackQuery,
    callback_data: Look,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
) -> Returned:
    require(person, Right.EDIT_PROGRAMME)
    step_aside(conversation)
    return change(query, await _group(session, callback_data.group, programme))


@router.callback_query(Ask.filter(F.key.in_(SETTINGS)))
async def ask(
    query: CallbackQuery,
    callback_data: Ask,
    person: Person,
    programme: Programme,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    require(person, Right.EDIT_PROGRAMME)
    step_aside(conversation)
    setting = SETTINGS[callback_data.key]
    return change(query, _asked(setting, programme, conversation, clock(), locale=callback_data.locale))


@router.callback_query(Put.filter(F.key.in_(SETTINGS)))
async def put(
    query: CallbackQuery,
    callback_data: Put,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    setting = SETTINGS[callback_data.key]
    value = answers.tapped(setting, callback_data.value, changing.value_of(programme, setting.key))
    return await _take(query, setting.key, value, person, session, conversation, clock())


@router.message(StateFilter(Changing.answer), Typed())
async def take_answer(
    message: Message,
    text: str,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    setting = SETTINGS[str(conversation.data["key"])]
    locale = str(conversation.data["locale"])
    value = typed_after(setting, text, programme, locale)
    after, made = await changing.change(session, setting.key, value, by=person.id, now=clock())
    following = views.following(after, locale) if setting.key == "points_names" else None
    return say(message, await _after(session, setting, after, made, conversation, clock(), following=following))


@router.callback_query(RunIn.filter())
async def tap_zone(
    query: CallbackQuery,
    callback_data: RunIn,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    return await _take(query, "timezone", zone_named(callback_data.zone), person, session, conversation, clock())


@router.callback_query(Offer.filter())
async def take_offer(
    query: CallbackQuery,
    callback_data: Offer,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    value = languages_after(programme, callback_data)
    if value is None:
        return query.answer(last_language(), show_alert=True)
    return await _take(query, "languages", value, person, session, conversation, clock())


@router.callback_query(MeetIn.filter())
async def meet_in(
    query: CallbackQuery,
    callback_data: MeetIn,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    value = languages_of(programme.locales, main=callback_data.locale)
    return await _take(query, "languages", value, person, session, conversation, clock())


@router.callback_query(CallPoints.filter())
async def tap_points_name(
    query: CallbackQuery,
    callback_data: CallPoints,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    value = points_after(programme, callback_data, first=views.first_language(programme))
    if value is None:
        return query.answer(out_of_date(), show_alert=True)
    return await _take(query, "points_names", value, person, session, conversation, clock())


@router.callback_query(Lately.filter())
async def lately(query: CallbackQuery, person: Person, programme: Programme, session: AsyncSession) -> Returned:
    require(person, Right.EDIT_PROGRAMME)
    changes = await changing.last_changes(session, programme.id)
    names = await pii.names(session, {each.by for each in changes})
    return change(query, views.last_changes(changes, programme, names, person))


@router.callback_query(WholeLog.filter())
async def whole_log(query: CallbackQuery, person: Person, session: AsyncSession, clock: Clock) -> Returned:
    """The file is put together when it is sent: it may be large, and nobody else waits for it."""
    await export.want(session, by=person.id, wish=query.id, now=clock())
    return query.answer(audit_file.follows())


@router.callback_query(Undo.filter())
async def undo(
    query: CallbackQuery,
    callback_data: Undo,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    step_aside(conversation)
    after, made = await changing.undo(session, callback_data.change_id, by=person.id, now=clock())
    address(after.options.tone)
    screen = views.undone(made, after, await _group(session, SETTINGS[made.key].group, after))
    return [change(query, screen), *await _menus(session, query, person, made, after)]


async def _take(
    query: CallbackQuery,
    key: str,
    value: Any,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    now: datetime,
) -> Returned:
    """Keep what was tapped, and show what follows."""
    after, made = await changing.change(session, key, value, by=person.id, now=now)
    address(after.options.tone)
    screen = await _after(session, SETTINGS[key], after, made, conversation, now)
    return [change(query, screen), *await _menus(session, query, person, made, after)]


async def _group(session: AsyncSession, which: Group, programme: Programme) -> Screen:
    """A group of settings; that of the points says how many are given out, that of decisions who decides."""
    out = await given(session, programme.id, programme.options) if which is Group.POINTS else None
    who = await deciders(session, programme.id) if which is Group.DECISIONS else None
    return views.group(which, programme, out, who)


def _asked(
    setting: Setting,
    programme: Programme,
    conversation: Conversation,
    now: datetime,
    *,
    locale: str | None = None,
) -> Screen:
    """A setting's screen, its answer awaited from here on where it can be typed."""
    locale = locale if locale in programme.locales else views.first_language(programme)
    if setting.key != "languages" and not isinstance(setting.shape, Several | Switch | OneOf):
        conversation.expect(Changing.answer.state, key=setting.key, locale=locale)
    return views.ask(setting, programme, now, locale=locale)


async def _after(
    session: AsyncSession,
    setting: Setting,
    programme: Programme,
    made: Change,
    conversation: Conversation,
    now: datetime,
    *,
    following: str | None = None,
) -> Screen:
    """After a change: its group; the question once more where several answers go together, or languages follow."""
    step_aside(conversation)
    stays = following is not None or isinstance(setting.shape, Several | Dates) or setting.key == "languages"
    if not stays:
        return views.changed(made, programme, await _group(session, setting.group, programme))
    return views.changed(made, programme, _asked(setting, programme, conversation, now, locale=following))


async def _menus(
    session: AsyncSession, query: CallbackQuery, person: Person, made: Change, programme: Programme
) -> list[Any]:
    """After parts or the tone were switched: the menus that everybody sees, and the keys of whoever did it."""
    if made.key not in ("modules", "tone") or made.before == made.after:
        return []
    person = await persons.load(session, person.id)
    chat_id = query.from_user.id
    said = send(chat_id, Screen(views.keys_follow())).model_copy(update={"reply_markup": main_keys(person)})
    return [said, *partners_menus(programme.options), own_menu(person, chat_id)]
