"""A database that cannot work for a while: nothing is confirmed without a commit, and nobody has to restart."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import pytest
from sqlalchemy import make_url, text

from core.channel.outbox import OutboxState
from core.db import engine
from core.db.away import DatabaseAway
from sandbox.faults import FaultKind
from tests.bot.asking import answered, answers, ask, eventually, tell
from tests.bot.conftest import Open
from tests.bot.test_delivery_faults import settled, state
from tests.stage import Stage
from web import webhook


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite says "locked" after 20 ms instead of five seconds."""
    pragmas = [pragma for pragma in engine.SQLITE_PRAGMAS if not pragma.startswith("busy_timeout")]
    monkeypatch.setattr(engine, "SQLITE_PRAGMAS", (*pragmas, "busy_timeout=20"))


@asynccontextmanager
async def locked(db_url: str) -> AsyncIterator[None]:
    """Another process writes, and takes its time."""
    other = sqlite3.connect(make_url(db_url).database or "", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def only_on(kind: str, db_url: str) -> None:
    if not db_url.startswith(kind):
        pytest.skip(f"what happens to {kind} alone")


@pytest.mark.usefixtures("impatient")
async def test_nothing_is_confirmed_while_the_database_is_locked(db_url: str, opened: Open) -> None:
    only_on("sqlite", db_url)
    stage = await opened()
    ivan = await stage.member("Ivan", owner=await stage.found())
    queue, polls = stage.sandbox.world.queue(stage.bot), stage.sandbox.world.calls.counts
    async with locked(db_url):
        before = polls["getUpdates"]
        ask(ivan)
        await eventually(lambda: polls["getUpdates"] > before)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(stage.settle(), 0.3)
        assert len(queue) == 1
        assert answers(ivan) == []
    await answered(ivan)
    await stage.settle()
    assert len(answers(ivan)) == 1


@pytest.mark.usefixtures("impatient")
async def test_a_webhook_that_gave_up_waiting_loses_nothing(
    db_url: str, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram hears 503 and sends it again, while the first one is stored after all: one answer."""
    only_on("sqlite", db_url)
    monkeypatch.setattr(webhook, "PATIENCE", 0.05)
    monkeypatch.setattr(webhook, "RETRY_AFTER", 0)
    stage = await opened(webhook=True)
    ivan = await stage.member("Ivan", owner=await stage.found())
    hook = stage.sandbox.api.webhooks._webhooks[stage.bot.id]
    async with locked(db_url):
        ask(ivan)
        await eventually(lambda: hook.last_error is not None)
    await answered(ivan)
    await stage.settle()
    assert len(answers(ivan)) == 1


@pytest.mark.usefixtures("impatient")
async def test_a_message_whose_mark_cannot_be_written_is_not_sent_again(db_url: str, opened: Open) -> None:
    """However often the outbox is looked through meanwhile."""
    only_on("sqlite", db_url)
    stage = await opened()
    ivan = await stage.member("Ivan", owner=await stage.found())
    slow = stage.sandbox.world.faults.add(FaultKind.SLOW, delay=0.1, times=1, methods=["sendMessage"])
    await tell(stage, ivan, "Your points", key="points")
    await eventually(lambda: slow.happened == 1)
    async with locked(db_url):
        await ivan.until("Your points")
        for _ in range(5):
            await stage.service.app.delivery.sweep()
        assert await state(stage, "points") == OutboxState.NEW
    assert await settled(stage, "points") == OutboxState.SENT
    assert ivan.all_heard.count("Your points") == 1


async def test_a_full_disk_is_waited_out(db_url: str, opened: Open) -> None:
    """No update is lost, given up or apologised for; it goes on by itself once there is room."""
    only_on("sqlite", db_url)
    stage = await opened()
    ivan = await stage.member("Ivan", owner=await stage.found())
    await pragma(stage, "max_page_count = 1")
    with pytest.raises(DatabaseAway):
        await stage.run(lambda session: session.execute(text("CREATE TABLE big AS SELECT zeroblob(100000) AS b")))
    for _ in range(30):
        ask(ivan)
    queue = stage.sandbox.world.queue(stage.bot)
    await eventually(lambda: len(queue) < 30 or stage.sandbox.world.calls.counts["getUpdates"] > 2)
    await pragma(stage, "max_page_count = 1000000")
    await answered(ivan, 30)
    await stage.settle()
    assert len(answers(ivan)) == 30


async def pragma(stage: Stage, what: str) -> None:
    """Change the connection that writes."""
    await stage.run(lambda session: session.execute(text(f"PRAGMA {what}")))


async def test_a_server_that_goes_away_is_waited_for(db_url: str, opened: Open) -> None:
    """Its connections are cut and no new ones let in, in the middle of work."""
    only_on("postgresql", db_url)
    stage = await opened()
    ivan = await stage.member("Ivan", owner=await stage.found())
    async with shut(db_url):
        for _ in range(10):
            ask(ivan)
        with pytest.raises(DatabaseAway):
            await stage.run(lambda session: session.execute(text("SELECT 1")))
    await answered(ivan, 10)
    await stage.settle()
    assert len(answers(ivan)) == 10


@asynccontextmanager
async def shut(db_url: str) -> AsyncIterator[None]:
    """A database that lets nobody in."""
    url = make_url(db_url)
    server = url.set(drivername="postgresql", database="postgres").render_as_string(hide_password=False)
    admin = await asyncpg.connect(server)
    try:
        await admin.execute(f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS false')
        await admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", url.database)
        yield
    finally:
        await admin.execute(f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS true')
        await admin.close()
