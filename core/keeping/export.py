"""PostgreSQL's rows in a SQLite file: every table of one snapshot, in the form that SQLite keeps."""

import asyncio
import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Table, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from core.db.database import Database
from core.db.tables import metadata
from core.keeping.file import ROWS_ONLY, opened

AT_ONCE = 5_000
"""Rows fetched and written together."""

_REVISION = text("SELECT version_num FROM alembic_version")


async def export(db: Database, path: Path) -> None:
    """Fill an empty file with all rows, as they stand at one moment."""
    async with db.reader.connect() as connection:
        revision = await connection.scalar(_REVISION)  # begins the one transaction that all is read in
        driver: Any = (await connection.get_raw_connection()).driver_connection
        with opened(path) as target:
            await asyncio.to_thread(_prepare, target, str(revision))
            for table in metadata.sorted_tables:
                await _copy(driver, table, target)
            await asyncio.to_thread(target.execute, "COMMIT")


def _prepare(target: sqlite3.Connection, revision: str) -> None:
    target.execute("PRAGMA synchronous=OFF")  # the whole file is brought to the disk at the end
    target.execute("PRAGMA journal_mode=OFF")
    target.execute(f"PRAGMA user_version={ROWS_ONLY}")
    target.execute("BEGIN")
    for table in metadata.sorted_tables:
        target.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())))
    target.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    target.execute("INSERT INTO alembic_version VALUES (?)", (revision,))


async def _copy(driver: Any, table: Table, target: sqlite3.Connection) -> None:
    names = [column.name for column in table.columns]
    listed = ", ".join(f'"{name}"' for name in names)
    write = f'INSERT INTO "{table.name}" ({listed}) VALUES ({", ".join("?" * len(names))})'  # noqa: S608 (our tables)
    asked = ", ".join(f'"{column.name}"{"::text" * isinstance(column.type, JSON)}' for column in table.columns)
    cursor = await driver.cursor(f'SELECT {asked} FROM "{table.name}"')  # noqa: S608 (as above)
    while rows := await cursor.fetch(AT_ONCE):
        kept = await asyncio.to_thread(_as_kept, rows)
        await asyncio.to_thread(target.executemany, write, kept)


def _as_kept(rows: list[Any]) -> list[list[Any]]:
    return [[_FORMS.get(type(value), _same)(value) for value in row] for row in rows]


def _same(value: Any) -> Any:
    return value


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


_FORMS: dict[type, Callable[[Any], Any]] = {datetime: _instant, date: date.isoformat, bool: int}
"""How SQLite keeps what has a type of its own in PostgreSQL; JSON is text in both."""
