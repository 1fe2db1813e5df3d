"""/restore: back into the own profile from another account, by a code or by the own phone."""

from aiogram import F, Router
from aiogram.filters import Command, StateFilter, or_f
from aiogram.fsm.state import State, StatesGroup
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, Contact, Message, ReplyKeyboardRemove, User
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsJoining, IsKeptOut, IsMember, IsStranger
from bot.answers import Typed
from bot.flows.stepping import step_aside
from bot.runner import Returned
from bot.serialise import Reply
from bot.showing import change
from bot.taps_people import ComeBack, Doing, OwnPhone, Who
from bot.views import coming_back as views
from bot.words import speaking
from core.channel.conversations import Conversation
from core.clock import Clock
from core.ids import PersonId
from core.people import pii, ways_back
from core.people.channels import Channel
from core.people.person_card import person_card
from core.people.persons import Person, Profile
from core.people.ways_back import Apart, Recovered
from core.programme.programmes import Programme

router = Router(name="coming_back")
OUTSIDE = or_f(IsStranger(), IsJoining(), IsKeptOut())
OR_MEMBER = or_f(OUTSIDE, IsMember())


class Returning(StatesGroup):
    """What is awaited of somebody who was here before."""

    code = State()


@router.callback_query(IsMember(), Who.filter(F.do == Doing.CODE))
async def make_code(
    query: CallbackQuery, callback_data: Who, person: Person, session: AsyncSession, clock: Clock, username: str
) -> Returned:
    made = await ways_back.make_code(session, PersonId(callback_data.id), by=person.id, now=clock())
    shown = await person_card(session, PersonId(callback_data.id), by=person.id)
    return change(query, views.code(shown, made, username))


@router.message(OR_MEMBER, Command("restore"))
async def ask(
    message: Message, person: Person | None, programme: Programme | None, conversation: Conversation
) -> Returned:
    if programme is None or not programme.set_up:
        return None
    conversation.expect(Returning.code.state)
    text = views.ask_code_of_member() if views.is_in(person) else views.ask_code()
    return message.answer(text, reply_markup=views.phone_key(person))


@router.callback_query(OUTSIDE, ComeBack.filter())
async def ask_by_tap(query: CallbackQuery, person: Person | None, conversation: Conversation) -> Returned:
    conversation.expect(Returning.code.state)
    return SendMessage(chat_id=query.from_user.id, text=views.ask_code(), reply_markup=views.phone_key(person))


@router.message(or_f(OUTSIDE, StateFilter(Returning.code)), F.contact.as_("contact"), F.from_user.as_("user"))
async def take_phone(
    message: Message,
    *,
    contact: Contact,
    user: User,
    person: Person | None,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    found = await ways_back.by_phone(
        session, contact.phone_number, of_account=contact.user_id, profile=_profile(user), now=clock()
    )
    return _answer(message, found, person, conversation)


@router.message(OR_MEMBER, StateFilter(Returning.code), Typed(), F.from_user.as_("user"))
async def take_code(
    message: Message,
    *,
    text: str,
    user: User,
    person: Person | None,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    found = await ways_back.by_code(session, text, profile=_profile(user), now=clock())
    return _answer(message, found, person, conversation)


@router.message(OUTSIDE, StateFilter(Returning.code), ~F.text)
async def insist_on_code(message: Message, person: Person | None) -> Returned:
    return message.answer(views.type_code(), reply_markup=views.phone_key(person))


# The own number, kept for that day


@router.callback_query(IsMember(), OwnPhone.filter(F.do == "show"))
async def show_way(query: CallbackQuery, person: Person, session: AsyncSession, conversation: Conversation) -> Returned:
    step_aside(conversation)
    return change(query, views.own_way(await pii.read(session, person.id)))


@router.callback_query(IsMember(), OwnPhone.filter(F.do == "share"))
async def ask_phone(query: CallbackQuery, person: Person) -> Returned:
    return SendMessage(chat_id=query.from_user.id, text=views.ask_phone(), reply_markup=views.phone_key(person))


@router.callback_query(IsMember(), OwnPhone.filter())
async def forget_phone(query: CallbackQuery, person: Person, session: AsyncSession) -> Returned:
    await ways_back.drop_phone(session, by=person.id)
    return change(query, views.own_way(await pii.read(session, person.id)))


@router.message(IsMember(), F.contact.as_("contact"), F.from_user.as_("user"))
async def keep_phone(message: Message, contact: Contact, user: User, person: Person, session: AsyncSession) -> Returned:
    await ways_back.remember_phone(
        session, contact.phone_number, of_account=contact.user_id, by=person.id, profile=_profile(user)
    )
    return message.answer(views.phone_kept(), reply_markup=views.usual_keys(person))


def _answer(
    message: Message, found: Recovered | Apart | None, person: Person | None, conversation: Conversation
) -> list[Reply]:
    """The same words in any case; what opens, opens by a notice behind them."""
    keys = ReplyKeyboardRemove() if isinstance(found, Recovered) else views.usual_keys(person)
    replies: list[Reply] = [message.answer(views.looked(), reply_markup=keys)]
    if found is None:
        return replies
    conversation.end()
    if isinstance(found, Apart):
        return [*replies, message.answer(views.apart())]
    with speaking(found.person.locale):
        told = [
            SendMessage(chat_id=account, text=views.disconnected(), reply_markup=ReplyKeyboardRemove())
            for account in found.left
            if account != message.chat.id
        ]
    return [*replies, *told]


def _profile(user: User) -> Profile:
    return Profile(
        channel=Channel.TELEGRAM,
        external_id=user.id,
        name=user.full_name,
        username=user.username,
        language=user.language_code,
    )
