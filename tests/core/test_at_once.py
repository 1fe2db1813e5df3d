"""Statements at once: in the loop what takes a moment, in the driver's thread what may have to wait."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.db.at_once import in_the_thread
from core.db.database import Database
from core.sealing import Keyring

THREAD: Select[int] = select(func.thread())


@pytest.fixture
async def embedded(tmp_path: Path) -> AsyncIterator[Database]:
    async with Database(f"sqlite:///{tmp_path}/tandem.db", Keyring("a secret that is long enough for a key")) as db:
        yield db


async def thread_of(session: AsyncSession) -> int:
    """The thread in which a statement runs."""
    raw = await (await session.connection()).get_raw_connection()
    assert raw.driver_connection is not None
    raw.driver_connection._conn.create_function("thread", 0, threading.get_ident)
    return await session.scalar(THREAD) or 0


async def test_a_statement_runs_where_it_is_asked_for(embedded: Database) -> None:
    assert await embedded.run(thread_of) == threading.get_ident()
    async with embedded.read() as session:
        assert await thread_of(session) == threading.get_ident()


async def test_what_takes_long_is_sent_to_the_thread(embedded: Database) -> None:
    async def step(session: AsyncSession) -> int:
        with in_the_thread():
            return await thread_of(session)

    assert await embedded.run(step) != threading.get_ident()
    assert await embedded.run(thread_of) == threading.get_ident()


async def test_the_loop_goes_on_while_another_process_writes(embedded: Database, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "tandem.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    writing = asyncio.create_task(embedded.run(thread_of))
    for _ in range(20):
        await asyncio.sleep(0.005)
    assert not writing.done()
    other.execute("ROLLBACK")
    other.close()
    assert await writing == threading.get_ident()
