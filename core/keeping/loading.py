"""Rows of a SQLite file in a database that is migrated already, past the guards that see each row's birth."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Boolean, Date, Table, text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.db.database import Database
from core.db.tables import metadata
from core.db.types import UtcDateTime
from core.keeping.file import opened
from core.points.guards import SEQUENCE

AT_ONCE = 5_000

_FOREIGN_KEYS = text(
    "SELECT conrelid::regclass::text AS of_table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS rule"
    " FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY oid"
)


def into_sqlite(source: Path, target: Path) -> None:
    """Copy rows into a migrated file; its guards are away meanwhile."""
    with opened(target) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("ATTACH ? AS source", (str(source),))
        connection.execute("BEGIN IMMEDIATE")
        guards = connection.execute("SELECT name, sql FROM main.sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f'DROP TRIGGER main."{name}"')
        for name in _tables(connection, "source"):
            columns = ", ".join(f'"{column}"' for column in _columns(connection, name))
            connection.execute(f'DELETE FROM main."{name}"')  # noqa: S608 (names of tables)
            connection.execute(
                f'INSERT INTO main."{name}" ({columns}) SELECT {columns} FROM source."{name}"'  # noqa: S608 (as above)
            )
        for _, sql in guards:
            connection.execute(sql)
        for index in _search_indexes(connection):
            connection.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")  # noqa: S608 (names of tables)
        connection.execute("COMMIT")
        connection.execute("DETACH source")


async def into_postgresql(source: Path, db: Database) -> None:
    """Put a file's rows in place of everything that the database holds, in one transaction. Both at one schema."""
    tables = metadata.sorted_tables
    named = ", ".join(f'"{table.name}"' for table in tables)
    async with db.writer.begin() as connection:
        for table in tables:
            await connection.execute(text(f'ALTER TABLE "{table.name}" DISABLE TRIGGER USER'))
        keys = (await connection.execute(_FOREIGN_KEYS)).all()
        for key in keys:
            await connection.execute(text(f"ALTER TABLE {key.of_table} DROP CONSTRAINT {key.name}"))
        await connection.execute(text(f"TRUNCATE {named}"))
        driver: Any = (await connection.get_raw_connection()).driver_connection
        with opened(source) as rows:
            for table in tables:
                await driver.copy_records_to_table(
                    table.name, columns=[column.name for column in table.columns], records=_records(rows, table)
                )
        for key in keys:
            await connection.execute(text(f"ALTER TABLE {key.of_table} ADD CONSTRAINT {key.name} {key.rule}"))
        for table in tables:
            await connection.execute(text(f'ALTER TABLE "{table.name}" ENABLE TRIGGER USER'))
        await _count_on(connection, tables)


async def _records(rows: sqlite3.Connection, table: Table) -> AsyncIterator[list[Any]]:
    forms = [_form(column.type) for column in table.columns]
    listed = ", ".join(f'"{column.name}"' for column in table.columns)
    cursor = rows.execute(f'SELECT {listed} FROM "{table.name}"')  # noqa: S608 (our tables)
    while found := await asyncio.to_thread(cursor.fetchmany, AT_ONCE):
        for row in found:
            yield [None if value is None else form(value) for form, value in zip(forms, row, strict=True)]


async def _count_on(connection: AsyncConnection, tables: list[Table]) -> None:
    """Have the next ids follow those that are there."""
    for table in tables:
        column = table.autoincrement_column
        if column is not None:
            await connection.execute(
                text(
                    f"SELECT setval(counter, (SELECT max({column.name}) FROM {table.name}))"  # noqa: S608 (our tables)
                    f" FROM (SELECT pg_get_serial_sequence('{table.name}', '{column.name}') AS counter) own"
                    f" WHERE counter IS NOT NULL AND EXISTS (SELECT 1 FROM {table.name})"
                )
            )
    await connection.execute(
        text(
            f"SELECT setval('{SEQUENCE}', (SELECT max(id) FROM ledger_transactions))"  # noqa: S608 (our sequence)
            " WHERE EXISTS (SELECT 1 FROM ledger_transactions)"
        )
    )


def _form(kind: Any) -> Callable[[Any], Any]:
    """How PostgreSQL's driver wants what SQLite keeps."""
    forms: tuple[tuple[type, Callable[[Any], Any]], ...] = (
        (UtcDateTime, lambda value: datetime.fromisoformat(value).replace(tzinfo=UTC)),
        (Date, date.fromisoformat),
        (Boolean, bool),
        (JSON, str),
    )
    return next((form for each, form in forms if isinstance(kind, each)), lambda value: value)


def _tables(connection: sqlite3.Connection, schema: str) -> list[str]:
    found = connection.execute(
        f"SELECT name FROM {schema}.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"  # noqa: S608
    )
    return [row[0] for row in found]


def _search_indexes(connection: sqlite3.Connection) -> list[str]:
    """FTS5 tables, which know rows of other tables."""
    virtual = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"
    return [row[0] for row in connection.execute(virtual)]


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f'PRAGMA source.table_info("{table}")')]
