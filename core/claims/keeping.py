"""Keeping a decision: its row, the claim's new state, and what its lines credit."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.folding import document_key
from core.claims import granting
from core.claims.case import Case
from core.claims.claim import ClaimState, Reason, Verdict
from core.claims.granting import Correction, Grant, total
from core.claims.second_look import Confirmed
from core.claims.tables import ClaimRow, DecisionRow
from core.clock import local_date, start_of_day
from core.ids import ClaimId, Points
from core.people.persons import Person
from core.points.terms import last_day
from core.points.values import Credit

LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a moderator says of a claim."""

    verdict: Verdict
    reason: Reason | None = None
    """Why it is declined, or granted otherwise than claimed."""
    note: str = ""
    may_resubmit: bool = True
    """Whether a declined sale may be sent again."""
    correction: Correction | None = None
    """What an approval grants otherwise than claimed."""
    confirmed: Confirmed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A verdict, as it was posted."""

    claim_id: ClaimId
    decision_id: int
    number: int
    verdict: Verdict
    points: Points
    """What the claim earns by it: 0 where it was declined."""


CLOSE = (
    update(ClaimRow)
    .where(
        ClaimRow.id == bindparam("of_claim"),
        ClaimRow.version == bindparam("seen"),
        ClaimRow.state == bindparam("was"),
    )
    .values(state=bindparam("to"), decided_at=bindparam("at"), version=ClaimRow.version + 1)
    .returning(ClaimRow.id)
    .execution_options(synchronize_session=False)
)
_CORRECT = (
    update(ClaimRow)
    .where(ClaimRow.id == bindparam("of_claim"))
    .values(
        document_no=bindparam("number"),
        document_key=bindparam("key"),
        sold_on=bindparam("day"),
        claimed_document_no=func.coalesce(ClaimRow.claimed_document_no, bindparam("claimed_number")),
        claimed_sold_on=func.coalesce(ClaimRow.claimed_sold_on, bindparam("claimed_day")),
    )
    .execution_options(synchronize_session=False)
)


def state_after(verdict: Verdict, points: int, case: Case) -> ClaimState:
    """How a claim stands once a verdict grants so many points."""
    if verdict is Verdict.DECLINE:
        return ClaimState.DECLINED
    return ClaimState.PARTLY_APPROVED if points < case.claimed else ClaimState.APPROVED


def credits_of(case: Case, lines: Grant, now: datetime) -> tuple[Credit, ...]:
    """A lot for each granted line. Points that rest first begin to live when they can be spent."""
    spendable_on = local_date(now, case.zone) + timedelta(days=case.options.hold_days)
    expires_on = last_day(spendable_on, case.points_live_months)
    spendable_at = start_of_day(spendable_on, case.zone) if case.options.hold_days else None
    return tuple(
        Credit(points=line.points, claim_line_id=line.claim_line_id, expires_on=expires_on, spendable_at=spendable_at)
        for line in lines
    )


def facts_of(case: Case, decision_id: int, document_no: str, by: Person, now: datetime) -> dict[str, Any]:
    """What every event of a decision tells."""
    return {
        "claim_id": case.claim_id,
        "programme_id": case.programme_id,
        "person_id": case.person_id,
        "decision_id": decision_id,
        "number": case.decisions + 1,
        "by": by.id,
        "document_no": document_no,
        "zone": case.zone,
        "at": now,
    }


async def correct_document(session: AsyncSession, case: Case, correction: Correction | None) -> str:
    """Let the claim's document be what the decision found it to be; its number."""
    number = (correction and correction.document_no) or case.document_no
    day = (correction and correction.sold_on) or case.sold_on
    if (number, day) != (case.document_no, case.sold_on):
        await session.execute(
            _CORRECT,
            {
                "of_claim": case.claim_id,
                "number": number,
                "key": case.document_key if number == case.document_no else document_key(number),
                "day": day,
                "claimed_number": case.document_no if number != case.document_no else None,
                "claimed_day": case.sold_on if day != case.sold_on else None,
            },
        )
    return number


async def write_decision(session: AsyncSession, case: Case, said: Said, lines: Grant, **facts: Any) -> int:
    """Write a decision and what it grants, once the claim is closed; its id."""
    values: dict[str, Any] = {
        "claim_id": case.claim_id,
        "number": case.decisions + 1,
        "verdict": said.verdict.value,
        "reason": str(said.reason) if said.reason else None,
        "note": said.note.strip()[:LONGEST_NOTE],
        "may_resubmit": said.may_resubmit,
        "granted": total(lines),
        **facts,
    }
    decision_id = await session.scalar(insert(DecisionRow).values(**values).returning(DecisionRow.id)) or 0
    await granting.write(session, decision_id, lines)
    return decision_id
