"""Migrating from the command line, and checking that migrations and models match."""

import asyncio
import os
import secrets
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import URL

from core.db import migrate
from core.db.engine import database_url
from tandem.settings import Settings, SettingsError


async def upgrade(settings: Settings) -> None:
    """Apply every migration that the database lacks."""
    await migrate.upgrade(database_url(settings.database_url))


async def require_current(settings: Settings) -> None:
    """Raise SettingsError where the database is missing or not at the newest schema."""
    url = database_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and not await asyncio.to_thread(Path(str(url.database)).exists):
        raise SettingsError(f"There is no database at {url.database}: check DATABASE_URL, or run `tandem migrate`.")
    if not await migrate.is_current(url):
        raise SettingsError("The database is not at the newest schema: run `tandem migrate` first.")


async def differences() -> list[str]:
    """How models differ from what migrations build: on SQLite, and on TEST_DATABASE_URL's server where it is set."""
    found: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        found += await _differences(database_url(f"sqlite:///{(Path(folder) / 'scratch.db').as_posix()}"))
    server = os.environ.get("TEST_DATABASE_URL")
    if server:
        async with _scratch_database(database_url(server)) as url:
            found += await _differences(url)
    return found


async def _differences(url: URL) -> list[str]:
    await migrate.upgrade(url)
    return [f"{url.get_backend_name()}: {difference}" for difference in await migrate.differences(url)]


@asynccontextmanager
async def _scratch_database(server: URL) -> AsyncIterator[URL]:
    import asyncpg

    name = f"tandem_check_{secrets.token_hex(6)}"
    connection = await asyncpg.connect(
        server.set(drivername="postgresql").render_as_string(hide_password=False), timeout=10
    )
    try:
        await connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield server.set(database=name)
        finally:
            await connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    finally:
        await connection.close()
