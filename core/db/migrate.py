"""Migrations: bring a database to the newest schema, or say how it differs from the tables declared in code."""

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, event, pool, text
from sqlalchemy.ext.asyncio import create_async_engine  # noqa: TID251 (migrations need foreign keys off)

from core.catalog import search_index
from core.db.tables import metadata


def config() -> Config:
    """Alembic's configuration, wherever the package is installed."""
    found = Config()
    found.set_main_option("script_location", str(Path(str(files("core"))) / "migrations"))
    return found


async def upgrade(url: URL, revision: str = "head") -> None:
    """Apply every migration up to a revision, each in a transaction of its own."""
    await _on(url, lambda connection: _command(connection, command.upgrade, revision))


async def downgrade(url: URL, revision: str) -> None:
    """Undo migrations down to a revision."""
    await _on(url, lambda connection: _command(connection, command.downgrade, revision))


async def differences(url: URL) -> list[Any]:
    """What the tables in code have that a migrated database lacks, or the reverse. Empty when they match."""
    found: list[Any] = []
    await _on(url, lambda connection: found.extend(compare_metadata(_context(connection), metadata)))
    return found


async def is_current(url: URL) -> bool:
    """Whether the database is at the newest migration."""
    heads: list[bool] = []
    newest = set(ScriptDirectory.from_config(config()).get_heads())
    await _on(url, lambda connection: heads.append(set(_context(connection).get_current_heads()) == newest))
    return heads[0]


async def _on(url: URL, work: Callable[[Connection], None]) -> None:
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(url, poolclass=pool.NullPool)
    if url.get_backend_name() == "sqlite":

        @event.listens_for(engine.sync_engine, "connect")
        def prepare(dbapi: Any, _: object) -> None:
            dbapi.isolation_level = None
            cursor = dbapi.cursor()
            cursor.execute("PRAGMA foreign_keys=OFF")  # tables are rebuilt while others refer to them
            cursor.execute("PRAGMA busy_timeout=5000")
            cursor.close()

        @event.listens_for(engine.sync_engine, "begin")
        def start(connection: Connection) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    async with engine.begin() as connection:
        if url.get_backend_name() == "postgresql":
            await connection.execute(text("SELECT pg_advisory_xact_lock(7205759403)"))  # one replica migrates
        await connection.run_sync(work)
    await engine.dispose()


def _command(connection: Connection, what: Callable[[Config, str], None], revision: str) -> None:
    settings = config()
    settings.attributes["connection"] = connection
    what(settings, revision)


def _context(connection: Connection) -> MigrationContext:
    options = {"compare_type": True, "target_metadata": metadata, "include_name": _is_declared}
    return MigrationContext.configure(connection, opts=options)


def _is_declared(name: str | None, _kind: str, _parents: Any) -> bool:
    """Whether the models are what to compare a thing of the database with: a search's indexes they do not know."""
    return not search_index.is_part(name)
