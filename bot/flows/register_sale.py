"""Registering a sale, from a photo to the claim: photos, typed answers, and what to do with everything else."""

from datetime import datetime, timedelta

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ChatType, ContentType
from aiogram.filters import Command, StateFilter
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.answers import Typed
from bot.flows.pictures import HasPicture, message_key
from bot.flows.sale_steps import RegisterSale, at_hand, go_on
from bot.flows.stepping import step_aside
from bot.runner import Returned
from bot.screen import Screen
from bot.showing import change
from bot.taps import Open, Place
from bot.views import filling, keys, sale_words
from bot.views.asking import passed_on
from bot.views.wording import wording
from core.catalog.shelves import have_products
from core.channel.conversations import Conversation
from core.claims import drafts, handed, receiving, replied, typed
from core.claims.draft_card import load_draft
from core.claims.drafting import Picture
from core.claims.hearing import hear
from core.claims.reception import Outcome
from core.clock import Clock, local_date
from core.people.channels import Channel
from core.people.persons import Person
from core.people.rights import Right, may, require
from core.people.roles import Role
from core.talks.courtesy import is_question

MOVES_THE_CARD = frozenset({Outcome.OPENED, Outcome.JOINED, Outcome.SUBMITTED})

ONE_BURST = timedelta(minutes=1)
"""Pictures within this time of one another get one answer where there is nothing to register."""

NO_ANSWER = frozenset(
    {
        ContentType.ANIMATION,
        ContentType.AUDIO,
        ContentType.CONTACT,
        ContentType.DICE,
        ContentType.DOCUMENT,
        ContentType.LOCATION,
        ContentType.POLL,
        ContentType.STICKER,
        ContentType.STORY,
        ContentType.VENUE,
        ContentType.VIDEO,
        ContentType.VIDEO_NOTE,
        ContentType.VOICE,
    }
)
"""What people send that no step can take."""

SPOKEN = frozenset({ContentType.VOICE, ContentType.VIDEO_NOTE})
"""What somebody may listen to while no sale is being described."""

router = Router(name="register_sale")
router.message.filter(F.chat.type == ChatType.PRIVATE, IsMember())
router.edited_message.filter(F.chat.type == ChatType.PRIVATE, IsMember())
router.callback_query.filter(IsMember())


@router.message(HasPicture())
async def take_picture(
    message: Message, picture: Picture, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    received = await receiving.receive_picture(session, person, picture, sent_at=message.date, now=clock())
    if received.outcome is Outcome.NO_PRODUCTS:
        return _say_no_products(message, conversation, clock())
    if received.draft is not None and received.outcome in MOVES_THE_CARD:
        await go_on(session, conversation, received.draft, now=clock(), anew=True)
    return message.reply(wording(received.refusal)) if received.refusal else None


@router.message(StateFilter(RegisterSale, None), Typed())
async def take_text(
    message: Message, text: str, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    if not may(person, Right.CLAIM):
        raise SkipHandler
    draft = await at_hand(session, person, conversation)
    if draft is not None and person.role is Role.PARTNER and is_question(text):
        raise SkipHandler
    if draft is not None and await replied.is_answer(session, draft, text, by=person, now=clock()):
        return message.reply(passed_on())
    if draft is not None:
        answered = await typed.text_answer(session, draft.id, text, by=person, now=clock())
        await go_on(session, conversation, answered, now=clock(), anew=True)
        return None
    names_a_product = await _names_a_product(session, person, text, clock)
    if not (person.agreed or names_a_product):
        raise SkipHandler
    conversation.end()
    received = await receiving.receive_text(session, person, text, sent_at=message.date, now=clock())
    if received is not None and received.draft is not None:
        await go_on(session, conversation, received.draft, now=clock(), anew=True)
        return message.reply(wording(received.refusal)) if received.refusal else None
    if not names_a_product:
        raise SkipHandler
    return message.answer(sale_words.photo_first())


@router.message(F.text.in_(keys.CLAIM))
async def begin(
    message: Message, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    words = await _invite(session, person, conversation, clock)
    return message.answer(words) if words else None


@router.callback_query(Open.filter(F.place == Place.CLAIM))
async def begin_by_button(
    query: CallbackQuery, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    words = await _invite(session, person, conversation, clock)
    return change(query, Screen(words)) if words else None


@router.message(Command("cancel"), StateFilter(RegisterSale, None))
async def cancel(
    message: Message, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    draft = await at_hand(session, person, conversation)
    conversation.end()
    if draft is None:
        return message.answer(sale_words.nothing_to_cancel())
    if draft.person_id != person.id:
        await handed.leave(session, draft.id, by=person, now=clock())
        return message.answer(filling.left())
    shown = await load_draft(session, draft.id, now=clock())
    await drafts.drop(session, draft.id, by=person, now=clock())
    return message.answer(sale_words.cancelled(shown))


@router.message(StateFilter(RegisterSale, None), F.content_type.in_(NO_ANSWER))
async def insist(message: Message, person: Person, session: AsyncSession, conversation: Conversation) -> Returned:
    """For a voice message, a sticker, a film: what is awaited, or what can be done."""
    if not may(person, Right.CLAIM):
        raise SkipHandler
    draft = await at_hand(session, person, conversation)
    if draft is None and message.content_type in SPOKEN:
        raise SkipHandler
    if message.content_type == ContentType.DOCUMENT:
        return message.reply(sale_words.other_file())
    return message.reply(sale_words.insist(draft.asking if draft else None))


@router.edited_message(HasPicture())
async def take_edited_caption(
    message: Message, picture: Picture, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    """The caption counts as it now stands; a picture that was swapped for another is not looked at."""
    if await receiving.is_another(session, picture):
        return message.reply(sale_words.another_picture())
    found = await receiving.edit_caption(
        session,
        person,
        channel=Channel.TELEGRAM,
        message_key=message_key(message),
        caption=message.caption or "",
        now=clock(),
    )
    if found is None or found.draft is None:
        return None
    await go_on(session, conversation, found.draft, now=clock())
    return message.reply(wording(found.refusal)) if found.refusal else None


@router.edited_message(F.text)
async def explain_edited_text(
    message: Message, person: Person, session: AsyncSession, conversation: Conversation
) -> Returned:
    """An answer is taken as it comes; to change it is a button's business."""
    draft = await at_hand(session, person, conversation)
    return message.reply(sale_words.edited_too_late()) if draft else None


def _say_no_products(message: Message, conversation: Conversation, now: datetime) -> Returned:
    """Once for a whole album or burst."""
    said = conversation.data.get("no_products")
    if isinstance(said, str) and now - datetime.fromisoformat(said) < ONE_BURST:
        return None
    conversation.expect(None, no_products=now.isoformat())
    return message.reply(sale_words.no_products())


async def _invite(session: AsyncSession, person: Person, conversation: Conversation, clock: Clock) -> str | None:
    """How to begin; None where a sale is being described, whose card is then shown again."""
    require(person, Right.CLAIM)
    step_aside(conversation)
    draft = await at_hand(session, person, conversation)
    if draft is not None:
        await go_on(session, conversation, draft, now=clock(), anew=True)
        return None
    if not await have_products(session, person.programme_id):
        return sale_words.no_products()
    return sale_words.invitation()


async def _names_a_product(session: AsyncSession, person: Person, text: str, clock: Clock) -> bool:
    reading = await hear(session, person.programme_id, text, today=local_date(clock(), person.timezone))
    return reading.product_id is not None
