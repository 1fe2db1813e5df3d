"""Seals: where the audit log ends, kept daily and told to owners once a week: a cut or rewritten one cannot match."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.entry import signed_seal
from core.audit.tables import AuditEntryRow, AuditHeadRow, AuditSealRow
from core.clock import local_date
from core.db.database import keyring
from core.outreach.notices import Notice, tell
from core.people.persons import with_role
from core.people.roles import Role
from core.programme import programmes
from core.programme.programmes import Programme

AT = time(9)
"""When a day is sealed, on the programme's clock: a message that tells of it lands in the morning."""

SHOWN = 16
"""Digits of a hash that people are told: nobody finds another log that ends with them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSealed(Notice):
    """To owners: how many entries the audit log has, and what it ends with."""

    kind: ClassVar[str] = "log_sealed"
    entries: int
    ends_with: str


_HEAD = select(AuditHeadRow.serial, AuditHeadRow.hash).where(AuditHeadRow.programme_id == bindparam("programme_id"))
_LAST = select(func.max(AuditSealRow.day).label("day"), func.max(AuditSealRow.serial).label("serial")).where(
    AuditSealRow.programme_id == bindparam("programme_id")
)
_TOLD = select(func.min(AuditSealRow.serial)).where(
    AuditSealRow.programme_id == bindparam("programme_id"), AuditSealRow.day >= bindparam("monday")
)
"""What owners were told that week: its first seal."""
_ADDED = select(AuditEntryRow.at).where(
    AuditEntryRow.programme_id == bindparam("programme_id"), AuditEntryRow.serial == bindparam("serial")
)
_SEAL = insert(AuditSealRow)


async def seal(session: AsyncSession, *, now: datetime) -> int:
    """Seal the programme's log where it has grown since its last seal and its hour has come; how many were sealed.

    Owners hear of the first seal of a week, which covers all that was before it.
    """
    programme = await programmes.current(session)
    if programme is None or (due := await _due(session, programme)) is None or now < due:
        return 0
    head = (await session.execute(_HEAD, {"programme_id": programme.id})).one()
    day = local_date(now, programme.timezone)
    signature = signed_seal(keyring(session).audit, programme.id, head.serial, head.hash)
    sealed = {"programme_id": programme.id, "day": day, "serial": head.serial, "hash": head.hash}
    last = (await session.execute(_LAST, {"programme_id": programme.id})).one()
    await session.execute(_SEAL, sealed | {"signature": signature})
    if last.day is not None and _monday(last.day) == _monday(day):
        return 1
    for owner in await with_role(session, programme.id, {Role.OWNER}):
        notice = LogSealed(entries=head.serial, ends_with=head.hash[:SHOWN])
        tell(session, owner.id, notice, key=f"seal:{day.isoformat()}", now=now)
    return 1


async def next_due(session: AsyncSession) -> datetime | None:
    """From when on there will be something to seal; None while nothing was added that owners have not been told of."""
    programme = await programmes.current(session)
    return None if programme is None else await _due(session, programme)


async def _due(session: AsyncSession, programme: Programme) -> datetime | None:
    """The first hour to seal after something was added, on a day that has no seal; else when owners are to be told."""
    last = (await session.execute(_LAST, {"programme_id": programme.id})).one()
    zone = ZoneInfo(programme.timezone)
    added = await session.scalar(_ADDED, {"programme_id": programme.id, "serial": (last.serial or 0) + 1})
    if added is None:
        return None if last.day is None else await _next_week(session, programme, last.day, last.serial)
    local = added.astimezone(zone)
    day = local.date() + timedelta(days=local.time() >= AT)
    if last.day is not None:
        day = max(day, last.day + timedelta(days=1))
    return datetime.combine(day, AT, zone).astimezone(UTC)


async def _next_week(session: AsyncSession, programme: Programme, last_day: date, serial: int) -> datetime | None:
    """When the week of the last seal is over, if owners have not been told of all that it covers."""
    monday = _monday(last_day)
    if await session.scalar(_TOLD, {"programme_id": programme.id, "monday": monday}) == serial:
        return None
    return datetime.combine(monday + timedelta(days=7), AT, ZoneInfo(programme.timezone)).astimezone(UTC)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
