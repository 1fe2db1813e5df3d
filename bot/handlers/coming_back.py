"""/restore: back into the own profile from another account, by a code or by the own phone."""

from aiogram import F, Router
from aiogram.filters import Command, StateFilter, or_f
from aiogram.fsm.state import State, StatesGroup
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, Contact, Message, ReplyKeyboardRemove, User
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsJoining, IsMember, IsStranger
from bot.answers import Typed
from bot.runner import Returned
from bot.serialise import Reply
from bot.showing import change
from bot.taps_people import ComeBack, Doing, Who
from bot.views import coming_back as views
from bot.words import speaking
from core.channel.conversations import Conversation
from core.clock import Clock
from core.ids import PersonId
from core.people import ways_back
from core.people.channels import Channel
from core.people.person_card import person_card
from core.people.persons import Person, Profile
from core.people.ways_back import Recovered
from core.programme.programmes import Programme

router = Router(name="coming_back")
OUTSIDE = or_f(IsStranger(), IsJoining())


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


@router.message(OUTSIDE, Command("restore"))
async def ask(message: Message, programme: Programme | None, conversation: Conversation) -> Returned:
    if programme is None or not programme.set_up:
        return None
    conversation.expect(Returning.code.state)
    return message.answer(views.ask_code(), reply_markup=views.phone_key())


@router.callback_query(OUTSIDE, ComeBack.filter())
async def ask_by_tap(query: CallbackQuery, conversation: Conversation) -> Returned:
    conversation.expect(Returning.code.state)
    return SendMessage(chat_id=query.from_user.id, text=views.ask_code(), reply_markup=views.phone_key())


@router.message(IsMember(), Command("restore"))
async def already_in(message: Message) -> Returned:
    return message.answer(views.in_already())


@router.message(OUTSIDE, F.contact.as_("contact"), F.from_user.as_("user"))
async def take_phone(
    message: Message, contact: Contact, user: User, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    found = await ways_back.by_phone(
        session, contact.phone_number, of_account=contact.user_id, profile=_profile(user), now=clock()
    )
    return _answer(message, found, conversation)


@router.message(OUTSIDE, StateFilter(Returning.code), Typed(), F.from_user.as_("user"))
async def take_code(
    message: Message, text: str, user: User, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    found = await ways_back.by_code(session, text, profile=_profile(user), now=clock())
    return _answer(message, found, conversation)


@router.message(OUTSIDE, StateFilter(Returning.code), ~F.text)
async def insist_on_code(message: Message) -> Returned:
    return message.answer(views.type_code(), reply_markup=views.phone_key())


@router.message(IsMember(), F.contact.as_("contact"), F.from_user.as_("user"))
async def keep_phone(message: Message, contact: Contact, user: User, person: Person, session: AsyncSession) -> Returned:
    await ways_back.remember_phone(
        session, contact.phone_number, of_account=contact.user_id, by=person.id, profile=_profile(user)
    )
    return message.answer(views.phone_kept())


def _answer(message: Message, found: Recovered | None, conversation: Conversation) -> list[Reply]:
    """The same words in any case; what opens, opens by a notice behind them."""
    replies: list[Reply] = [message.answer(views.looked(), reply_markup=ReplyKeyboardRemove())]
    if found is None:
        return replies
    conversation.end()
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
