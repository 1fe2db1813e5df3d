"""Proving that nobody has touched the audit log: every entry walked through, its ends compared with what was signed."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.entry import signed_head, signed_seal
from core.audit.kinds import Tampering
from core.audit.tables import AuditEntryRow, AuditHeadRow, AuditSealRow
from core.audit.tampering import tamperings
from core.audit.walk import Head, Walk
from core.db.database import keyring
from core.ids import ProgrammeId

AT_ONCE = 5_000
"""Entries read together: memory does not grow with the log."""

_ENTRIES = (
    select(
        AuditEntryRow.serial,
        AuditEntryRow.at,
        AuditEntryRow.by,
        AuditEntryRow.act,
        AuditEntryRow.subject,
        AuditEntryRow.before,
        AuditEntryRow.after,
        AuditEntryRow.previous,
        AuditEntryRow.hash,
        AuditEntryRow.mark,
    )
    .where(AuditEntryRow.programme_id == bindparam("programme_id"), AuditEntryRow.serial > bindparam("above"))
    .order_by(AuditEntryRow.serial)
    .limit(AT_ONCE)
)
_HEAD = select(AuditHeadRow.serial, AuditHeadRow.hash, AuditHeadRow.signature).where(
    AuditHeadRow.programme_id == bindparam("programme_id")
)
_SEALS = (
    select(AuditSealRow.serial, AuditSealRow.hash, AuditSealRow.signature)
    .where(AuditSealRow.programme_id == bindparam("programme_id"))
    .order_by(AuditSealRow.day)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditProof:
    """How much was looked at, where the log ends, and what was done to it."""

    entries: int
    hash: str
    tamperings: tuple[Tampering, ...]

    @property
    def holds(self) -> bool:
        """Whether nobody has touched it."""
        return not self.tamperings


async def prove(session: AsyncSession, programme_id: ProgrammeId, *, told: tuple[int, str] | None = None) -> AuditProof:
    """Walk through a programme's log. Reads only, on the session's one snapshot.

    `told`: an end as its owners were told of it, number and beginning of the hash: it finds even a log that was written
    anew with the installation's own key.
    """
    key = keyring(session).audit
    head = await _head(session, programme_id, key)
    seals = await _seals(session, programme_id, key)
    if told is not None:
        seals.append(Head(told[0], told[1].lower(), genuine=True))
    walk = Walk(programme_id, key, ends={each.serial for each in (head, *seals) if each is not None})
    async for rows in _entries(session, programme_id):
        walk.take(rows)
    begun = head is not None or walk.entries or seals
    found = tamperings(walk, key, head, seals) if begun else []
    return AuditProof(entries=walk.entries, hash=walk.last_hash, tamperings=tuple(found))


async def _entries(session: AsyncSession, programme_id: ProgrammeId) -> AsyncIterator[Sequence[Any]]:
    above = -1
    while rows := (await session.execute(_ENTRIES, {"programme_id": programme_id, "above": above})).all():
        yield rows
        above = rows[-1].serial


async def _head(session: AsyncSession, programme_id: ProgrammeId, key: bytes) -> Head | None:
    row = (await session.execute(_HEAD, {"programme_id": programme_id})).first()
    if row is None:
        return None
    genuine = row.signature == signed_head(key, programme_id, row.serial, row.hash)
    return Head(row.serial, row.hash, genuine)


async def _seals(session: AsyncSession, programme_id: ProgrammeId, key: bytes) -> list[Head]:
    rows = await session.execute(_SEALS, {"programme_id": programme_id})
    return [
        Head(row.serial, row.hash, row.signature == signed_seal(key, programme_id, row.serial, row.hash))
        for row in rows
    ]
