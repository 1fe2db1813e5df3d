"""What the installation does once a local day: begun by one replica, tried again after a failure, told of later."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.keeping.tables import RunRow

AGAIN_AFTER = timedelta(hours=1)
"""From the beginning of a try that failed, or was cut off, until the next one."""


class RunKind(StrEnum):
    """A day's work."""

    BACKUP = "backup"
    PROOF = "proof"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How a day's work went."""

    kind: RunKind
    began_at: datetime
    ended_at: datetime | None
    good: bool | None
    detail: str | None
    size: int | None


_BEGIN = insert(RunRow).values(
    kind=bindparam("kind"), day=bindparam("day"), began_at=bindparam("now", type_=RunRow.began_at.type)
)
_BEGIN_OR_AGAIN = _BEGIN.on_conflict_do_update(
    index_elements=[RunRow.kind, RunRow.day],
    set_={"began_at": _BEGIN.excluded.began_at, "ended_at": None, "good": None, "detail": None},
    where=or_(RunRow.good.is_(None), RunRow.good.is_(False))
    & (RunRow.began_at <= bindparam("until", type_=RunRow.began_at.type)),
).returning(RunRow.kind)
_LAST = select(RunRow).where(RunRow.kind == bindparam("kind")).order_by(RunRow.day.desc()).limit(1)


async def begin(session: AsyncSession, kind: RunKind, day: date, *, now: datetime) -> bool:
    """Whether the day's work is ours to do now: not done yet, and not begun within the hour."""
    params = {"kind": kind.value, "day": day, "now": now, "until": now - AGAIN_AFTER}
    return await session.scalar(_BEGIN_OR_AGAIN, params) is not None


async def end(
    session: AsyncSession,
    kind: RunKind,
    day: date,
    *,
    good: bool,
    now: datetime,
    detail: str | None = None,
    size: int | None = None,
) -> None:
    """Note how a day's work went."""
    await session.execute(
        update(RunRow)
        .where(RunRow.kind == kind.value, RunRow.day == day)
        .values(ended_at=now, good=good, detail=detail[:200] if detail else None, size=size)
        .execution_options(synchronize_session=False)
    )


async def last(session: AsyncSession, kind: RunKind) -> Run | None:
    """The newest day's work of a kind."""
    row = await session.scalar(_LAST, {"kind": kind.value})
    return _run_of(row) if row else None


async def last_good(session: AsyncSession, kind: RunKind) -> Run | None:
    """The newest day's work of a kind that succeeded."""
    row = await session.scalar(_LAST.where(RunRow.good.is_(True)), {"kind": kind.value})
    return _run_of(row) if row else None


def _run_of(row: RunRow) -> Run:
    return Run(
        kind=RunKind(row.kind),
        began_at=row.began_at,
        ended_at=row.ended_at,
        good=row.good,
        detail=row.detail,
        size=row.size,
    )
