"""Replies about a claim: a photo that was asked for, a number, a word to the other side; and where a photo belongs."""

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import BaseFilter
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.answers import Typed
from bot.flows.pictures import HasPicture, message_key
from bot.flows.sale_steps import go_on
from bot.runner import Returned
from bot.taps_claims import NewSale, ToClaim
from bot.views import asking as views
from core.channel.conversations import Conversation
from core.claims import belonging, notes, receiving, replied
from core.claims.drafting import Picture
from core.clock import Clock
from core.ids import ClaimId, DraftId
from core.people.channels import Channel
from core.people.persons import Person

router = Router(name="replying")
router.message.filter(F.chat.type == ChatType.PRIVATE, IsMember())
router.callback_query.filter(IsMember())


class AboutClaim(BaseFilter):
    """A reply to a claim's photo, card or notice; the handler gets `claim_id`."""

    async def __call__(self, message: Message, person: Person, session: AsyncSession) -> bool | dict[str, ClaimId]:
        to = message.reply_to_message
        if to is None:
            return False
        found = await belonging.claim_replied_to(
            session, person.id, channel=Channel.TELEGRAM, message_key=message_key(to), message_id=to.message_id
        )
        return {"claim_id": found} if found is not None else False


class AwaitsPhoto(BaseFilter):
    """The claim that a reply is about waits for something of its partner."""

    async def __call__(self, message: Message, person: Person, session: AsyncSession) -> bool:
        found = await AboutClaim()(message, person, session)
        return isinstance(found, dict) and await belonging.needs_photo(session, found["claim_id"], person.id)


@router.message(F.reply_to_message, HasPicture(), AwaitsPhoto(), AboutClaim())
async def take_photo(
    message: Message,
    picture: Picture,
    claim_id: ClaimId,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    received = await receiving.receive_for_claim(session, person, claim_id, picture, now=clock())
    if received.draft is not None:
        await go_on(session, conversation, received.draft, now=clock(), anew=True)
    return None


@router.message(F.reply_to_message, Typed(), AboutClaim())
async def take_words(
    message: Message,
    text: str,
    claim_id: ClaimId,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    """The number that was asked for; anything else is a note to the other side."""
    sent = await replied.with_number(session, claim_id, text, by=person, now=clock())
    if sent is not None:
        await go_on(session, conversation, sent, now=clock(), anew=True)
        return None
    await notes.write(session, claim_id, text, by=person, now=clock())
    return message.reply(views.passed_on())


@router.callback_query(ToClaim.filter())
async def belongs_to_claim(
    query: CallbackQuery,
    callback_data: ToClaim,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    draft = await belonging.belongs_to(
        session, DraftId(callback_data.draft_id), ClaimId(callback_data.claim_id), by=person, now=clock()
    )
    await go_on(session, conversation, draft, now=clock())
    return query.answer()


@router.callback_query(NewSale.filter())
async def is_new_sale(
    query: CallbackQuery,
    callback_data: NewSale,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    draft = await belonging.is_new_sale(session, DraftId(callback_data.draft_id), by=person)
    await go_on(session, conversation, draft, now=clock())
    return query.answer()
