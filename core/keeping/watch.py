"""Looking for what is amiss: a few questions, each by an index, some figures of the machine, then alerts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.tables import AMISS, DEAD, InboxRow, OutboxRow, PauseRow
from core.keeping import alerts, runs
from core.keeping.alerts import AlertKind, Trouble
from core.keeping.house import LITTLE, House
from core.keeping.runs import Run, RunKind
from core.keeping.tables import AlertRow

CLOCK_MAY_DIFFER = timedelta(seconds=30)
BACKUP_MAY_AGE = timedelta(hours=36)
LONG_PAUSE = timedelta(seconds=60)

COUNT_DEAD = select(func.count()).select_from(InboxRow).where(DEAD)
COUNT_AMISS = select(OutboxRow.state, func.count().label("rows")).where(AMISS).group_by(OutboxRow.state)
_PAUSED_UNTIL = select(func.max(PauseRow.until)).where(PauseRow.until > bindparam("now", type_=PauseRow.until.type))


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauges:
    """Figures of the machine, read beforehand; None for what could not be read."""

    free_bytes: int | None = None
    clock_ahead: timedelta | None = None
    """Of Telegram's."""


async def look(session: AsyncSession, house: House, gauges: Gauges, *, now: datetime) -> None:
    """Find what is amiss and have owners told."""
    found = [*await _messages(session), *_machine(gauges), *await _pause(session, now)]
    found += await _backups(session, house, now) if house.plan.wanted else []
    proof = await runs.last(session, RunKind.PROOF)
    if proof is not None and proof.good is False:
        found.append(Trouble(kind=AlertKind.PROOF, facts={"n": proof.size or 0}))
    await alerts.follow(session, found, now=now)


async def _messages(session: AsyncSession) -> list[Trouble]:
    dead = await session.scalar(COUNT_DEAD) or 0
    amiss = {row.state: row.rows for row in await session.execute(COUNT_AMISS)}
    found = [Trouble(kind=AlertKind.DEAD_UPDATES, facts={"n": dead})] if dead else []
    if amiss:
        facts = {"failed": amiss.get("failed", 0), "unknown": amiss.get("unknown", 0)}
        found.append(Trouble(kind=AlertKind.DELIVERIES, facts=facts))
    return found


def _machine(gauges: Gauges) -> list[Trouble]:
    found = []
    if gauges.free_bytes is not None and gauges.free_bytes < LITTLE:
        found.append(Trouble(kind=AlertKind.DISK, facts={"mib": gauges.free_bytes // 1024 // 1024}))
    if gauges.clock_ahead is not None and abs(gauges.clock_ahead) > CLOCK_MAY_DIFFER:
        found.append(Trouble(kind=AlertKind.CLOCK, facts={"seconds": int(gauges.clock_ahead.total_seconds())}))
    return found


async def _pause(session: AsyncSession, now: datetime) -> list[Trouble]:
    until: datetime | None = await session.scalar(_PAUSED_UNTIL, {"now": now})
    if until is None:
        return []
    known = await session.get(AlertRow, AlertKind.PAUSE.value)
    goes_on = known is not None and known.over_at is None
    left = until - now
    if left <= LONG_PAUSE and not goes_on:
        return []
    return [Trouble(kind=AlertKind.PAUSE, facts={"seconds": int(left.total_seconds())})]


async def _backups(session: AsyncSession, house: House, now: datetime) -> list[Trouble]:
    last, good = await runs.last(session, RunKind.BACKUP), await runs.last_good(session, RunKind.BACKUP)
    if last is not None and last.good is False:
        return [Trouble(kind=AlertKind.BACKUP_FAILED)]
    age = now - (_ended(good) if good else house.started_at)
    if age <= BACKUP_MAY_AGE:
        return []
    return [Trouble(kind=AlertKind.BACKUP_OLD, facts={"hours": int(age.total_seconds()) // 3600})]


def _ended(run: Run) -> datetime:
    return run.ended_at or run.began_at
