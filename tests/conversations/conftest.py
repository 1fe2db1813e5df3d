"""The stage of every conversation: on SQLite and PostgreSQL, by polling unless a test says otherwise."""

import os
from collections.abc import AsyncIterator
from zlib import crc32

import pytest

from sandbox.clock import MovableClock
from sandbox.server import Sandbox
from tests.clock import passing_time
from tests.stage import Human, Stage, open_stage

LANGUAGES = ("ru", "it", "en")


@pytest.fixture
async def sandbox(request: pytest.FixtureRequest) -> AsyncIterator[Sandbox]:
    clock = MovableClock() if request.node.get_closest_marker("today") else passing_time()
    async with Sandbox(clock, first_backoff=0.02) as found:
        yield found
        assert found.world.complaints == []


@pytest.fixture
def spoken(request: pytest.FixtureRequest) -> str:
    """The language of a test's people: the one it is written in, or TEST_LANGUAGE, or one drawn from its name."""
    if (written := request.node.get_closest_marker("written_in")) is not None:
        language: str = written.args[0]
        return language
    return os.environ.get("TEST_LANGUAGE") or LANGUAGES[crc32(request.node.name.encode()) % len(LANGUAGES)]


@pytest.fixture
async def stage(sandbox: Sandbox, db_url: str, spoken: str) -> AsyncIterator[Stage]:
    """The service on an empty database."""
    found = await open_stage(sandbox, db_url)
    found.language = spoken
    yield found
    await found.prove()
    await found.service.stop()


@pytest.fixture
async def owner(stage: Stage) -> Human:
    """Olga, whose programme is set up."""
    return await stage.found()
