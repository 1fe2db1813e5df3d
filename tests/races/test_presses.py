"""Presses at once, a few rounds of each kind; `make faults` brings a thousand."""

import pytest

from tests.core.claims.world import World
from tests.races.presses import RACES, Race
from tests.races.scene import open_scene

ROUNDS = 2


@pytest.mark.parametrize("compete", RACES.values(), ids=RACES)
async def test_one_effect_and_the_truth_for_all_others(world: World, compete: Race) -> None:
    scene = await open_scene(world, seed=8)
    for _ in range(ROUNDS):
        await compete(scene)
    await scene.check()
