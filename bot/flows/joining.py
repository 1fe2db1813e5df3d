"""Joining, step by step: three switches, then at most three questions, then the first words to a member."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command, StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, Message, User
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsJoining
from bot.answers import Typed
from bot.menus import menu_if_other
from bot.runner import Returned
from bot.screen import Screen
from bot.serialise import Reply
from bot.showing import change, say
from bot.taps import CallMe, CompaniesPage, ConsentTexts, Enter, Speak, Switch, WorkAs, WorkFor
from bot.views import joining as views
from bot.views.help import come_back
from bot.views.keys import main_keys
from bot.words import speak
from core.catalog.companies import Company, list_companies
from core.catalog.folding import name_key
from core.channel.conversations import Conversation
from core.clock import Clock
from core.ids import CompanyId
from core.people import joining, pii, preferences
from core.people.consents import ConsentKind
from core.people.newcomers import Joining, JoinStep, standing
from core.people.persons import Person
from core.programme.programmes import Programme
from core.programme.text import TextUnusable

router = Router(name="joining")
router.message.filter(IsJoining())
router.callback_query.filter(IsJoining())


class Join(StatesGroup):
    """What is awaited from a newcomer."""

    consents = State()
    name = State()
    occupation = State()
    company = State()


async def ask(
    session: AsyncSession, joined: Joining, programme: Programme, conversation: Conversation, user: User, now: datetime
) -> Screen | None:
    """The next question, awaited from here on; None where the person is in."""
    match joined.next:
        case JoinStep.CONSENTS:
            given = conversation.data.get("given", [])
            conversation.expect(Join.consents.state, given=given)
            return views.ask_consents(programme, _kinds(given), joined.person.role)
        case JoinStep.NAME:
            conversation.expect(Join.name.state)
            return views.ask_name(_usable_name(user))
        case JoinStep.OCCUPATION:
            conversation.expect(Join.occupation.state)
            return views.ask_occupation()
        case JoinStep.COMPANY:
            return await _ask_company(session, joined, programme, conversation, user, now)
        case None:
            conversation.end()
            return None


async def welcome(session: AsyncSession, person: Person, programme: Programme, chat_id: int, user: User) -> list[Reply]:
    """What somebody hears who has just become a member: what to do first, the keys, the own menu."""
    known = await pii.read(session, person.id)
    text = views.welcome(person, programme, known.name if known else "")
    hello = SendMessage(chat_id=chat_id, text=text, reply_markup=main_keys(person))
    return [hello, *menu_if_other(person, chat_id, telegram_speaks=user.language_code)]


# The switches


@router.callback_query(Switch.filter())
async def turn_switch(
    query: CallbackQuery, callback_data: Switch, person: Person, programme: Programme, conversation: Conversation
) -> Returned:
    given = _kinds(conversation.data.get("given", []))
    given = given | {callback_data.kind} if callback_data.given else given - {callback_data.kind}
    conversation.expect(Join.consents.state, given=sorted(given))
    return change(query, views.ask_consents(programme, given, person.role))


@router.callback_query(ConsentTexts.filter(F.shown))
async def read_in_full(query: CallbackQuery, programme: Programme) -> Returned:
    return change(query, views.consent_texts(programme))


@router.callback_query(ConsentTexts.filter())
async def back_to_switches(
    query: CallbackQuery, person: Person, programme: Programme, conversation: Conversation
) -> Returned:
    return change(query, views.ask_consents(programme, _kinds(conversation.data.get("given", [])), person.role))


@router.callback_query(Speak.filter())
async def take_language(
    query: CallbackQuery,
    callback_data: Speak,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
) -> Returned:
    """Whoever reads another language better goes on in that one; the switches stand as they were left."""
    speak((await preferences.set_locale(session, person.id, callback_data.locale)).locale)
    return change(query, views.ask_consents(programme, _kinds(conversation.data.get("given", [])), person.role))


@router.callback_query(Enter.filter())
async def agree(
    query: CallbackQuery,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    given = _kinds(conversation.data.get("given", []))
    joined = await joining.agree(session, person.id, given, now=clock())
    return await _tapped(query, joined, programme, session, conversation, clock)


# The questions


@router.callback_query(CallMe.filter())
async def take_telegram_name(
    query: CallbackQuery,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    user = query.from_user
    joined = await joining.take_name(session, person.id, user.full_name, username=user.username, now=clock())
    return await _tapped(query, joined, programme, session, conversation, clock)


@router.message(StateFilter(Join.name), Typed())
async def take_name(
    message: Message,
    text: str,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    username = message.from_user.username if message.from_user else None
    joined = await joining.take_name(session, person.id, text, username=username, now=clock())
    return await _written(message, joined, programme, session, conversation, clock)


@router.callback_query(WorkAs.filter())
async def take_occupation(
    query: CallbackQuery,
    callback_data: WorkAs,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    joined = await joining.take_occupation(session, person.id, callback_data.occupation, now=clock())
    return await _tapped(query, joined, programme, session, conversation, clock)


@router.callback_query(WorkFor.filter())
async def take_company(
    query: CallbackQuery,
    callback_data: WorkFor,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    chosen = callback_data.company_id
    joined = await joining.take_company(session, person.id, CompanyId(chosen) if chosen else None, now=clock())
    return await _tapped(query, joined, programme, session, conversation, clock)


@router.callback_query(CompaniesPage.filter())
async def turn_page(
    query: CallbackQuery, callback_data: CompaniesPage, programme: Programme, session: AsyncSession
) -> Returned:
    return change(query, views.ask_company(await list_companies(session, programme.id), page=callback_data.page))


@router.message(StateFilter(Join.company), Typed())
async def look_for_company(message: Message, text: str, programme: Programme, session: AsyncSession) -> Returned:
    companies = await list_companies(session, programme.id)
    return say(message, views.ask_company(_like(companies, text), looked_for=text))


@router.message(Command("cancel"))
async def pause(message: Message) -> Returned:
    """What was answered is kept; the next question waits."""
    return message.answer(come_back())


@router.message()
async def insist(
    message: Message,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    if message.from_user is None:
        return None
    joined = await standing(session, person.id)
    asked = await ask(session, joined, programme, conversation, message.from_user, clock())
    return say(message, views.first_this(asked)) if asked else None


async def _ask_company(
    session: AsyncSession, joined: Joining, programme: Programme, conversation: Conversation, user: User, now: datetime
) -> Screen | None:
    """Whom the person works for; not a question where the programme knows no company."""
    companies = await list_companies(session, programme.id)
    if not companies:
        joined = await joining.take_company(session, joined.person.id, None, now=now)
        return await ask(session, joined, programme, conversation, user, now)
    conversation.expect(Join.company.state)
    return views.ask_company(companies)


async def _tapped(
    query: CallbackQuery,
    joined: Joining,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    """After an answer by button: the next question in its place, or the first words to a member below."""
    asked = await ask(session, joined, programme, conversation, query.from_user, clock())
    if asked:
        return change(query, asked)
    person = (await standing(session, joined.person.id)).person
    chat_id = query.from_user.id
    return [change(query, views.thanks()), *await welcome(session, person, programme, chat_id, query.from_user)]


async def _written(
    message: Message,
    joined: Joining,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    """After a typed answer: the next question, or the first words to a member."""
    if message.from_user is None:
        return None
    asked = await ask(session, joined, programme, conversation, message.from_user, clock())
    if asked:
        return say(message, asked)
    person = (await standing(session, joined.person.id)).person
    return await welcome(session, person, programme, message.chat.id, message.from_user)


def _kinds(given: list[str]) -> set[ConsentKind]:
    return {ConsentKind(kind) for kind in given}


def _usable_name(user: User) -> str | None:
    try:
        return pii.clean_name(user.full_name)
    except TextUnusable:
        return None


def _like(companies: list[Company], text: str) -> list[Company]:
    key = name_key(text)
    return [firm for firm in companies if key and key in name_key(firm.name)][: views.PAGE]
