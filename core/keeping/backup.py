"""Backing up a database that is in use: one consistent moment of it, in a file that either engine restores."""

import asyncio
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from core.channel.tables import InboxRow
from core.db.database import Database
from core.keeping import file
from core.keeping.file import BackupUnusable, Watermark, atomically
from core.points.tables import TransactionRow

_LAST_UPDATE = select(InboxRow.id).order_by(InboxRow.id.desc()).limit(1)
_LAST_TRANSACTION = select(TransactionRow.id).order_by(TransactionRow.id.desc()).limit(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup that has been made and read again."""

    size: int
    """Bytes."""
    watermark: Watermark


async def back_up(db: Database, path: Path) -> Backup:
    """Write a backup beside whatever the service does meanwhile, and read it through.

    What is sealed stays sealed: the key is not inside. Raises BackupUnusable if it is not whole, and OSError.
    """
    before = await _so_far(db)
    with atomically(path) as part:
        if db.is_sqlite:
            await asyncio.to_thread(_copy, Path(str(db.url.database)), part)
        else:
            from core.keeping import export  # only where the database is PostgreSQL

            await export.export(db, part)
        found = await asyncio.to_thread(_read_again, part)
        if not found.watermark.reaches(before):
            raise BackupUnusable("lacks what was there before it was begun")
    return found


async def _so_far(db: Database) -> Watermark:
    async with db.read() as session:
        return Watermark(
            inbox_id=await session.scalar(_LAST_UPDATE) or 0,
            transaction_id=await session.scalar(_LAST_TRANSACTION) or 0,
        )


def _read_again(part: Path) -> Backup:
    return Backup(size=part.stat().st_size, watermark=file.check(part))


def _copy(source: Path, target: Path) -> None:
    """VACUUM INTO reads one snapshot and leaves writers alone; free pages, and what was deleted, stay behind."""
    with file.opened(source) as connection:
        connection.execute("PRAGMA busy_timeout=5000")
        connection.execute("VACUUM INTO ?", (str(target),))
    with file.opened(target) as connection:
        _settle(connection)


def _settle(connection: sqlite3.Connection) -> None:
    """One file, without a log beside it."""
    connection.execute("PRAGMA journal_mode=DELETE")
