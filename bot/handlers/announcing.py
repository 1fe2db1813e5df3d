"""/announce: one message to everybody, seen and counted before it goes."""

from aiogram import F, Router
from aiogram.enums import ChatType, ContentType
from aiogram.filters import BaseFilter, Command, StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.methods import CopyMessage
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.flows.pictures import message_key
from bot.flows.stepping import step_aside
from bot.runner import Returned
from bot.showing import change, change_buttons, say, send
from bot.taps import Open, Place
from bot.taps_announcing import Announce, AnnounceAs, Announcing, Offers
from bot.views import announcing as views
from bot.views.keys import EVERY_KEY
from core.channel.conversations import Conversation
from core.clock import Clock
from core.ids import AnnouncementId
from core.outreach import announcing
from core.people import consents
from core.people.consents import ConsentKind
from core.people.persons import Person
from core.people.rights import Right, allowed

COPIED = (
    ContentType.TEXT,
    ContentType.PHOTO,
    ContentType.VIDEO,
    ContentType.DOCUMENT,
    ContentType.ANIMATION,
    ContentType.AUDIO,
    ContentType.VOICE,
    ContentType.VIDEO_NOTE,
)
"""What can be copied to others as it is."""

router = Router(name="announcing")
router.message.filter(F.chat.type == ChatType.PRIVATE, IsMember())
router.callback_query.filter(IsMember())


class IsCopied(BaseFilter):
    """What can be copied to others; commands and keys are meant for the bot."""

    async def __call__(self, message: Message) -> bool:
        said = message.text or ""
        return message.content_type in COPIED and not said.startswith("/") and said not in EVERY_KEY


class Composing(StatesGroup):
    """What is awaited from the author."""

    message = State()


composing = Router(name="composing")
composing.message.filter(StateFilter(Composing.message), F.chat.type == ChatType.PRIVATE, IsMember())


@router.message(Command("announce"))
async def begin(message: Message, person: Person, session: AsyncSession, conversation: Conversation) -> Returned:
    step_aside(conversation)
    await allowed(session, person.id, Right.ANNOUNCE)
    conversation.expect(Composing.message.state)
    return say(message, views.ask_for_message())


@router.callback_query(Open.filter(F.place == Place.ANNOUNCE))
async def begin_by_button(
    query: CallbackQuery, person: Person, session: AsyncSession, conversation: Conversation
) -> Returned:
    await allowed(session, person.id, Right.ANNOUNCE)
    conversation.expect(Composing.message.state)
    return [query.answer(), send(query.from_user.id, views.ask_for_message())]


@router.callback_query(AnnounceAs.filter())
async def choose_kind(
    query: CallbackQuery, callback_data: AnnounceAs, person: Person, session: AsyncSession, conversation: Conversation
) -> Returned:
    await allowed(session, person.id, Right.ANNOUNCE)
    conversation.expect(Composing.message.state, advertising=callback_data.advertising)
    return change(query, views.ask_for_message(advertising=callback_data.advertising))


@composing.message(F.media_group_id)
async def insist_on_one(message: Message, conversation: Conversation) -> Returned:
    """Once for an album."""
    if conversation.data.get("album") == message.media_group_id:
        return None
    conversation.expect(Composing.message.state, **{**conversation.data, "album": message.media_group_id})
    return message.answer(views.one_message())


@composing.message(IsCopied())
async def take_message(
    message: Message, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    """A copy shows what people will get; the count and the buttons stand below it."""
    advertising = bool(conversation.data.get("advertising"))
    conversation.end()
    found = await announcing.compose(session, message_key(message), by=person.id, now=clock(), advertising=advertising)
    copy = CopyMessage(chat_id=message.chat.id, from_chat_id=message.chat.id, message_id=message.message_id)
    return [copy, say(message, views.preview(found))]


@router.callback_query(Announce.filter(F.do.in_({Announcing.NEWS, Announcing.OFFER})))
async def take_for(query: CallbackQuery, callback_data: Announce, person: Person, session: AsyncSession) -> Returned:
    advertising = callback_data.do is Announcing.OFFER
    found = await announcing.take_for(session, AnnouncementId(callback_data.id), advertising=advertising, by=person.id)
    return change(query, views.preview(found))


@router.callback_query(Offers.filter())
async def choose_offers(
    query: CallbackQuery, callback_data: Offers, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    """The announcement stays; its button turns round."""
    wanted = callback_data.wanted
    await consents.record(session, person.id, {ConsentKind.ADVERTISING: wanted}, now=clock())
    turned = change_buttons(query, views.of_offer(wanted=wanted))
    return [query.answer(views.offers_chosen(wanted=wanted)), *([turned] if turned else [])]


@router.callback_query(Announce.filter(F.do == Announcing.LAUNCH))
async def launch(
    query: CallbackQuery, callback_data: Announce, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    audience = await announcing.launch(session, AnnouncementId(callback_data.id), by=person.id, now=clock())
    return change(query, views.going_out(audience))


@router.callback_query(Announce.filter(F.do == Announcing.CHANGE))
async def ask_again(
    query: CallbackQuery, callback_data: Announce, person: Person, session: AsyncSession, conversation: Conversation
) -> Returned:
    """The next one is of the same kind."""
    advertising = await announcing.drop(session, AnnouncementId(callback_data.id), by=person.id)
    conversation.expect(Composing.message.state, advertising=advertising)
    return [change(query, views.dropped()), send(query.from_user.id, views.ask_for_message(advertising=advertising))]


@router.callback_query(Announce.filter(F.do == Announcing.DROP))
async def drop(query: CallbackQuery, callback_data: Announce, person: Person, session: AsyncSession) -> Returned:
    await announcing.drop(session, AnnouncementId(callback_data.id), by=person.id)
    return change(query, views.dropped())
