"""Databases for faults: each fresh, migrated, and gone afterwards."""

import tempfile
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from core.db import migrate
from core.db.engine import database_url
from tests.conftest import POSTGRES, Postgres


@asynccontextmanager
async def on_sqlite() -> AsyncIterator[str]:
    """A file's address."""
    with tempfile.TemporaryDirectory() as place:
        url = f"sqlite:///{Path(place) / 'faults.db'}"
        await migrate.upgrade(database_url(url))
        yield url


@asynccontextmanager
async def on_postgresql() -> AsyncIterator[str]:
    """A database's on the server that TEST_DATABASE_URL names."""
    database = Postgres(POSTGRES, f"tandem_faults_{uuid.uuid4().hex[:12]}")
    await database.create()
    try:
        yield database.url
    finally:
        await database.drop()
