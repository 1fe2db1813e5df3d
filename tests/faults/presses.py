"""Two to twenty presses at once upon one thing, a thousand races on either engine: one effect, and no untrue answer."""

import os
import random
from collections import Counter
from typing import Any

from core.db.database import Database
from core.sealing import Keyring
from tests.conftest import POSTGRES, SECRET
from tests.core.claims.world import open_world
from tests.faults.places import on_postgresql, on_sqlite
from tests.races.presses import RACES
from tests.races.scene import Scene, open_scene

TIMES = int(os.environ.get("PRESSES", "1000"))
"""Races on each engine."""
CHECKED_EVERY = 50


async def full() -> dict[str, Any]:
    """All kinds of races in turn. PostgreSQL needs TEST_DATABASE_URL: without it nothing is reached."""
    seed = int(os.environ.get("PRESSES_SEED", random.randrange(2**32)))
    found: dict[str, Any] = {"seed": seed, "races": TIMES}
    async with on_sqlite() as url:
        found["sqlite"] = await _compete(url, seed)
    if POSTGRES:
        async with on_postgresql() as url:
            found["postgresql"] = await _compete(url, seed)
    return found | {"reached": all(found.get(engine, {}).get("failed") == 0 for engine in ("sqlite", "postgresql"))}


async def _compete(url: str, seed: int) -> dict[str, Any]:
    """Run the races; after the first that came out wrong the books are not what they should be, so it ends there."""
    async with Database(url, Keyring(SECRET)) as db:
        scene = await open_scene(await open_world(db), seed)
        kinds = list(RACES.items())
        for number in range(TIMES):
            name, compete = kinds[number % len(kinds)]
            try:
                await compete(scene)
                if number % CHECKED_EVERY == 0 or number == TIMES - 1:
                    await scene.check()
            except AssertionError as wrong:
                return {"failed": 1, "at": number, "in": name, "found": str(wrong), **_losers(scene)}
        return {"failed": 0, **_losers(scene)}


def _losers(scene: Scene) -> dict[str, Any]:
    told: Counter[str] = scene.told
    return {"losers_told": dict(sorted(told.items()))}
