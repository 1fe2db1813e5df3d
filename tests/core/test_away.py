"""A failure is its step's, or the database's: and then the work is done later."""

import asyncio
import sqlite3
from functools import partial

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.tables import PauseRow
from core.clock import system_clock
from core.db.away import DatabaseAway, insist, is_away
from core.db.database import Database
from core.db.work import NetworkInsideStep

PAUSE = insert(PauseRow)


def row(number: int) -> dict[str, object]:
    return {"bot_id": 1, "chat_id": number, "until": system_clock()}


async def count(db: Database) -> int:
    async with db.read() as session:
        return await session.scalar(select(func.count()).select_from(PauseRow)) or 0


async def add(number: int, session: AsyncSession) -> None:
    """By an entity, whose flush takes the whole transaction along when it fails."""
    session.add(PauseRow(**row(number)))
    await session.flush()


async def test_a_flush_that_fails_says_why_and_spoils_only_its_step(db: Database) -> None:
    await db.run(partial(add, 3))
    results = await asyncio.gather(*(db.run(partial(add, number)) for number in range(6)), return_exceptions=True)
    assert [type(result) for result in results if result is not None] == [IntegrityError]
    assert await count(db) == 6


async def test_rows_written_together_are_written_all_or_none(db: Database) -> None:
    await db.write_soon((PAUSE, row(1)), (PAUSE, row(2)))
    with pytest.raises(IntegrityError):
        await db.write_soon((PAUSE, row(3)), (PAUSE, row(1)))
    assert await count(db) == 2


async def test_a_connection_that_breaks_is_replaced(db: Database) -> None:
    async def break_it(session: AsyncSession) -> None:
        await (await session.connection()).invalidate()

    await db.run(partial(add, 1))
    broken = await asyncio.gather(db.run(break_it), *(db.run(partial(add, n)) for n in (2, 3)), return_exceptions=True)
    assert broken[0] is not None
    for number in (2, 3):
        await insist(partial(db.run, partial(_ensure, number)))
    assert await count(db) == 3


async def _ensure(number: int, session: AsyncSession) -> None:
    found = await session.scalar(select(PauseRow.chat_id).where(PauseRow.chat_id == number))
    if found is None:
        await add(number, session)


async def test_insisting_ends_with_success_or_with_any_other_failure() -> None:
    left = [DatabaseAway(), DatabaseAway(), ValueError()]

    async def work() -> None:
        raise left.pop(0)

    with pytest.raises(ValueError):
        await insist(work)
    assert left == []


async def test_a_step_cannot_sleep(db: Database) -> None:
    async def step(_: AsyncSession) -> None:
        await asyncio.sleep(0.01)

    with pytest.raises(NetworkInsideStep):
        await db.run(step)


class Refused(Exception):
    """An error of a server, as its driver raises it."""

    def __init__(self, sqlstate: str) -> None:
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("error", "away"),
    [
        (Refused("57P01"), True),
        (Refused("57014"), False),
        (Refused("53300"), True),
        (Refused("08006"), True),
        (Refused("23505"), False),
        (Refused("40001"), False),
        (ConnectionRefusedError(), True),
        (ValueError(), False),
        (sqlite3.OperationalError("no such table"), False),
    ],
)
def test_what_says_more_about_the_database_than_about_the_question(error: Exception, away: bool) -> None:
    assert is_away(error) is away
    assert is_away(OperationalError("SELECT 1", {}, error)) is away
