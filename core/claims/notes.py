"""Notes: what partner and moderators write to each other about a claim, and its history."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.claim import ClaimState, EvidenceState, Wanted
from core.claims.events import ClaimAnswered, ClaimCorrected, NoteWritten
from core.claims.keeping import LONGEST_NOTE
from core.claims.promised import promised_anew
from core.claims.refusals import NoteMissing, NotYours
from core.claims.tables import ClaimNoteRow, ClaimRow, DecisionRow, EvidenceRow
from core.events import emit
from core.ids import ClaimId, PersonId
from core.people.persons import Person
from core.people.rights import Right, may
from core.people.scopes import scope_of
from core.programme.options import options_of
from core.programme.tables import ProgrammeRow

PATIENCE = timedelta(days=3)
"""How long a partner who was asked something is left in peace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteFacts:
    """A note, or a question to the partner."""

    author: PersonId
    wanted: Wanted | None
    text: str
    at: datetime
    answered: bool


_CLAIM = (
    select(
        ClaimRow.id,
        ClaimRow.programme_id,
        ClaimRow.person_id,
        ClaimRow.state,
        ClaimRow.document_no,
        ClaimRow.company_id,
        ClaimRow.region_id,
        ProgrammeRow.timezone,
        ProgrammeRow.options,
    )
    .join(ProgrammeRow, ProgrammeRow.id == ClaimRow.programme_id)
    .where(ClaimRow.id == bindparam("claim_id"))
)
_NOTES = (
    select(
        ClaimNoteRow.claim_id,
        ClaimNoteRow.author_id,
        ClaimNoteRow.wanted,
        ClaimNoteRow.text,
        ClaimNoteRow.at,
        ClaimNoteRow.answered_at,
    )
    .where(ClaimNoteRow.claim_id.in_(bindparam("ids", expanding=True)))
    .order_by(ClaimNoteRow.claim_id, ClaimNoteRow.id)
)
_STAFF = (
    select(ClaimNoteRow.author_id)
    .where(ClaimNoteRow.claim_id == bindparam("claim_id"))
    .union(select(DecisionRow.decided_by).where(DecisionRow.claim_id == bindparam("claim_id")))
)
_HAS_PICTURE = (
    select(EvidenceRow.id)
    .where(EvidenceRow.claim_id == bindparam("claim_id"), EvidenceRow.state == EvidenceState.STORED.value)
    .limit(1)
)


async def write(session: AsyncSession, claim_id: ClaimId, text: str, *, by: Person, now: datetime) -> None:
    """Write about a claim, to whoever is on the other side. What a partner was asked is thereby answered.

    Raises NotYours for whoever is on neither side, and NoteMissing for nothing.
    """
    text = text.strip()[:LONGEST_NOTE]
    claim = (await session.execute(_CLAIM, {"claim_id": claim_id})).one_or_none()
    if claim is None or claim.programme_id != by.programme_id or not await _may_write(session, claim, by):
        raise NotYours
    if not text:
        raise NoteMissing
    note_id = await keep(session, claim_id, text, by=by.id, now=now)
    own = claim.person_id == by.id
    to = set(await session.scalars(_STAFF, {"claim_id": claim_id})) if own else {claim.person_id}
    written = NoteWritten(
        claim_id=claim_id,
        programme_id=claim.programme_id,
        person_id=PersonId(claim.person_id),
        document_no=claim.document_no,
        note_id=note_id,
        text=text,
        by=by.id,
        to=tuple(PersonId(reader) for reader in sorted(to - {by.id})),
        at=now,
    )
    await emit(session, written)
    if own and ClaimState(claim.state) is ClaimState.NEEDS_PHOTO:
        await back_to_review(session, claim_id, now=now)


async def keep(
    session: AsyncSession, claim_id: ClaimId, text: str, *, by: PersonId, now: datetime, wanted: Wanted | None = None
) -> int:
    """Store a note; its id. Of what is `wanted` the partner is reminded once."""
    remind_at = now + PATIENCE if wanted else None
    note_id = await session.scalar(
        insert(ClaimNoteRow)
        .values(claim_id=claim_id, author_id=by, wanted=wanted, text=text, at=now, remind_at=remind_at)
        .returning(ClaimNoteRow.id)
    )
    return note_id or 0


async def answered(session: AsyncSession, given: ClaimCorrected | ClaimAnswered) -> None:
    """What was asked of the partner counts as answered, or stays without an answer: of neither anybody is reminded."""
    unanswered = isinstance(given, ClaimAnswered) and not given.in_words
    await session.execute(
        update(ClaimNoteRow)
        .where(
            ClaimNoteRow.claim_id == given.claim_id,
            ClaimNoteRow.wanted.is_not(None),
            ClaimNoteRow.answered_at.is_(None),
        )
        .values(answered_at=None if unanswered else given.at, remind_at=None)
        .execution_options(synchronize_session=False)
    )


async def notes_of(session: AsyncSession, claims: Collection[ClaimId]) -> dict[ClaimId, tuple[NoteFacts, ...]]:
    """Notes of some claims, the latest last; by one statement."""
    if not claims:
        return {}
    rows = (await session.execute(_NOTES, {"ids": sorted(claims)})).all()
    return {
        ClaimId(claim_id): tuple(
            NoteFacts(
                author=PersonId(row.author_id),
                wanted=Wanted(row.wanted) if row.wanted else None,
                text=row.text,
                at=row.at,
                answered=row.answered_at is not None,
            )
            for row in of_claim
        )
        for claim_id, of_claim in groupby(rows, key=lambda row: int(row.claim_id))
    }


async def back_to_review(session: AsyncSession, claim_id: ClaimId, *, now: datetime, in_words: bool = True) -> bool:
    """Have a claim looked at again that waits for its partner; whether it is: without pictures it waits on."""
    if await session.scalar(_HAS_PICTURE, {"claim_id": claim_id}) is None:
        return False
    claim = (await session.execute(_CLAIM, {"claim_id": claim_id})).one()
    promised = promised_anew(now, claim.timezone, options_of(claim.options))
    moved = await session.scalar(
        update(ClaimRow)
        .where(ClaimRow.id == claim.id, ClaimRow.state == ClaimState.NEEDS_PHOTO.value)
        .values(state=ClaimState.IN_REVIEW.value, version=ClaimRow.version + 1, **promised)
        .returning(ClaimRow.id)
        .execution_options(synchronize_session=False)
    )
    if moved is None:
        return False
    again = ClaimAnswered(
        claim_id=ClaimId(claim.id),
        programme_id=claim.programme_id,
        person_id=PersonId(claim.person_id),
        in_words=in_words,
        at=now,
    )
    await emit(session, again)
    return True


async def _may_write(session: AsyncSession, claim: Any, by: Person) -> bool:
    if claim.person_id == by.id:
        return True
    if not may(by, Right.DECIDE_CLAIMS):
        return False
    return (await scope_of(session, by)).holds(claim.region_id, claim.company_id)
