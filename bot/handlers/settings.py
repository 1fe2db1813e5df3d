"""Settings: language, zone, names and consents, each a screen in place of the last."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command, StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.answers import Typed
from bot.flows.stepping import step_aside
from bot.menus import own_menu
from bot.runner import Returned
from bot.screen import Screen
from bot.showing import change, say, send
from bot.taps import Agree, LiveIn, Open, OpenSettings, Place, SettingsPart, ShowMe, Speak
from bot.views import settings as views
from bot.views.keys import main_keys
from bot.words import speak
from core.channel.conversations import Conversation
from core.clock import Clock
from core.people import consents, pii, preferences
from core.people.consents import NEEDED
from core.people.moving import place_of
from core.people.persons import Person, load
from core.people.roles import Role
from core.programme.programmes import Programme

router = Router(name="settings")
router.message.filter(IsMember())
router.callback_query.filter(IsMember())


class Preferences(StatesGroup):
    """What is awaited from somebody who changes a setting."""

    zone = State()
    nickname = State()
    name = State()


TYPED = {
    SettingsPart.ZONE: Preferences.zone,
    SettingsPart.NICKNAME: Preferences.nickname,
    SettingsPart.NAME: Preferences.name,
}
"""Parts whose answer can be typed."""


@router.message(Command("settings"))
async def show_settings(
    message: Message, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    step_aside(conversation)
    return say(message, await _menu(session, person, clock()))


@router.callback_query(Open.filter(F.place == Place.SETTINGS))
async def open_settings(
    query: CallbackQuery, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    step_aside(conversation)
    return change(query, await _menu(session, person, clock()))


@router.callback_query(OpenSettings.filter())
async def open_part(
    query: CallbackQuery,
    callback_data: OpenSettings,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    step_aside(conversation)
    if awaited := TYPED.get(callback_data.part):
        conversation.expect(awaited.state)
    return change(query, await _part(session, person, programme, callback_data.part, clock()))


@router.callback_query(Open.filter(F.place == Place.SHOWN_AS))
async def open_shown_as(query: CallbackQuery, person: Person, session: AsyncSession) -> Returned:
    return change(query, views.ask_shown_as(person, await pii.read(session, person.id)))


@router.callback_query(Open.filter(F.place == Place.CONSENTS))
async def open_consents(query: CallbackQuery, person: Person, programme: Programme, session: AsyncSession) -> Returned:
    return change(query, views.ask_consents(person, programme, await consents.current(session, person.id)))


@router.callback_query(Speak.filter())
async def take_language(
    query: CallbackQuery, callback_data: Speak, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    person = await preferences.set_locale(session, person.id, callback_data.locale)
    speak(person.locale)
    chat_id = query.from_user.id
    said = send(chat_id, Screen(views.keys_follow())).model_copy(update={"reply_markup": main_keys(person)})
    return [change(query, await _menu(session, person, clock())), said, own_menu(person, chat_id)]


@router.callback_query(LiveIn.filter())
async def tap_zone(
    query: CallbackQuery,
    callback_data: LiveIn,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    person = await preferences.set_timezone(session, person.id, callback_data.zone)
    step_aside(conversation)
    return change(query, await _menu(session, person, clock()))


@router.message(StateFilter(Preferences.zone), Typed())
async def take_zone(
    message: Message, text: str, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    person = await preferences.set_timezone(session, person.id, text)
    conversation.end()
    return say(message, await _menu(session, person, clock()))


@router.callback_query(ShowMe.filter())
async def take_shown_as(query: CallbackQuery, callback_data: ShowMe, person: Person, session: AsyncSession) -> Returned:
    person = await preferences.set_shown_as(session, person.id, callback_data.shown_as)
    return change(query, views.ask_shown_as(person, await pii.read(session, person.id)))


@router.message(StateFilter(Preferences.nickname), Typed())
async def take_nickname(
    message: Message, text: str, person: Person, session: AsyncSession, conversation: Conversation
) -> Returned:
    person = await preferences.set_nickname(session, person.id, text)
    conversation.end()
    return say(message, views.ask_shown_as(person, await pii.read(session, person.id)))


@router.message(StateFilter(Preferences.name), Typed())
async def take_name(
    message: Message, text: str, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    await preferences.set_name(session, person.id, text)
    conversation.end()
    return say(message, await _menu(session, person, clock()))


@router.callback_query(Agree.filter())
async def take_consent(
    query: CallbackQuery,
    callback_data: Agree,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    clock: Clock,
) -> Returned:
    kind, given = callback_data.kind, callback_data.given
    await consents.record(session, person.id, {kind: given}, now=clock())
    person = await load(session, person.id)
    screen = views.ask_consents(person, programme, await consents.current(session, person.id))
    shown = change(query, screen)
    rests = kind in NEEDED and not given
    return [shown, query.answer(views.registering_rests(), show_alert=True)] if rests else shown


async def _menu(session: AsyncSession, person: Person, now: datetime) -> Screen:
    known = await pii.read(session, person.id)
    works_at = await place_of(session, person.id) if person.role is Role.PARTNER else None
    return views.menu(person, known, await consents.current(session, person.id), now, works_at)


async def _part(
    session: AsyncSession, person: Person, programme: Programme, part: SettingsPart, now: datetime
) -> Screen:
    match part:
        case SettingsPart.LANGUAGE:
            return views.ask_language(person, programme)
        case SettingsPart.ZONE:
            return views.ask_zone(person, programme, now)
        case SettingsPart.SHOWN_AS:
            return views.ask_shown_as(person, await pii.read(session, person.id))
        case SettingsPart.NICKNAME:
            return views.ask_nickname()
        case SettingsPart.NAME:
            return views.ask_name(await pii.read(session, person.id))
        case SettingsPart.CONSENTS:
            return views.ask_consents(person, programme, await consents.current(session, person.id))
