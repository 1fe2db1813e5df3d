"""Scrubbing: what deleted rows leave behind in the database's files is overwritten, not only forgotten."""

import asyncio
import sqlite3

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from core.db.at_once import driver_of
from core.db.readers import BEGIN, Readers

PATIENCE_MS = 250
"""How long writers may be held up for it; whoever still reads then is let be, and the next try comes later."""

REUSED = ("person_pii", "channel_accounts", "evidence_blobs", "evidence", "drafts", "inbox", "outbox", "decisions")
"""Tables of what was said and who said it: their dead rows are given back at once on PostgreSQL."""


async def truncate_log(readers: Readers, *, usual_patience_ms: int) -> bool:
    """Move SQLite's log into its file, whose freed pages are overwritten, and empty it. False while somebody reads."""
    async with readers.one() as connection:
        driver = driver_of(connection)
        driver.rollback()
        try:
            return await asyncio.to_thread(_truncate, driver, usual_patience_ms)
        finally:
            driver.execute(BEGIN)


async def vacuum(engine: AsyncEngine) -> None:
    """Have PostgreSQL give back the dead rows of what people said."""
    async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        for table in REUSED:
            await connection.execute(text(f"VACUUM {table}"))


def _truncate(driver: sqlite3.Connection, usual_patience_ms: int) -> bool:
    driver.execute(f"PRAGMA busy_timeout={PATIENCE_MS}")
    try:
        busy, _, _ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        driver.execute(f"PRAGMA busy_timeout={usual_patience_ms}")
    return not busy
