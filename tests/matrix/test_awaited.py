"""Whatever is sent to a step that awaits something else: it is told what to send, the step waits, nothing is lost."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from aiogram.fsm.state import StatesGroup

from bot.flows.stepping import SMALL
from sandbox.server import Sandbox
from tests.clock import passing_time
from tests.matrix.awaited_kinds import KINDS, TAKEN
from tests.matrix.pressing import Outcome, Presser
from tests.matrix.rows import Actor
from tests.matrix.running import ready
from tests.matrix.steps import STEPS, steps, way_to
from tests.matrix.world import World, build, build_founding
from tests.stage import Stage, open_stage

OF_THEIR_OWN = {"RegisterSale", "Join", "SetUp"}
"""Flows that people come back to: each insists in its own words, and waits for as long as it takes."""

NOT_AN_ANSWER = {"handlers.fallback.say_what_can_be_done"}
"""Reached by what no step knows of."""


@pytest.fixture
async def stage(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    """On SQLite: what a step takes is asked above either database."""
    await asyncio.to_thread(shutil.copy, sqlite_template, tmp_path / "tandem.db")
    async with Sandbox(passing_time(), first_backoff=0.02) as sandbox:
        found = await open_stage(sandbox, f"sqlite:///{tmp_path / 'tandem.db'}")
        yield found
        await found.service.stop()


def test_every_step_is_known() -> None:
    """Whoever adds a step says in tests/matrix/steps.py how somebody comes to it."""
    assert sorted(STEPS) == steps()


def test_every_flow_says_whether_it_is_returned_to() -> None:
    """A small step that is not named would go on waiting behind another screen, and take words meant for that."""
    groups = {group.__name__ for group in StatesGroup.__subclasses__() if group.__module__.startswith("bot.")}
    assert groups - set(SMALL) == OF_THEIR_OWN
    assert set(SMALL) - groups == {"Importing"}


@pytest.mark.parametrize("founding", [True, False], ids=["first start", "programme"])
async def test_a_step_says_what_it_takes(stage: Stage, founding: bool) -> None:
    """A sticker, a voice, a place, a film, a file, 4096 characters, at each step."""
    building: Callable[[Stage], Awaitable[World]] = build_founding if founding else build
    names = [name for name in STEPS if (STEPS[name].actor is Actor.FOUNDER) == founding]
    found = {}
    async with ready(stage, building) as (world, presser):
        for name in names:
            for kind in KINDS:
                found[name, kind] = _wrong(name, kind, await _sent(world, presser, name, kind))
    wrong = [f"{name}, {kind}: {what}" for (name, kind), what in found.items() if what]
    assert not wrong, "\n".join(wrong)


async def _sent(world: World, presser: Presser, name: str, kind: str) -> Outcome:
    person = world.people[STEPS[name].actor].person
    return await presser.sends(person, KINDS[kind], way_to(name, world))


def _wrong(name: str, kind: str, outcome: Outcome) -> str | None:
    """What is wrong with what came of it."""
    if NOT_AN_ANSWER & set(outcome.handlers):
        return "reaches nobody who knows of the step"
    if kind in TAKEN.get(name, TAKEN.get(name.partition(":")[0], frozenset())):
        return None if outcome.shown or outcome.changed else "is an answer, and comes to nothing"
    if outcome.refusal is None and outcome.changed:
        return f"changes {', '.join(sorted(outcome.changed))}"
    if not outcome.shown:
        return "is met by silence"
    if outcome.awaits is None or outcome.awaits[0] != name:
        return f"ends the step: {outcome.awaits}"
    return None
