"""The one engine factory: every connection of the service is made here, with the pragmas its promises rest on."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, event, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine  # noqa: TID251 (this is the factory)
from sqlalchemy.pool import AsyncAdaptedQueuePool

from core.db import at_once

BUSY_TIMEOUT_MS = 5_000
"""How long SQLite waits for another process (a command line beside the service) before it says "locked"."""

READERS = 4
"""Connections that read side by side on SQLite."""

SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    f"busy_timeout={BUSY_TIMEOUT_MS}",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "secure_delete=ON",
)


def database_url(text: str) -> URL:
    """The async form of a database address: a bare `sqlite://` or `postgresql://` gets our driver.

    Raises ValueError for any other database.
    """
    url = make_url(text)
    drivers = {
        "sqlite": at_once.DRIVER,
        "postgresql": "postgresql+asyncpg",
        "postgres": "postgresql+asyncpg",
    }
    backend = url.drivername.partition("+")[0]
    if backend not in drivers:
        raise ValueError(f"{backend} is neither sqlite nor postgresql")
    return url.set(drivername=drivers[backend])


def writer_engine(url: URL) -> AsyncEngine:
    """The engine that writes: one connection and BEGIN IMMEDIATE on SQLite, an ordinary pool on PostgreSQL."""
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, begin="BEGIN IMMEDIATE", pragmas=SQLITE_PRAGMAS, connections=1)
    return create_async_engine(url, pool_size=10, max_overflow=10, pool_pre_ping=True, hide_parameters=True)


def reader_engine(url: URL) -> AsyncEngine:
    """The engine that only reads: SQLite's connections refuse to write, PostgreSQL's transactions are read only."""
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, begin="BEGIN DEFERRED", pragmas=(*SQLITE_PRAGMAS, "query_only=ON"), connections=READERS)
    engine = create_async_engine(
        url,
        pool_size=4,
        max_overflow=4,
        pool_pre_ping=True,
        hide_parameters=True,
        isolation_level="REPEATABLE READ",  # one snapshot for all that a reader asks
    )
    return engine.execution_options(postgresql_readonly=True)


def _sqlite(url: URL, *, begin: str, pragmas: tuple[str, ...], connections: int) -> AsyncEngine:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(
        url,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=connections,
        max_overflow=0,
        query_cache_size=2_000,
        hide_parameters=True,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(dbapi: Any, _: object) -> None:
        dbapi.isolation_level = None  # the driver's own BEGIN comes too late to protect a read before a write
        dbapi.begins_by = begin
        cursor = dbapi.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine
