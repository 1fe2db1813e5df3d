"""The service under faults: opened as a test needs it, closed whatever happened."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from sandbox.server import Sandbox
from tests.clock import passing_time
from tests.stage import Human, Stage, open_stage

Open = Callable[..., Awaitable[Stage]]
"""Starts the service, with `open_stage`'s options; a second call is a restart once the first one was stopped."""


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(passing_time(), first_backoff=0.02) as found:
        yield found
        assert found.world.complaints == []


@pytest.fixture
async def opened(sandbox: Sandbox, db_url: str) -> AsyncIterator[Open]:
    """The service, opened as often as a test likes, on one database."""
    stages: list[Stage] = []

    async def start(*, webhook: bool = False, paced: bool = False, flood: bool = False) -> Stage:
        stages.append(await open_stage(sandbox, db_url, webhook=webhook, paced=paced, flood=flood))
        return stages[-1]

    yield start
    for stage in stages:
        await stage.service.stop()


@pytest.fixture
async def stage(opened: Open) -> Stage:
    return await opened()


@pytest.fixture
async def owner(stage: Stage) -> Human:
    """Olga, whose programme is set up."""
    return await stage.found()


@pytest.fixture
async def ivan(stage: Stage, owner: Human) -> Human:
    """A partner."""
    return await stage.member("Ivan", owner=owner)


@pytest.fixture
async def petr(stage: Stage, owner: Human) -> Human:
    """Another partner, who should notice nothing."""
    return await stage.member("Petr", owner=owner)
