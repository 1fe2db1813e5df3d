"""Joining, step by step: three switches, then at most three questions, then the first words to a member."""

from aiogram import F, Router
from aiogram.filters import Command, StateFilter
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsJoining
from bot.answers import Typed
from bot.flows.joining_steps import Join, ask, kinds, welcome
from bot.runner import Returned
from bot.showing import change, say
from bot.taps import CallMe, CompaniesPage, ConsentTexts, Enter, Speak, Switch, WorkAs, WorkFor
from bot.taps_start import Fits
from bot.views import joining as views
from bot.views.help import come_back
from bot.words import speak
from core.catalog.companies import Company, list_companies
from core.catalog.folding import name_key
from core.channel.conversations import Conversation
from core.clock import Clock
from core.ids import CompanyId
from core.people import joining, preferences
from core.people.newcomers import Joining, standing
from core.people.persons import Person
from core.programme.programmes import Programme

router = Router(name="joining")
router.message.filter(IsJoining())
router.callback_query.filter(IsJoining())


# The switches


@router.callback_query(Switch.filter())
async def turn_switch(
    query: CallbackQuery, callback_data: Switch, person: Person, programme: Programme, conversation: Conversation
) -> Returned:
    given = kinds(conversation.data.get("given", []))
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
    return change(query, views.ask_consents(programme, kinds(conversation.data.get("given", [])), person.role))


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
    return change(query, views.ask_consents(programme, kinds(conversation.data.get("given", [])), person.role))


@router.callback_query(Enter.filter())
async def agree(
    query: CallbackQuery,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    given = kinds(conversation.data.get("given", []))
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


@router.callback_query(Fits.filter())
async def take_conditions(
    query: CallbackQuery,
    callback_data: Fits,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    joined = await joining.answer_conditions(session, person.id, yes=callback_data.yes, now=clock())
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


def _like(companies: list[Company], text: str) -> list[Company]:
    key = name_key(text)
    return [firm for firm in companies if key and key in name_key(firm.name)][: views.PAGE]
