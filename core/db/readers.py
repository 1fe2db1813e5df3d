"""Connections that only read, kept at hand between reads: to fetch one from a pool costs more than most reads."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from core.db.at_once import driver_of
from core.db.away import DatabaseAway

BEGIN = "BEGIN DEFERRED"
"""Waits for nobody: a snapshot is taken by the first statement."""

PATIENCE = 30.0
"""Seconds to wait for a reader that is free."""


class Readers:
    """The reading connections of an embedded database."""

    def __init__(self, engine: AsyncEngine, *, count: int) -> None:
        """At most `count` are open; whoever comes when all are reading waits."""
        self._engine = engine
        self._free: list[tuple[AsyncConnection, sqlite3.Connection]] = []
        self._turn = asyncio.Semaphore(count)

    @asynccontextmanager
    async def one(self) -> AsyncIterator[AsyncConnection]:
        """A connection for the length of a block, on one consistent snapshot. Raises DatabaseAway."""
        async with self._taking_turns():
            connection, driver = self._free.pop() if self._free else await self._open()
            try:
                driver.execute(BEGIN)
                yield connection
                if connection.in_transaction():
                    await connection.rollback()
                driver.rollback()
            except BaseException:
                await connection.close()
                raise
            self._free.append((connection, driver))

    @asynccontextmanager
    async def _taking_turns(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(PATIENCE if self._turn.locked() else None):
                await self._turn.acquire()
        except TimeoutError as error:
            raise DatabaseAway("all readers are busy") from error
        try:
            yield
        finally:
            self._turn.release()

    async def close(self) -> None:
        """Give back those at hand."""
        while self._free:
            connection, _ = self._free.pop()
            await connection.close()

    async def _open(self) -> tuple[AsyncConnection, sqlite3.Connection]:
        try:
            connection = await self._engine.connect()
        except Exception as error:
            raise DatabaseAway(type(error).__name__) from error
        return connection, driver_of(connection)
