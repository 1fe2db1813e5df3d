"""What people are told about claims."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.outbox import Priority
from core.claims.claim import ClaimState, EvidenceState, Reason, Wanted
from core.claims.events import (
    AppealLate,
    ClaimApproved,
    ClaimAsked,
    ClaimDeclined,
    ClaimOverdue,
    EvidenceRefused,
    EvidenceStored,
    NoteWritten,
    PictureBeforeProducts,
)
from core.claims.picture import UnfitReason
from core.claims.tables import ClaimRow, EvidenceRow
from core.claims.verdict_events import VerdictStale
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
    claimed: Points
    """What it would have earned as claimed."""
    why: Reason | None
    """Why it was granted otherwise than claimed."""
    note: str
    balance: Points
    """Spendable, with these points in unless they rest."""
    spendable_at: datetime | None = None
    """From when on these points can be spent; at once where None."""
    message_key: str | None
    """The claim's first picture, to reply to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined(Notice):
    """To the partner: no points, why, and whether to try again."""

    kind: ClassVar[str] = "claim_declined"
    claim_id: ClaimId
    document_no: str
    reason: Reason
    note: str
    may_resubmit: bool
    message_key: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictVoid(Notice):
    """To a moderator: a verdict did not count, for the claim changed before."""

    kind: ClassVar[str] = "verdict_void"
    claim_id: ClaimId
    document_no: str
    state: ClaimState
    """How the claim stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFor(Notice):
    """To the partner: what a moderator wants before deciding. A reply answers it."""

    kind: ClassVar[str] = "claim_asked"
    priority: ClassVar[Priority] = Priority.INTERACTIVE
    claim_id: ClaimId
    document_no: str
    wanted: Wanted
    text: str
    message_key: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAbout(Notice):
    """To the other side: what was written about a claim. A reply answers it."""

    kind: ClassVar[str] = "claim_note"
    claim_id: ClaimId
    document_no: str
    text: str
    own: bool
    """Whether it is the reader's own claim."""
    message_key: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLate(Notice):
    """To the partner: which promise was not kept, and when the decision comes. Once for each promise."""

    kind: ClassVar[str] = "decision_late"
    claim_id: ClaimId
    document_no: str
    was_due_at: datetime
    due_at: datetime
    message_key: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLateAgain(DecisionLate):
    """To the partner: the next promise was not kept either."""

    kind: ClassVar[str] = "decision_late_again"
    priority: ClassVar[Priority] = Priority.NUDGE


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductsMissing(Notice):
    """To whoever keeps the catalogue: somebody sent a sale, and there is no product to claim. Once a day."""

    kind: ClassVar[str] = "products_missing"
    on: date


_STATE = select(ClaimRow.document_no, ClaimRow.state).where(ClaimRow.id == bindparam("claim_id"))
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
        claimed=approved.claimed,
        why=approved.why,
        note=approved.note,
        balance=balance.spendable,
        spendable_at=approved.spendable_at,
        message_key=await first_picture(session, approved.claim_id),
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
        message_key=await first_picture(session, declined.claim_id),
    )
    tell(session, declined.person_id, notice, key=declined.key, now=declined.at)


async def tell_stale(session: AsyncSession, stale: VerdictStale) -> None:
    """Tell those whose verdict does not count."""
    claim = (await session.execute(_STATE, {"claim_id": stale.claim_id})).one()
    notice = VerdictVoid(claim_id=stale.claim_id, document_no=claim.document_no, state=ClaimState(claim.state))
    for person_id in stale.people:
        tell(session, person_id, notice, key=f"verdict:{stale.fact}:void", now=stale.at)


async def tell_asked(session: AsyncSession, asked: ClaimAsked) -> None:
    """Tell the partner what is wanted."""
    notice = AskedFor(
        claim_id=asked.claim_id,
        document_no=asked.document_no,
        wanted=asked.wanted,
        text=asked.text,
        message_key=await first_picture(session, asked.claim_id),
    )
    tell(session, asked.person_id, notice, key=f"claim:{asked.claim_id}:note:{asked.note_id}", now=asked.at)


async def tell_note(session: AsyncSession, written: NoteWritten) -> None:
    """Tell the other side, once; nobody where nobody has looked at the claim so far."""
    picture = await first_picture(session, written.claim_id)
    for reader in written.to:
        own = reader == written.person_id
        notice = NoteAbout(
            claim_id=written.claim_id,
            document_no=written.document_no,
            text=written.text,
            own=own,
            message_key=picture if own else None,
        )
        tell(session, reader, notice, key=f"claim:{written.claim_id}:note:{written.note_id}", now=written.at)


async def tell_late(session: AsyncSession, overdue: ClaimOverdue) -> None:
    """Tell the partner which promise was broken, and the new date: once for each, the later ones as nudges."""
    picture = await first_picture(session, overdue.claim_id)
    tell_new_date(session, overdue, message_key=picture, key=f"claim:{overdue.claim_id}")


def tell_new_date(session: AsyncSession, late: ClaimOverdue | AppealLate, *, message_key: str | None, key: str) -> None:
    """Tell the partner of one broken promise; `key` names what was promised about."""
    kind = DecisionLate if late.first else DecisionLateAgain
    notice = kind(
        claim_id=late.claim_id,
        document_no=late.document_no,
        was_due_at=late.was_due_at,
        due_at=late.due_at,
        message_key=message_key,
    )
    tell(session, late.person_id, notice, key=f"{key}:late:{late.was_due_at.timestamp():.0f}", now=late.at)


async def tell_products_missing(session: AsyncSession, missed: PictureBeforeProducts) -> None:
    """Tell those who keep the catalogue, once a day each."""
    day = missed.at.date()
    for person in await with_role(session, missed.programme_id, roles_with(Right.EDIT_CATALOGUE)):
        key = f"products-missing:{day}"
        if not await was_told(session, person.id, key=key):
            tell(session, person.id, ProductsMissing(on=day), key=key, now=missed.at)


async def first_picture(session: AsyncSession, claim_id: ClaimId) -> str | None:
    """Where a claim's first picture stands."""
    key: str | None = await session.scalar(_FIRST_PICTURE, {"claim_id": claim_id})
    return key
