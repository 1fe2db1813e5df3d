"""Decisions: a moderator's word on a claim, numbered, once."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.claim import UNDECIDED, ClaimState, DeclineReason, Verdict
from core.claims.events import ClaimApproved, ClaimDeclined
from core.claims.refusals import AlreadyDecided, ClaimMovedOn, NoteMissing, NotInReview, NotYours, OwnClaim
from core.claims.second_look import Confirmed, second_look
from core.claims.tables import ClaimLineRow, ClaimRow, DecisionRow
from core.clock import local_date
from core.events import emit
from core.ids import ClaimId, PersonId, Points
from core.people import pii
from core.people.persons import Person
from core.people.rights import Right, allowed
from core.points.values import Credit
from core.programme.tables import ProgrammeRow

LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A verdict, as it was posted."""

    claim_id: ClaimId
    decision_id: int
    number: int
    verdict: Verdict
    points: Points
    """What the claim earned: 0 where it was declined."""


_CLAIM = (
    select(
        ClaimRow.id,
        ClaimRow.programme_id,
        ClaimRow.person_id,
        ClaimRow.state,
        ClaimRow.version,
        ClaimRow.document_no,
        ClaimLineRow.id.label("line_id"),
        ClaimLineRow.points,
        ProgrammeRow.timezone,
        ProgrammeRow.points_live_months,
        select(func.coalesce(func.max(DecisionRow.number), 0))
        .where(DecisionRow.claim_id == ClaimRow.id)
        .scalar_subquery()
        .label("decisions"),
    )
    .join(ClaimLineRow, ClaimLineRow.claim_id == ClaimRow.id)
    .join(ProgrammeRow, ProgrammeRow.id == ClaimRow.programme_id)
    .where(ClaimRow.id == bindparam("claim_id"))
    .order_by(ClaimLineRow.position)
    .with_for_update(of=ProgrammeRow, read=True)  # the zone stays until the points are counted by it
)
_LAST = (
    select(DecisionRow.verdict, DecisionRow.at, DecisionRow.decided_by)
    .where(DecisionRow.claim_id == bindparam("claim_id"))
    .order_by(DecisionRow.number.desc())
    .limit(1)
)
_CLOSE = (
    update(ClaimRow)
    .where(
        ClaimRow.id == bindparam("of_claim"),
        ClaimRow.version == bindparam("seen"),
        ClaimRow.state == ClaimState.IN_REVIEW.value,
    )
    .values(state=bindparam("to"), decided_at=bindparam("at"), version=ClaimRow.version + 1)
    .returning(ClaimRow.id)
    .execution_options(synchronize_session=False)
)


async def approve(
    session: AsyncSession,
    claim_id: ClaimId,
    *,
    version: int,
    by: Person,
    now: datetime,
    confirmed: Confirmed | None = None,
) -> Decided:
    """Approve a claim, and post what its lines earn, a lot each.

    Raises NotAllowed, OwnClaim, AlreadyDecided, NotInReview, ClaimMovedOn for a version that is not the claim's, and
    LooksTheSame for what was paid, or waits, as another claim, until that is `confirmed`.
    """
    lines = await _to_decide(session, claim_id, version=version, by=by)
    claim = lines[0]
    await second_look(session, claim_id, programme_id=claim.programme_id, zone=claim.timezone, confirmed=confirmed)
    await _close(session, claim, ClaimState.APPROVED, by, now)
    decision_id, number = await _write(session, claim, verdict=Verdict.APPROVE, by=by, now=now)
    expires_on = last_day(local_date(now, claim.timezone), claim.points_live_months)
    credits_ = tuple(
        Credit(points=Points(line.points), claim_line_id=line.line_id, expires_on=expires_on) for line in lines
    )
    approved = ClaimApproved(
        **_facts(claim, decision_id, number, by, now),
        credits=credits_,
        reason={"kind": "claim", "document_no": claim.document_no},
    )
    await emit(session, approved)
    return Decided(
        claim_id=claim_id,
        decision_id=decision_id,
        number=number,
        verdict=Verdict.APPROVE,
        points=Points(approved.points),
    )


async def decline(
    session: AsyncSession,
    claim_id: ClaimId,
    *,
    version: int,
    by: Person,
    reason: DeclineReason,
    now: datetime,
    note: str = "",
    may_resubmit: bool = True,
) -> Decided:
    """Decline a claim for a reason. Raises what `approve` raises, and NoteMissing for OTHER without a note."""
    note = note.strip()[:LONGEST_NOTE]
    claim = (await _to_decide(session, claim_id, version=version, by=by))[0]
    if reason is DeclineReason.OTHER and not note:
        raise NoteMissing
    await _close(session, claim, ClaimState.DECLINED, by, now)
    decision_id, number = await _write(
        session,
        claim,
        verdict=Verdict.DECLINE,
        by=by,
        now=now,
        reason=reason.value,
        note=note,
        may_resubmit=may_resubmit,
    )
    declined = ClaimDeclined(
        **_facts(claim, decision_id, number, by, now), reason=reason, note=note, may_resubmit=may_resubmit
    )
    await emit(session, declined)
    return Decided(claim_id=claim_id, decision_id=decision_id, number=number, verdict=Verdict.DECLINE, points=Points(0))


def last_day(earned_on: date, months: int | None) -> date | None:
    """The last day points live: the end of the month so many whole months after the one of earning; None for ever."""
    if months is None:
        return None
    year, month = divmod(earned_on.year * 12 + earned_on.month - 1 + months, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


async def _to_decide(
    session: AsyncSession, claim_id: ClaimId, *, version: int, by: Person
) -> Sequence[Row[*tuple[Any, ...]]]:
    """The claim, a row each line, once it is sure that this person may decide this version now."""
    await allowed(session, by.id, Right.DECIDE_CLAIMS)
    lines = (await session.execute(_CLAIM, {"claim_id": claim_id})).all()
    if not lines or lines[0].programme_id != by.programme_id:
        raise NotYours
    claim = lines[0]
    if claim.person_id == by.id:
        raise OwnClaim
    await _check(session, claim, version, by)
    return lines


async def _check(session: AsyncSession, claim: Row[*tuple[Any, ...]], version: int, by: Person) -> None:
    state = ClaimState(claim.state)
    if state not in UNDECIDED and state is not ClaimState.CANCELLED:
        raise await _decided(session, ClaimId(claim.id), by)
    if state is not ClaimState.IN_REVIEW:
        raise NotInReview(claim_id=ClaimId(claim.id), state=state)
    if claim.version != version:
        raise ClaimMovedOn(claim_id=ClaimId(claim.id))


async def _decided(session: AsyncSession, claim_id: ClaimId, by: Person) -> AlreadyDecided:
    last = (await session.execute(_LAST, {"claim_id": claim_id})).one()
    known = await pii.names(session, [last.decided_by])
    return AlreadyDecided(
        claim_id=claim_id,
        verdict=Verdict(last.verdict),
        at=last.at,
        by_self=last.decided_by == by.id,
        by_name=known.get(last.decided_by),
    )


async def _close(
    session: AsyncSession, claim: Row[*tuple[Any, ...]], to: ClaimState, by: Person, now: datetime
) -> None:
    """Take the claim out of review. Whoever was a moment faster is told of by the refusal."""
    closed = await session.scalar(_CLOSE, {"of_claim": claim.id, "seen": claim.version, "to": to.value, "at": now})
    if closed is None:
        again = (await session.execute(_CLAIM, {"claim_id": claim.id})).first()
        if again is not None:
            await _check(session, again, claim.version, by)
        raise ClaimMovedOn(claim_id=ClaimId(claim.id))


async def _write(
    session: AsyncSession, claim: Row[*tuple[Any, ...]], *, by: Person, now: datetime, **said: Any
) -> tuple[int, int]:
    number = claim.decisions + 1
    decision_id = await session.scalar(
        insert(DecisionRow)
        .values(claim_id=claim.id, number=number, decided_by=by.id, at=now, **said)
        .returning(DecisionRow.id)
    )
    return decision_id or 0, number


def _facts(claim: Row[*tuple[Any, ...]], decision_id: int, number: int, by: Person, now: datetime) -> dict[str, Any]:
    return {
        "claim_id": ClaimId(claim.id),
        "programme_id": claim.programme_id,
        "person_id": PersonId(claim.person_id),
        "decision_id": decision_id,
        "number": number,
        "by": by.id,
        "document_no": claim.document_no,
        "zone": claim.timezone,
        "at": now,
    }
