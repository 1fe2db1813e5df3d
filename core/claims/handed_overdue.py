"""Promises about photos sent alone: where one runs out, the partner hears of it once and has a new date."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Row, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.outbox import Priority
from core.claims.days import promise
from core.claims.escalating import Late
from core.claims.handed_events import HandedChanged
from core.claims.handed_waiting import WAITS
from core.claims.tables import DraftRow
from core.events import emit
from core.ids import DraftId, PersonId, ProgrammeId
from core.outreach.notices import Notice, tell
from core.people.tables import PersonRow
from core.programme.options import options_of
from core.programme.tables import ProgrammeRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoLate(Notice):
    """To whoever sent a photo alone: it was not made a sale and decided in time."""

    kind: ClassVar[str] = "photo_late"
    priority: ClassVar[Priority] = Priority.MONEY
    was_due_at: datetime
    due_at: datetime


_DUE = (
    select(
        DraftRow.id,
        DraftRow.programme_id,
        DraftRow.person_id,
        DraftRow.due_at,
        DraftRow.missed_due_at,
        PersonRow.region_id,
        PersonRow.company_id,
        ProgrammeRow.timezone,
        ProgrammeRow.options,
    )
    .join(PersonRow, PersonRow.id == DraftRow.person_id)
    .join(ProgrammeRow, ProgrammeRow.id == DraftRow.programme_id)
    .where(WAITS, DraftRow.due_at <= bindparam("now"))
    .order_by(DraftRow.due_at, DraftRow.id)
    .limit(bindparam("most"))
)
_NEXT = select(func.min(DraftRow.due_at)).where(WAITS)
_PROMISE = (
    update(DraftRow)
    .where(DraftRow.id == bindparam("of_draft"), WAITS, DraftRow.due_at == bindparam("was"))
    .values(due_at=bindparam("due"), missed_due_at=func.coalesce(DraftRow.missed_due_at, bindparam("was")))
    .returning(DraftRow.id)
    .execution_options(synchronize_session=False)
)


async def next_due(session: AsyncSession) -> datetime | None:
    """When the next promise about a photo runs out."""
    found: datetime | None = await session.scalar(_NEXT)
    return found


async def sweep(session: AsyncSession, *, most: int, now: datetime) -> list[Late]:
    """Promise a new time for photos whose time has passed, and tell their partners; what superiors are told."""
    late = []
    for row in (await session.execute(_DUE, {"now": now, "most": most})).all():
        due = promise(now, row.timezone, options_of(row.options))
        moved = {"of_draft": row.id, "was": row.due_at, "due": due}
        if await session.scalar(_PROMISE, moved) is None:
            continue
        late.append(_late(row))
        if row.missed_due_at is None:
            notice = PhotoLate(was_due_at=row.due_at, due_at=due)
            tell(
                session,
                PersonId(row.person_id),
                notice,
                key=f"draft:{row.id}:late:{row.due_at.timestamp():.0f}",
                now=now,
            )
        await emit(
            session, HandedChanged(draft_id=DraftId(row.id), person_id=PersonId(row.person_id), new=False, at=now)
        )
    return late


def _late(row: Row[*tuple[Any, ...]]) -> Late:
    return Late(
        programme_id=ProgrammeId(row.programme_id),
        person_id=PersonId(row.person_id),
        region_id=row.region_id,
        company_id=row.company_id,
        was_due_at=row.due_at,
        first=row.missed_due_at is None,
    )
