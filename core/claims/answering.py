"""Answering an appeal: what stands is raised, and the difference posted, or it stands as it was."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims import granting, serials
from core.claims.case import Case
from core.claims.claim import Verdict
from core.claims.events import AppealDecided
from core.claims.granting import Grant, total
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
from core.claims.refusals import ClaimMovedOn
from core.claims.verdict_tables import AppealRow
from core.events import emit
from core.ids import PersonId, Points
from core.people.persons import Person

_ANSWERED = (
    update(AppealRow)
    .where(AppealRow.id == bindparam("of_appeal"), AppealRow.closed_at.is_(None))
    .values(closed_at=bindparam("answered_at"), raised=bindparam("by_points"))
    .execution_options(synchronize_session=False)
)


async def answer(
    session: AsyncSession,
    case: Case,
    said: Said,
    lines: Grant,
    *,
    by: Person,
    now: datetime,
    seconded_by: PersonId | None,
) -> Decided:
    """Answer an appeal: what stands is raised, and the difference posted, or it stands as it was."""
    before = await granting.standing(session, case.claim_id)
    stands = said.verdict is Verdict.DECLINE
    granted = before if stands else lines
    verdict = Verdict.APPROVE if granted else Verdict.DECLINE
    raised = total(granted) - total(before)
    moved = {
        "of_claim": case.claim_id,
        "seen": case.version,
        "was": case.state.value,
        "to": (case.state if stands else state_after(verdict, total(granted), case)).value,
        "at": now,
    }
    if await session.scalar(CLOSE, moved) is None:
        raise ClaimMovedOn(claim_id=case.claim_id)
    await session.execute(_ANSWERED, {"of_appeal": case.appeal_id, "answered_at": now, "by_points": raised})
    document_no = await correct_document(session, case, None if stands else said.correction)
    kept = replace(said, verdict=verdict, may_resubmit=said.may_resubmit and not stands)
    decision_id = await write_decision(session, case, kept, granted, decided_by=by.id, seconded_by=seconded_by, at=now)
    if not stands:
        await serials.accept(session, case, granted)
    had = {line.position: line.points for line in before}
    more = tuple(replace(line, points=Points(line.points - had.get(line.position, 0))) for line in granted)
    answered = AppealDecided(
        **facts_of(case, decision_id, document_no, by, now),
        credits=credits_of(case, more, now),
        reason={"kind": "claim", "document_no": document_no},
        claimed=case.claimed,
        why=said.reason,
        note=said.note.strip()[:LONGEST_NOTE],
        granted=total(granted),
    )
    await emit(session, answered)
    return Decided(
        claim_id=case.claim_id,
        decision_id=decision_id,
        number=case.decisions + 1,
        verdict=said.verdict,
        points=Points(raised),
    )


async def lowers(session: AsyncSession, case: Case, lines: Grant) -> bool:
    """Whether a grant takes from any line what it has."""
    points = {line.position: line.points for line in lines}
    before = await granting.standing(session, case.claim_id)
    return any(points.get(line.position, 0) < line.points for line in before)
