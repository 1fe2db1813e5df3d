"""Fixtures that all tests share: databases of both kinds, each fresh and migrated."""

import asyncio
import os
import shutil
import uuid
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest
import structlog

from core.db import migrate
from core.db.database import Database
from core.db.engine import database_url
from core.db.tables import metadata
from core.db.work import refuse_inside_a_step
from core.sealing import Keyring
from tandem.service import tidy

structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
    ]
)
"""Short tracebacks: structlog's own, with every variable in colours, take a second each."""

SECRET = "a secret for tests, long enough for a key"
POSTGRES = os.environ.get("TEST_DATABASE_URL", "")
NO_POSTGRES = "TEST_DATABASE_URL is not set: PostgreSQL is left out"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say why tests were skipped, a line a reason."""
    reasons = Counter(
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple)
    )
    for reason, tests in reasons.most_common():
        terminalreporter.write_line(f"{tests} skipped: {reason}")


@pytest.fixture(scope="session", autouse=True)
def tidied() -> None:
    """What was imported is put aside once; the services of tests come and go, and are collected."""
    tidy()


@pytest.fixture(autouse=True)
def no_sleep_in_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """A step that waits for time to pass would have everybody wait: in tests it fails."""
    sleep = asyncio.sleep

    async def awake(delay: float, result: object = None) -> object:
        refuse_inside_a_step()
        return await sleep(delay, result)

    monkeypatch.setattr(asyncio, "sleep", awake)


@dataclass(frozen=True)
class Postgres:
    """A migrated database of this run, emptied for each test: far quicker than a new one."""

    server: str
    """Address of the server's maintenance database, for asyncpg; its user must be a superuser."""
    name: str

    @property
    def url(self) -> str:
        return database_url(self.server).set(database=self.name).render_as_string(hide_password=False)

    async def create(self) -> None:
        await self._administer(f'CREATE DATABASE "{self.name}"')
        await migrate.upgrade(database_url(self.url))

    async def drop(self) -> None:
        await self._administer(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    async def empty(self) -> None:
        """Delete every row, past the triggers that would refuse it."""
        connection = await asyncpg.connect(self.url.replace("+asyncpg", ""))
        tables = [table.name for table in metadata.sorted_tables]
        deletions = "; ".join(f'DELETE FROM "{name}"' for name in tables)
        await connection.execute(f"SET session_replication_role = replica; {deletions}")
        await connection.close()

    async def _administer(self, statement: str) -> None:
        connection = await asyncpg.connect(self.server)
        await connection.execute(statement)
        await connection.close()


@pytest.fixture(scope="session")
async def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file that each test's own is copied from."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    await migrate.upgrade(database_url(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
async def postgres() -> AsyncIterator[Postgres | None]:
    """None where no server is named."""
    if not POSTGRES:
        yield None
        return
    database = Postgres(POSTGRES, f"tandem_test_{uuid.uuid4().hex[:12]}")
    await database.create()
    yield database
    await database.drop()


@pytest.fixture(params=["sqlite", "postgresql"])
async def db_url(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    sqlite_template: Path,
    postgres: Postgres | None,
) -> AsyncIterator[str]:
    """The address of a fresh, migrated database; the test runs once on each kind."""
    if request.param == "sqlite":
        path = tmp_path / "tandem.db"
        shutil.copy(sqlite_template, path)
        yield f"sqlite:///{path}"
        return
    if postgres is None:
        pytest.skip(NO_POSTGRES)
    await postgres.empty()
    yield postgres.url


@pytest.fixture
async def db(db_url: str) -> AsyncIterator[Database]:
    """A fresh, migrated database of each kind."""
    async with Database(db_url, Keyring(SECRET)) as database:
        yield database
