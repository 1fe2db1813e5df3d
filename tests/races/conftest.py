"""What races begin with: a programme in full work, on both databases, without the comfort of lanes."""

import asyncio
from collections.abc import Awaitable
from typing import Any, TypeVar

import pytest

from core.db.database import Database
from core.errors import Refusal
from core.points.proof import prove
from tests.core.claims.world import World, open_world

T = TypeVar("T")


@pytest.fixture
async def world(db: Database) -> World:
    return await open_world(db)


async def race(*runners: Awaitable[T]) -> tuple[list[T], list[Refusal]]:
    """All at once: what those got who won, and what the others were told. Anything but a refusal fails the test."""
    won: list[T] = []
    told: list[Refusal] = []
    for outcome in await asyncio.gather(*runners, return_exceptions=True):
        match outcome:
            case Refusal():
                told.append(outcome)
            case BaseException():
                raise outcome
            case _:
                won.append(outcome)
    return won, told


async def proven(world: World, **facts: Any) -> None:
    """The ledger holds, boards included."""
    async with world.db.read() as session:
        assert (await prove(session)).findings == (), facts
