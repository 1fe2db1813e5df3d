"""The stage of every conversation: on SQLite and PostgreSQL, by polling unless a test says otherwise."""

from collections.abc import AsyncIterator

import pytest

from sandbox.server import Sandbox
from tests.stage import Human, Stage, open_stage


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(first_backoff=0.02) as found:
        yield found
        assert found.world.complaints == []


@pytest.fixture
async def stage(sandbox: Sandbox, db_url: str) -> AsyncIterator[Stage]:
    """The service on an empty database."""
    found = await open_stage(sandbox, db_url)
    yield found
    await found.prove()
    await found.service.stop()


@pytest.fixture
async def owner(stage: Stage) -> Human:
    """Olga, whose programme is set up."""
    return await stage.found()
