"""Writing the log: numbered without gaps, chained, and only ever added to."""

import asyncio
from contextlib import suppress
from functools import partial

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.audit.proof import prove
from core.audit.tables import AuditEntryRow, AuditHeadRow
from core.db.database import Database
from core.errors import Refusal
from tests.core.audit.world import NOW, OWNER, PROGRAMME, begin, set_days, write


async def _serials(db: Database) -> list[int]:
    async with db.read() as session:
        return list(await session.scalars(select(AuditEntryRow.serial).order_by(AuditEntryRow.serial)))


async def test_entries_are_numbered_without_gaps(db: Database) -> None:
    """Also those of many at the same time, and where a step fails."""
    await begin(db)

    async def fails(session: AsyncSession) -> None:
        await set_days(session, 5)
        raise Refusal

    async def several(session: AsyncSession) -> None:
        for days in range(3):
            await set_days(session, days)

    steps = [db.run(several) for _ in range(8)] + [db.run(fails) for _ in range(4)]
    outcomes = await asyncio.gather(*steps, return_exceptions=True)
    assert [type(each) for each in outcomes if each] == [Refusal] * 4
    assert await _serials(db) == list(range(1, 25))
    async with db.read() as session:
        proof = await prove(session, PROGRAMME)
        head = (await session.execute(select(AuditHeadRow.serial, AuditHeadRow.hash))).one()
    assert proof.holds
    assert (head.serial, head.hash) == (24, proof.hash)


async def test_a_log_that_has_not_begun_is_whole(db: Database) -> None:
    await begin(db)
    async with db.read() as session:
        assert (await prove(session, PROGRAMME)).holds


WRITTEN_PAST = {
    "changed": "UPDATE audit_entries SET act = 'x' WHERE serial = 2",
    "deleted": "DELETE FROM audit_entries WHERE serial = 3",
    "inserted": "INSERT INTO audit_entries (programme_id, serial, at, act, subject, previous, hash, mark)"
    " SELECT programme_id, serial + 2, at, act, subject, hash, hash, mark FROM audit_entries WHERE serial = 3",
    "unchained": "INSERT INTO audit_entries (programme_id, serial, at, act, subject, previous, hash, mark)"
    " SELECT programme_id, serial + 1, at, act, subject, previous, hash, mark FROM audit_entries WHERE serial = 3",
    "head moved back": "UPDATE audit_heads SET serial = 2",
    "head ahead": "UPDATE audit_heads SET serial = 4",
    "head deleted": "DELETE FROM audit_heads",
}
ON_SQLITE = {
    "replaced": "INSERT OR REPLACE INTO audit_entries (programme_id, serial, at, act, subject, previous, hash, mark)"
    " SELECT programme_id, serial, at, 'x', subject, previous, hash, mark FROM audit_entries WHERE serial = 3",
    "head replaced": "INSERT OR REPLACE INTO audit_heads (programme_id, serial, hash, signature) VALUES (1, 0, '', '')",
}
ON_POSTGRESQL = {
    "emptied": "TRUNCATE audit_entries, audit_seals",
    "heads emptied": "TRUNCATE audit_heads CASCADE",
}


async def test_the_database_refuses_what_is_written_past_the_service(db: Database) -> None:
    await begin(db)
    await write(db, 3)
    accepted = []
    for name, statement in (WRITTEN_PAST | (ON_SQLITE if db.is_sqlite else ON_POSTGRESQL)).items():

        async def step(session: AsyncSession, statement: str = statement) -> None:
            await session.execute(text(statement))

        with suppress(IntegrityError):
            await db.run(step)
            accepted.append(name)
    assert accepted == []
    async with db.read() as session:
        assert (await prove(session, PROGRAMME)).holds
    assert await _serials(db) == [1, 2, 3]


@pytest.mark.parametrize("written", ["Anna Petrova", "+79161234567", "79161234567", "Привет", "a@b.it", "x" * 65])
async def test_what_people_write_is_not_taken(db: Database, written: str) -> None:
    """A name or a phone in the log could never be erased."""
    await begin(db)
    told = partial(
        record,
        programme_id=PROGRAMME,
        by=OWNER,
        act=Act.SETTING_CHANGED,
        subject="option:brand",
        after={"value": written},
        now=NOW,
    )
    with pytest.raises(ValueError, match="codes"):
        await db.run(told)
    assert await _serials(db) == []
