"""Two processes on one database: one polls, nobody hears anything twice, and what one leaves the other finishes."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial

import pytest

from bot import intake
from bot.delivery import delivery
from core.db import leases
from core.db.database import Database
from core.sealing import Keyring
from sandbox.server import Sandbox
from tandem import replicas
from tests.bot.asking import answered, answers, ask, tell, telling
from tests.bot.test_intake import stored_by_another_run
from tests.stage import SECRET, Human, Stage, open_stage


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leases and looks that take a fraction of their time."""
    monkeypatch.setattr(leases, "LEASE", timedelta(seconds=0.6))
    monkeypatch.setattr(replicas, "RENEW_SECONDS", 0.1)
    monkeypatch.setattr(intake, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(delivery, "SWEEP_SECONDS", 0.05)


@pytest.fixture
async def pair(sandbox: Sandbox, db_url: str) -> AsyncIterator[tuple[Stage, Stage]]:
    if not db_url.startswith("postgresql"):
        pytest.skip("an embedded database has one process")
    first = await open_stage(sandbox, db_url)
    second = await open_stage(sandbox, db_url)
    yield first, second
    await second.service.stop()
    await first.service.stop()


@pytest.fixture
async def ivan(pair: tuple[Stage, Stage]) -> Human:
    return await pair[0].member("Ivan", owner=await pair[0].found())


async def test_one_polls_and_nobody_hears_anything_twice(pair: tuple[Stage, Stage], ivan: Human) -> None:
    """Both look into the outbox all the time."""
    for number in range(1, 21):
        ask(ivan)
        await tell(pair[number % 2], ivan, f"news {number}", key=f"news:{number}")
        await answered(ivan, number)
    for stage in pair:
        await stage.settle()
    assert len(answers(ivan)) == 20
    assert [text for text in ivan.all_heard if text.startswith("news")] == [f"news {n}" for n in range(1, 21)]


async def test_the_other_takes_over_at_once_when_one_is_stopped(pair: tuple[Stage, Stage], ivan: Human) -> None:
    await pair[0].service.stop()
    began = time.monotonic()
    ask(ivan)
    await answered(ivan)
    assert time.monotonic() - began < 5


async def test_what_a_lost_replica_left_is_finished_by_another(
    pair: tuple[Stage, Stage], ivan: Human, db_url: str
) -> None:
    """Its updates and its messages, once, although both could."""
    await stored_by_another_run(pair[1], ivan, owner="lost")
    async with Database(db_url, Keyring(SECRET)) as lost:
        await lost.run(partial(telling, ivan, "late news", key="late", now=pair[0].now()))
    await answered(ivan)
    await ivan.until("late news")
    await asyncio.gather(*(stage.settle() for stage in pair))
    assert len(answers(ivan)) == 1
    assert ivan.all_heard.count("late news") == 1


async def test_a_replica_that_lives_keeps_what_is_its_own(pair: tuple[Stage, Stage], ivan: Human) -> None:
    """However long its message has to wait."""
    pacing = pair[0].service.app.delivery._pacing
    pacing.pause(ivan.person.id, 3600)
    await tell(pair[0], ivan, "later", key="later")
    ask(ivan)
    for _ in range(3):
        await pair[1].service.app.delivery.sweep()
    assert "later" not in ivan.all_heard
    pacing._pauses.clear()
    await ivan.until("later")
