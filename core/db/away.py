"""A database that is away: locked, full, restarting or out of reach. It comes back, so nothing is given up for it."""

import asyncio
import socket
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

T = TypeVar("T")

PAUSES = (0.1, 0.2, 0.5, 1.0)
"""Seconds between tries while the database is away; the last one repeats."""

_SQLITE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)
_POSTGRES = ("08", "53", "57P", "25006")
"""SQLSTATEs: connection lost, out of resources, server stopping or starting, a standby."""

log = structlog.get_logger(__name__)


class DatabaseAway(Exception):
    """The database could not do its work now; the same work may succeed later. Nothing was committed, or all was."""


def is_away(error: BaseException) -> bool:
    """Whether a failure says more about the database's state than about what was asked of it."""
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in _SQLITE
    if state := getattr(cause, "sqlstate", None):
        return str(state).startswith(_POSTGRES)
    return isinstance(cause, ConnectionError | socket.gaierror | PoolTimeout | TimeoutError)


@asynccontextmanager
async def connected(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A connection for the length of a block. Whatever keeps the database from giving one is DatabaseAway."""
    given = False
    try:
        async with engine.connect() as connection:
            given = True
            yield connection
    except Exception as error:
        if given:
            raise
        raise DatabaseAway(type(error).__name__) from error


async def insist(work: Callable[[], Awaitable[T]]) -> T:
    """Do something with the database, again and again while it is away. `work` must bear being done twice."""
    tries = 0
    while True:
        try:
            return await work()
        except DatabaseAway:
            await asyncio.sleep(pause_after(tries))
            tries += 1


def pause_after(tries: int) -> float:
    """Seconds to wait after so many tries in vain."""
    return PAUSES[min(tries, len(PAUSES) - 1)]
