"""Whoever changes the log past the service is found out, and what was done is named."""

from itertools import product
from random import Random

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.proof import AuditProof, prove
from core.audit.tables import AuditEntryRow, AuditHeadRow
from core.db.database import Database
from tests.core.audit.tampers import TAMPERS, Log
from tests.core.audit.world import PROGRAMME, begin, unguarded, write

ENTRIES = 100
DICE = range(10)
ENTRY, HEAD = AuditEntryRow.__table__, AuditHeadRow.__table__


class Undo(Exception):
    """What a case has done is not kept."""


async def whole_log(db: Database) -> Log:
    """A log with its head, as they were written."""
    await begin(db)
    await write(db, ENTRIES)

    async def step(session: AsyncSession) -> Log:
        rows = [dict(row._mapping) for row in await session.execute(select(ENTRY).order_by(ENTRY.c.serial))]
        return Log(rows, dict((await session.execute(select(HEAD))).one()._mapping))

    return await db.run(step)


async def proven(db: Database, log: Log) -> AuditProof:
    """What a proof says of a log, which is not kept."""
    found: list[AuditProof] = []

    async def step(session: AsyncSession) -> None:
        await session.execute(delete(AuditEntryRow))
        await session.execute(insert(AuditEntryRow), log.rows)
        await session.execute(update(AuditHeadRow).values(log.head))
        found.append(await prove(session, PROGRAMME))
        raise Undo

    with pytest.raises(Undo):
        await db.run(step)
    return found[0]


async def test_every_tampering_is_named_with_its_place(db: Database) -> None:
    """Two hundred cases, all of them right, on both databases."""
    whole = await whole_log(db)
    wrong = []
    async with unguarded(db):
        assert (await proven(db, whole)).holds
        for tamper, seed in product(TAMPERS, DICE):
            log = Log([dict(row) for row in whole.rows], dict(whole.head))
            expected = tamper(log, Random(seed))
            found = (await proven(db, log)).tamperings
            if found != (expected,):
                wrong.append((tamper.__name__, seed, expected, found))
    assert not wrong, "\n".join(map(str, wrong))
    assert len(TAMPERS) * len(DICE) == 200
