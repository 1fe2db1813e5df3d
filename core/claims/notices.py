"""What people are told about claims."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.outbox import Priority
from core.claims.claim import DeclineReason, EvidenceState
from core.claims.events import (
    ClaimApproved,
    ClaimDeclined,
    ClaimOverdue,
    EvidenceRefused,
    EvidenceStored,
    PictureBeforeProducts,
)
from core.claims.picture import UnfitReason
from core.claims.tables import EvidenceRow
from core.ids import ClaimId, DraftId, Points
from core.outreach.notices import Notice, tell, was_told
from core.people.persons import with_role
from core.people.rights import Right, roles_with
from core.points import statement


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureStored(Notice):
    """To the sender: the picture is safe. The channel shows it on the message itself."""

    kind: ClassVar[str] = "picture_stored"
    priority: ClassVar[Priority] = Priority.INTERACTIVE
    message_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureRefused(Notice):
    """To the sender: the picture cannot be used, and what to do now."""

    kind: ClassVar[str] = "picture_refused"
    priority: ClassVar[Priority] = Priority.INTERACTIVE
    message_key: str
    reason: UnfitReason
    draft_id: DraftId | None
    claim_id: ClaimId | None
    another_due: bool
    """Whether the sale has no other picture: the next one sent takes this one's place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved(Notice):
    """To the partner: points for a claim."""

    kind: ClassVar[str] = "claim_approved"
    claim_id: ClaimId
    document_no: str
    points: Points
    balance: Points
    """Spendable, with these points in."""
    message_key: str | None
    """The claim's first picture, to reply to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined(Notice):
    """To the partner: no points, why, and whether to try again."""

    kind: ClassVar[str] = "claim_declined"
    claim_id: ClaimId
    document_no: str
    reason: DeclineReason
    note: str
    may_resubmit: bool
    message_key: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLate(Notice):
    """To the partner: which promise was not kept, and when the decision comes. Once for each claim."""

    kind: ClassVar[str] = "decision_late"
    claim_id: ClaimId
    document_no: str
    was_due_at: datetime
    due_at: datetime
    message_key: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductsMissing(Notice):
    """To whoever keeps the catalogue: somebody sent a sale, and there is no product to claim. Once a day."""

    kind: ClassVar[str] = "products_missing"
    on: date


_FIRST_PICTURE = (
    select(EvidenceRow.message_key)
    .where(EvidenceRow.claim_id == bindparam("claim_id"), EvidenceRow.state != EvidenceState.REPLACED.value)
    .order_by(EvidenceRow.id)
    .limit(1)
)


async def tell_stored(session: AsyncSession, stored: EvidenceStored) -> None:
    """Let the sender see that the picture is safe."""
    notice = PictureStored(message_key=stored.message_key)
    tell(session, stored.person_id, notice, key=f"evidence:{stored.evidence_id}:stored", now=stored.at)


async def tell_refused(session: AsyncSession, refused: EvidenceRefused) -> None:
    """Tell the sender what is wrong with the picture."""
    notice = PictureRefused(
        message_key=refused.message_key,
        reason=refused.reason,
        draft_id=refused.draft_id,
        claim_id=refused.claim_id,
        another_due=refused.another_due,
    )
    tell(session, refused.person_id, notice, key=f"evidence:{refused.evidence_id}:refused", now=refused.at)


async def tell_approved(session: AsyncSession, approved: ClaimApproved) -> None:
    """Tell the partner of the points, with the balance they make."""
    balance = await statement.balance(session, approved.person_id, programme_id=approved.programme_id)
    notice = Approved(
        claim_id=approved.claim_id,
        document_no=approved.document_no,
        points=Points(approved.points),
        balance=balance.spendable,
        message_key=await _first_picture(session, approved.claim_id),
    )
    tell(session, approved.person_id, notice, key=approved.key, now=approved.at)


async def tell_declined(session: AsyncSession, declined: ClaimDeclined) -> None:
    """Tell the partner why."""
    notice = Declined(
        claim_id=declined.claim_id,
        document_no=declined.document_no,
        reason=declined.reason,
        note=declined.note,
        may_resubmit=declined.may_resubmit,
        message_key=await _first_picture(session, declined.claim_id),
    )
    tell(session, declined.person_id, notice, key=declined.key, now=declined.at)


async def tell_late(session: AsyncSession, overdue: ClaimOverdue) -> None:
    """Tell the partner which promise was broken, and the new date. Later ones are only seen on the card."""
    if not overdue.first:
        return
    notice = DecisionLate(
        claim_id=overdue.claim_id,
        document_no=overdue.document_no,
        was_due_at=overdue.was_due_at,
        due_at=overdue.due_at,
        message_key=await _first_picture(session, overdue.claim_id),
    )
    tell(session, overdue.person_id, notice, key=f"claim:{overdue.claim_id}:late", now=overdue.at)


async def tell_products_missing(session: AsyncSession, missed: PictureBeforeProducts) -> None:
    """Tell those who keep the catalogue, once a day each."""
    day = missed.at.date()
    for person in await with_role(session, missed.programme_id, roles_with(Right.EDIT_CATALOGUE)):
        key = f"products-missing:{day}"
        if not await was_told(session, person.id, key=key):
            tell(session, person.id, ProductsMissing(on=day), key=key, now=missed.at)


async def _first_picture(session: AsyncSession, claim_id: ClaimId) -> str | None:
    key: str | None = await session.scalar(_FIRST_PICTURE, {"claim_id": claim_id})
    return key
