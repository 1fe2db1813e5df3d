"""Promises that were not kept: the partner hears of it once, then a superior, and the claim says which it was."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims import handed_overdue
from core.claims.claim import ClaimState
from core.claims.days import promise
from core.claims.escalating import Late, escalate
from core.claims.events import ClaimOverdue
from core.claims.tables import ClaimRow
from core.events import emit
from core.ids import ClaimId, PersonId, ProgrammeId
from core.programme.options import options_of
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
        ClaimRow.region_id,
        ClaimRow.company_id,
        ProgrammeRow.timezone,
        ProgrammeRow.options,
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
    found = (await session.scalar(_NEXT), await handed_overdue.next_due(session))
    return min((due for due in found if due is not None), default=None)


async def sweep(session: AsyncSession, *, now: datetime) -> int:
    """Promise a new time for claims, and photos sent alone, whose time has passed; how many. What waits for a photo is
    not late.

    The partner hears of it first, then the superior of those who were to decide.

    Safe to run twice or late: each promise is broken once.
    """
    told = []
    for row in (await session.execute(_DUE, {"now": now})).all():
        due = promise(now, row.timezone, options_of(row.options))
        moved = {"of_claim": row.id, "was": row.due_at, "due": due}
        if await session.scalar(_PROMISE, moved) is None:
            continue
        told.append(_late(row))
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
    told += await handed_overdue.sweep(session, most=AT_ONCE, now=now)
    await escalate(session, told, now=now)
    return len(told)


def _late(row: Row[*tuple[Any, ...]]) -> Late:
    return Late(
        programme_id=ProgrammeId(row.programme_id),
        person_id=PersonId(row.person_id),
        region_id=row.region_id,
        company_id=row.company_id,
        was_due_at=row.due_at,
        first=row.missed_due_at is None,
    )
