"""Steps commit together or not at all, and one step's failure is nobody else's."""

import asyncio
from functools import partial

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.tables import PauseRow
from core.clock import system_clock
from core.db.database import Database
from core.db.work import RowMovedOn, defer, refuse_inside_a_step

PAUSE = insert(PauseRow)
NEVER = update(PauseRow).where(PauseRow.chat_id == -1).values(bot_id=2)


def row(number: int) -> dict[str, object]:
    return {"bot_id": 1, "chat_id": number, "until": system_clock()}


async def count(db: Database) -> int:
    async with db.read() as session:
        return await session.scalar(select(func.count()).select_from(PauseRow)) or 0


async def test_a_failing_step_spoils_only_itself(db: Database) -> None:
    async def step(number: int, session: AsyncSession) -> int:
        await session.execute(PAUSE, row(number))
        if number % 7 == 0:
            raise ValueError(number)
        return number

    results = await asyncio.gather(
        *(db.run(partial(step, number)) for number in range(1, 50)),
        return_exceptions=True,
    )
    assert [result for result in results if isinstance(result, int)] == [n for n in range(1, 50) if n % 7]
    assert await count(db) == 42


async def test_a_deferred_row_that_cannot_be_written_undoes_its_own_step_only(db: Database) -> None:
    async def step(number: int, session: AsyncSession) -> None:
        await session.execute(PAUSE, row(100 + number))
        defer(session, PAUSE, row(number % 4))

    results = await asyncio.gather(*(db.run(partial(step, number)) for number in range(6)), return_exceptions=True)
    assert len([result for result in results if result is None]) == 4
    assert len([result for result in results if isinstance(result, DBAPIError)]) == 2
    assert await count(db) == 8


async def test_a_deferred_row_that_must_match_and_does_not_undoes_its_step(db: Database) -> None:
    async def step(session: AsyncSession) -> None:
        await session.execute(PAUSE, row(1))
        defer(session, NEVER, {}, must_match=True)

    with pytest.raises(RowMovedOn):
        await db.run(step)
    assert await count(db) == 0


async def test_a_commit_that_fails_fails_its_culprit_only(db: Database) -> None:
    """Deferred foreign keys are checked at COMMIT, when every step of the group has long succeeded."""

    async def orphan(session: AsyncSession) -> None:
        for sql in (
            "INSERT INTO programmes (id, name, locale, locales, timezone, points_names, operator, contact, created_at)"
            " VALUES (1, 'Heat', 'ru', '[]', 'UTC', '{}', '', '', '2026-03-10 09:00:00')",
            "INSERT INTO ledger_accounts (id, programme_id, kind, balance, last_transaction_id)"
            " VALUES (1, 1, 'spent', 0, 0)",
            "INSERT INTO ledger_entries (transaction_id, position, account_id, amount) VALUES (9, 1, 1, 5)",
        ):
            await (await session.connection()).exec_driver_sql(sql)

    async def step(number: int, session: AsyncSession) -> None:
        await session.execute(PAUSE, row(number))

    with pytest.raises(IntegrityError):
        await db.run(orphan)
    await db.run(partial(step, 1))
    results = await asyncio.gather(
        db.run(partial(step, 2)), db.run(orphan), db.run(partial(step, 3)), return_exceptions=True
    )
    assert [type(result) for result in results if result] == [IntegrityError]
    assert await count(db) == 3


async def test_a_reader_cannot_write(db: Database) -> None:
    async with db.read() as session:
        with pytest.raises(DBAPIError):
            await session.execute(PAUSE, row(1))


async def test_a_door_to_the_outside_is_shut_inside_a_step(db: Database) -> None:
    async def step(_: AsyncSession) -> None:
        refuse_inside_a_step()

    with pytest.raises(RuntimeError, match="nothing but its session"):
        await db.run(step)
