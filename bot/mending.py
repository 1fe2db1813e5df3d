"""What a refusal still sets in motion, in its own transaction: the card that misled is drawn again."""

from dataclasses import dataclass
from datetime import datetime
from functools import singledispatch

from aiogram.methods import EditMessageReplyMarkup
from sqlalchemy.ext.asyncio import AsyncSession

from bot.serialise import Reply
from core.channel import cards
from core.channel.cards import CardKind
from core.channel.conversations import Conversation
from core.claims.draft_rows import is_of, list_of
from core.claims.refusals import (
    AlreadyDecided,
    ClaimClosed,
    ClaimMovedOn,
    DraftClosed,
    DraftMovedOn,
    NoteMissing,
    NotInReview,
    OwnDuplicate,
)
from core.claims.taking import TakenByAnother
from core.errors import Refusal
from core.people.channels import Channel
from core.people.persons import Person, find_by_account

DECLINING = "Declining"
"""The steps of a moderator who types why: they end when there is nothing to decline any more."""


OUT_OF_DATE = (AlreadyDecided, ClaimClosed, ClaimMovedOn, DraftClosed, NotInReview)
"""Refusals of buttons that do not stand on a card any more, and that no card brings back."""


async def mend(refusal: Refusal, session: AsyncSession, conversation: Conversation, now: datetime) -> list[Reply]:
    """Put right what a refusal shows to be out of date; what has to be sent besides its words."""
    if (conversation.state or "").startswith(DECLINING) and not isinstance(refusal, NoteMissing):
        conversation.end()
    person = await find_by_account(session, Channel.TELEGRAM, conversation.user_id)
    if person is None:
        return []
    tapped = conversation.tapped
    await _mend(refusal, _Looking(session, person, tapped, now))
    if tapped is None or conversation.chat_id != conversation.user_id:
        return []
    if not isinstance(refusal, OUT_OF_DATE) or await cards.is_card(session, person.id, tapped):
        return []
    return [EditMessageReplyMarkup(chat_id=conversation.chat_id, message_id=tapped)]


@dataclass(frozen=True, slots=True)
class _Looking:
    """Who was refused something, and what was tapped."""

    session: AsyncSession
    person: Person
    tapped: int | None
    now: datetime


@singledispatch
async def _mend(_refusal: Refusal, _looking: _Looking) -> None:
    """Most refusals leave nothing to mend."""


@_mend.register(AlreadyDecided)
@_mend.register(ClaimClosed)
@_mend.register(ClaimMovedOn)
@_mend.register(NotInReview)
@_mend.register(TakenByAnother)
async def _draw_again(
    refusal: AlreadyDecided | ClaimClosed | ClaimMovedOn | NotInReview | TakenByAnother, looking: _Looking
) -> None:
    for kind in (CardKind.CLAIM, CardKind.REVIEW):
        await cards.refresh(looking.session, kind, refusal.claim_id, now=looking.now)
    await cards.refresh(looking.session, CardKind.QUEUE, looking.person.id, now=looking.now)


@_mend.register
async def _show_as_it_is(refusal: DraftMovedOn, looking: _Looking) -> None:
    session, person, now = looking.session, looking.person, looking.now
    series_id = await list_of(session, refusal.draft_id)
    subject = (CardKind.DRAFT, refusal.draft_id) if series_id is None else (CardKind.SERIES, series_id)
    if not await is_of(session, refusal.draft_id, person.id):
        subject = (CardKind.FILLING, refusal.draft_id)
    await cards.show(session, person.id, *subject, now=now, tapped=looking.tapped)


@_mend.register
async def _show_the_earlier(refusal: OwnDuplicate, looking: _Looking) -> None:
    await cards.show(looking.session, looking.person.id, CardKind.CLAIM, refusal.claim_id, now=looking.now, anew=True)
