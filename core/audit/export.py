"""The audit log as rows to take away, for owners."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.audit.tables import AuditEntryRow
from core.channel.outbox import Priority
from core.ids import PersonId, ProgrammeId
from core.outreach.notices import Notice, tell
from core.people.rights import Right, allowed

MOST = 50_000
"""Entries of one file; the newest ones of a longer log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogWanted(Notice):
    """To the owner who asked: the log as a file, put together when it is sent."""

    kind: ClassVar[str] = "log_wanted"
    priority: ClassVar[Priority] = Priority.INTERACTIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry, as it was written."""

    serial: int
    at: datetime
    by: int | None
    act: str
    subject: str
    before: str | None
    after: str | None
    hash: str


_NEWEST = (
    select(
        AuditEntryRow.serial,
        AuditEntryRow.at,
        AuditEntryRow.by,
        AuditEntryRow.act,
        AuditEntryRow.subject,
        AuditEntryRow.before,
        AuditEntryRow.after,
        AuditEntryRow.hash,
    )
    .where(AuditEntryRow.programme_id == bindparam("programme_id"))
    .order_by(AuditEntryRow.serial.desc())
    .limit(MOST)
)


async def want(session: AsyncSession, *, by: PersonId, wish: str, now: datetime) -> None:
    """Have the log sent to an owner, which the log tells, too; `wish` names the tap. Raises NotAllowed."""
    person = await allowed(session, by, Right.OPERATE)
    await record(
        session,
        programme_id=person.programme_id,
        by=by,
        act=Act.LIST_EXPORTED,
        subject=f"programme:{person.programme_id}",
        after={"list": "audit_log"},
        now=now,
    )
    tell(session, by, LogWanted(), key=f"audit-log:{wish}", now=now)


async def newest(session: AsyncSession, programme_id: ProgrammeId) -> Sequence[Entry]:
    """The newest entries, in the order they were written."""
    rows = (await session.execute(_NEWEST, {"programme_id": programme_id})).all()
    return [Entry(**row._mapping) for row in reversed(rows)]
