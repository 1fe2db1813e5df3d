"""The programme after its opening: the answers of the first start, each changed on a screen of its own."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command, StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.answers import Typed
from bot.flows.programme_answers import call_points, offer_language
from bot.flows.stepping import step_aside
from bot.runner import Returned
from bot.screen import Screen
from bot.showing import change, say
from bot.taps import CallPoints, Change, MeetIn, Offer, Open, Place, RunIn, Stage
from bot.views import programme as views
from bot.views.help import out_of_date
from bot.views.questions import last_language
from bot.views.settings import type_it
from core.channel.conversations import Conversation
from core.clock import Clock
from core.people.persons import Person
from core.people.rights import Right, require
from core.programme import setup
from core.programme.programmes import Programme

router = Router(name="programme")
router.message.filter(IsMember())
router.callback_query.filter(IsMember())


class Changing(StatesGroup):
    """Which answer is awaited; each is called as its Stage."""

    name = State()
    zone = State()
    points = State()
    operator = State()
    contact = State()


TAKES = {
    Changing.name.state: setup.set_name,
    Changing.zone.state: setup.set_timezone,
    Changing.operator.state: setup.set_operator,
    Changing.contact.state: setup.set_contact,
}
"""What takes a typed answer; a name of the points needs its language besides."""


@router.message(Command("programme"))
async def show_programme(
    message: Message, person: Person, programme: Programme, conversation: Conversation, clock: Clock
) -> Returned:
    require(person, Right.EDIT_PROGRAMME)
    step_aside(conversation)
    return say(message, views.overview(programme, person, clock()))


@router.callback_query(Open.filter(F.place == Place.PROGRAMME))
async def open_programme(
    query: CallbackQuery, person: Person, programme: Programme, conversation: Conversation, clock: Clock
) -> Returned:
    require(person, Right.EDIT_PROGRAMME)
    step_aside(conversation)
    return change(query, views.overview(programme, person, clock()))


@router.callback_query(Change.filter())
async def ask(
    query: CallbackQuery,
    callback_data: Change,
    person: Person,
    programme: Programme,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    require(person, Right.EDIT_PROGRAMME)
    step_aside(conversation)
    return change(query, _asked(callback_data, programme, conversation, clock()))


@router.message(StateFilter(*TAKES), Typed())
async def take_answer(
    message: Message,
    text: str,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    raw_state: str,
    clock: Clock,
) -> Returned:
    programme = await TAKES[raw_state](session, text, by=person.id)
    return say(message, _done(programme, person, conversation, clock()))


@router.message(StateFilter(Changing.points), Typed())
async def take_points_name(
    message: Message, text: str, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    """A name of the own needs its forms in every language."""
    locale = str(conversation.data["locale"])
    programme = await setup.set_points_name(session, locale, text, by=person.id)
    after = views.following(programme, locale)
    if after is None:
        return say(message, _done(programme, person, conversation, clock()))
    asked = _asked(Change(part=Stage.POINTS, locale=after), programme, conversation, clock())
    return say(message, views.saved(asked))


@router.callback_query(RunIn.filter())
async def tap_zone(
    query: CallbackQuery,
    callback_data: RunIn,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    programme = await setup.set_timezone(session, callback_data.zone, by=person.id)
    return change(query, _done(programme, person, conversation, clock()))


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
    changed = await offer_language(session, person, programme, callback_data)
    if changed is None:
        return query.answer(last_language(), show_alert=True)
    return change(query, _asked(Change(part=Stage.LANGUAGES), changed, conversation, clock()))


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
    programme = await setup.set_languages(session, programme.locales, main=callback_data.locale, by=person.id)
    return change(query, _asked(Change(part=Stage.LANGUAGES), programme, conversation, clock()))


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
    changed = await call_points(session, person, programme, callback_data, first=views.first_language(programme))
    if changed is None:
        return query.answer(out_of_date(), show_alert=True)
    return change(query, _done(changed, person, conversation, clock()))


@router.message(StateFilter(Changing), ~F.text)
async def insist_on_text(message: Message) -> Returned:
    return message.answer(type_it())


def _asked(wish: Change, programme: Programme, conversation: Conversation, now: datetime) -> Screen:
    """A part's screen, its answer awaited from here on where it can be typed."""
    state = f"Changing:{wish.part}"
    locale = wish.locale if wish.locale in programme.locales else views.first_language(programme)
    if state in Changing:
        conversation.expect(state, **({"locale": locale} if wish.part is Stage.POINTS else {}))
    return views.ask(wish.part, programme, now, locale=locale)


def _done(programme: Programme, person: Person, conversation: Conversation, now: datetime) -> Screen:
    step_aside(conversation)
    return views.saved(views.overview(programme, person, now))
