"""What a refusal still sets in motion, in its own transaction: the card that misled is drawn again."""

from datetime import datetime
from functools import singledispatch

from sqlalchemy.ext.asyncio import AsyncSession

from core.channel import cards
from core.channel.cards import CardKind
from core.channel.conversations import Conversation
from core.claims.refusals import AlreadyDecided, ClaimClosed, ClaimMovedOn, NoteMissing, NotInReview, OwnDuplicate
from core.errors import Refusal
from core.people.channels import Channel
from core.people.persons import find_by_account

DECLINING = "Declining"
"""The steps of a moderator who types why: they end when there is nothing to decline any more."""


async def mend(refusal: Refusal, session: AsyncSession, conversation: Conversation, now: datetime) -> None:
    """Put right what a refusal shows to be out of date."""
    if (conversation.state or "").startswith(DECLINING) and not isinstance(refusal, NoteMissing):
        conversation.end()
    await _mend(refusal, session, conversation, now)


@singledispatch
async def _mend(_refusal: Refusal, _session: AsyncSession, _conversation: Conversation, _now: datetime) -> None:
    """Most refusals leave nothing to mend."""


@_mend.register(AlreadyDecided)
@_mend.register(ClaimClosed)
@_mend.register(ClaimMovedOn)
@_mend.register(NotInReview)
async def _draw_again(
    refusal: AlreadyDecided | ClaimClosed | ClaimMovedOn | NotInReview,
    session: AsyncSession,
    _conversation: Conversation,
    now: datetime,
) -> None:
    for kind in (CardKind.CLAIM, CardKind.REVIEW):
        await cards.refresh(session, kind, refusal.claim_id, now=now)


@_mend.register
async def _show_the_earlier(
    refusal: OwnDuplicate, session: AsyncSession, conversation: Conversation, now: datetime
) -> None:
    person = await find_by_account(session, Channel.TELEGRAM, conversation.user_id)
    if person is not None:
        await cards.show(session, person.id, CardKind.CLAIM, refusal.claim_id, now=now, anew=True)
