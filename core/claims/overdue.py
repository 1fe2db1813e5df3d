"""Promises that were not kept: the partner hears of it once, and the claim says which it was."""

from datetime import datetime

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.claim import ClaimState
from core.claims.days import promise
from core.claims.events import ClaimOverdue
from core.claims.tables import ClaimRow
from core.events import emit
from core.ids import ClaimId, PersonId, ProgrammeId
from core.programme.tables import ProgrammeRow

AT_ONCE = 100
"""Claims in one sweep."""

OF_ANY_PROGRAMME = ClaimRow.programme_id.in_(select(ProgrammeRow.id).correlate(None))
"""Says nothing, but leads to the claims' index, which begins with the programme."""

_OPEN = (ClaimState.SUBMITTED.value, ClaimState.IN_REVIEW.value)
_DUE = (
    select(
        ClaimRow.id,
        ClaimRow.programme_id,
        ClaimRow.person_id,
        ClaimRow.document_no,
        ClaimRow.due_at,
        ClaimRow.missed_due_at,
        ProgrammeRow.timezone,
    )
    .join(ProgrammeRow, ProgrammeRow.id == ClaimRow.programme_id)
    .where(OF_ANY_PROGRAMME, ClaimRow.state.in_(_OPEN), ClaimRow.due_at <= bindparam("now"))
    .order_by(ClaimRow.due_at, ClaimRow.id)
    .limit(AT_ONCE)
)
_NEXT = select(func.min(ClaimRow.due_at)).where(OF_ANY_PROGRAMME, ClaimRow.state.in_(_OPEN))
_PROMISE = (
    update(ClaimRow)
    .where(ClaimRow.id == bindparam("of_claim"), ClaimRow.state.in_(_OPEN), ClaimRow.due_at == bindparam("was"))
    .values(due_at=bindparam("due"), missed_due_at=func.coalesce(ClaimRow.missed_due_at, bindparam("was")))
    .returning(ClaimRow.id)
    .execution_options(synchronize_session=False)
)


async def next_due(session: AsyncSession) -> datetime | None:
    """When the next promise runs out; None while nothing waits for a decision."""
    found: datetime | None = await session.scalar(_NEXT)
    return found


async def sweep(session: AsyncSession, *, now: datetime) -> int:
    """Promise a new time for claims whose time has passed; how many. Claims waiting for a photo are not late.

    Safe to run twice or late: each promise is broken once.
    """
    late = (await session.execute(_DUE, {"now": now})).all()
    told = 0
    for row in late:
        due = promise(now, row.timezone)
        moved = {"of_claim": row.id, "was": row.due_at, "due": due}
        if await session.scalar(_PROMISE, moved) is None:
            continue
        told += 1
        overdue = ClaimOverdue(
            claim_id=ClaimId(row.id),
            programme_id=ProgrammeId(row.programme_id),
            person_id=PersonId(row.person_id),
            document_no=row.document_no,
            was_due_at=row.due_at,
            due_at=due,
            first=row.missed_due_at is None,
            at=now,
        )
        await emit(session, overdue)
    return told
