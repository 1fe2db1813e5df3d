"""Decisions: a moderator's word on a claim, numbered, once."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.claims import answering, granting, serials
from core.claims.case import Case, look_again, open_case
from core.claims.claim import ClaimState, DeclineReason, Reason, Verdict
from core.claims.events import ClaimApproved, ClaimDeclined
from core.claims.granting import Correction, Grant, total
from core.claims.keeping import (
    CLOSE,
    LONGEST_NOTE,
    Decided,
    Said,
    correct_document,
    credits_of,
    facts_of,
    state_after,
    write_decision,
)
from core.claims.refusals import AppealCannotLower, BeyondTheCap, NoteMissing, ReasonMissing
from core.claims.second_look import Confirmed, second_look
from core.events import emit
from core.ids import ClaimId, PersonId
from core.people.persons import Person
from core.people.rights import Right, allowed
from core.points.given import given
from core.programme.own_reasons import require_offered


async def approve(
    session: AsyncSession,
    claim_id: ClaimId,
    *,
    version: int,
    by: Person,
    now: datetime,
    confirmed: Confirmed | None = None,
    correction: Correction | None = None,
    reason: Reason | None = None,
    note: str = "",
) -> Decided:
    """Approve a claim as it was claimed, or as corrected for a reason. Raises what `decide` raises."""
    said = Said(verdict=Verdict.APPROVE, reason=reason, note=note, correction=correction, confirmed=confirmed)
    return await decide(session, claim_id, said, version=version, by=by, now=now)


async def decline(
    session: AsyncSession,
    claim_id: ClaimId,
    *,
    version: int,
    by: Person,
    reason: Reason,
    now: datetime,
    note: str = "",
    may_resubmit: bool = True,
) -> Decided:
    """Decline a claim for a reason. Raises what `decide` raises."""
    said = Said(verdict=Verdict.DECLINE, reason=reason, note=note, may_resubmit=may_resubmit)
    return await decide(session, claim_id, said, version=version, by=by, now=now)


async def decide(
    session: AsyncSession, claim_id: ClaimId, said: Said, *, version: int, by: Person, now: datetime
) -> Decided:
    """Decide a claim, and post what its lines earn, a lot each.

    Raises NotAllowed, OwnClaim, AlreadyDecided, NotInReview, ClaimMovedOn for a version that is not the claim's,
    LooksTheSame for what was paid, or waits, as another claim, until that is confirmed, NoteMissing and ReasonMissing,
    and what `granting.grant` raises.
    """
    await allowed(session, by.id, Right.DECIDE_CLAIMS)
    case = await open_case(session, claim_id, version=version, by=by)
    lines = await examine(session, case, said, now=now)
    return await carry_out(session, case, said, lines, by=by, now=now)


async def examine(session: AsyncSession, case: Case, said: Said, *, now: datetime) -> Grant:
    """What a verdict grants, once nothing speaks against it. Changes nothing."""
    note = said.note.strip()
    if said.reason is DeclineReason.OTHER and not note:
        raise NoteMissing
    if said.verdict is Verdict.DECLINE:
        if said.reason is None:
            raise ReasonMissing
        if not isinstance(said.reason, DeclineReason):
            require_offered(case.options, said.reason)
        return ()
    lines = await granting.grant(session, case, said.correction, now=now)
    if case.appeal_id is not None and await answering.lowers(session, case, lines):
        raise AppealCannotLower(claim_id=case.claim_id)
    if said.correction is not None and said.reason is None:
        raise ReasonMissing
    await _within_the_cap(session, case, lines)
    await serials.check(session, case, lines)
    await second_look(session, case, lines, said.correction, confirmed=said.confirmed)
    return lines


async def _within_the_cap(session: AsyncSession, case: Case, lines: Grant) -> None:
    """A sale sent before all points were given out is honoured as it was claimed; no more than that is granted."""
    wanted = total(lines)
    if case.options.points_cap is None or not case.lines or wanted <= case.claimed:
        return
    if (await given(session, case.programme_id, case.options)).full:
        raise BeyondTheCap(claimed=case.claimed, wanted=wanted)


async def carry_out(
    session: AsyncSession,
    case: Case,
    said: Said,
    lines: Grant,
    *,
    by: Person,
    now: datetime,
    seconded_by: PersonId | None = None,
) -> Decided:
    """Close the claim, keep the decision and post it. Whoever was a moment faster is told of by the refusal."""
    if case.appeal_id is not None:
        return await answering.answer(session, case, said, lines, by=by, now=now, seconded_by=seconded_by)
    points = total(lines)
    moved = {
        "of_claim": case.claim_id,
        "seen": case.version,
        "was": ClaimState.IN_REVIEW.value,
        "to": state_after(said.verdict, points, case).value,
        "at": now,
    }
    if await session.scalar(CLOSE, moved) is None:
        await look_again(session, case, by)
    document_no = await correct_document(session, case, said.correction)
    decision_id = await write_decision(session, case, said, lines, decided_by=by.id, seconded_by=seconded_by, at=now)
    if said.verdict is Verdict.APPROVE:
        await serials.accept(session, case, lines)
    facts = facts_of(case, decision_id, document_no, by, now)
    note = said.note.strip()[:LONGEST_NOTE]
    if said.verdict is Verdict.DECLINE:
        assert said.reason is not None  # noqa: S101 (examined)
        declined = ClaimDeclined(**facts, reason=said.reason, note=note, may_resubmit=said.may_resubmit)
        await emit(session, declined)
    else:
        approved = ClaimApproved(
            **facts,
            credits=credits_of(case, lines, now),
            reason={"kind": "claim", "document_no": document_no},
            claimed=case.claimed,
            why=said.reason,
            note=note,
        )
        await emit(session, approved)
    return Decided(
        claim_id=case.claim_id,
        decision_id=decision_id,
        number=case.decisions + 1,
        verdict=said.verdict,
        points=points,
    )
