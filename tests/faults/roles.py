"""Rights: every command and every button, by everybody, on what is theirs and what is not, on both databases."""

import time
from typing import Any

from sandbox.server import Sandbox
from tests.clock import passing_time
from tests.conftest import POSTGRES
from tests.faults.places import on_postgresql, on_sqlite
from tests.matrix.buttons import callback_handlers, presses
from tests.matrix.exceptions import OF_NO_USE
from tests.matrix.running import Pressed, give_commands, press_buttons, press_in_group, ready
from tests.matrix.table import row_of
from tests.matrix.world import build_founding
from tests.stage import open_stage


async def full() -> dict[str, Any]:
    """The whole table of tests/matrix, every choice of every button."""
    without = [press.key for press in presses() if row_of(press.key) is None]
    figures: dict[str, Any] = {"without_a_row": without, "handlers": len(callback_handlers())}
    places = {"sqlite": on_sqlite} | ({"postgresql": on_postgresql} if POSTGRES else {})
    reached = not without
    for name, place in places.items():
        began = time.perf_counter()
        async with place() as url:
            pressed = await _on(url)
        async with place() as url:
            pressed.append(await _founding(url))
        wrong = [each for one in pressed for each in one.wrong]
        idle = sorted(set(callback_handlers()) - OF_NO_USE.keys() - {each for one in pressed for each in one.useful})
        cells, seconds = sum(one.cells for one in pressed), round(time.perf_counter() - began)
        figures[name] = {"cells": cells, "wrong": wrong, "handlers_of_no_use": idle, "seconds": seconds}
        reached = reached and not wrong and not idle
    return {**figures, "reached": reached}


async def _on(url: str) -> list[Pressed]:
    async with Sandbox(passing_time(), first_backoff=0.02) as sandbox:
        stage = await open_stage(sandbox, url)
        async with ready(stage) as (world, presser):
            found = [await press_buttons(world, presser), await press_in_group(world, presser)]
            found.append(await give_commands(world, presser))
        await stage.service.stop()
    return found


async def _founding(url: str) -> Pressed:
    """A programme that is not set up yet."""
    async with Sandbox(passing_time(), first_backoff=0.02) as sandbox:
        stage = await open_stage(sandbox, url)
        async with ready(stage, build_founding) as (world, presser):
            found = await press_buttons(world, presser)
        await stage.service.stop()
    return found
