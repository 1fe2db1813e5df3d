"""Nothing that somebody types is taken for anything but text, wherever it is shown."""

import asyncio
import random
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiogram.fsm.state import StatesGroup

import bot.app  # noqa: F401  # brings every flow
from core.sheets.writing import comma_separated, xlsx
from sandbox.server import Sandbox
from tests.clock import passing_time
from tests.faults.fields import EVERYTHING, FIELDS, NO_WORDS
from tests.faults.fields_of_the_house import TYPED_SETTINGS
from tests.faults.injection import furnished, inject
from tests.faults.naughty import MARK, STRINGS
from tests.faults.rendered import wrong_csv, wrong_workbook
from tests.matrix.world import World
from tests.stage import open_stage

SEED = 23
SLICE = 3
"""Strings for each field here; `make faults` types all of them."""

SHAPED = {"Changing:answer/contact"}
"""Answers of a shape of their own, which this one has not."""

PLAIN = (f"<b>4421{MARK}", f"4421{MARK}")
"""The second where only letters and digits will do."""

HOW = "add a row to tests/faults/fields.py: who is asked, what leads there, and what shows the answer"


@pytest.fixture
async def world(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[World]:
    """On SQLite: what is typed and shown is the same on either database."""
    await asyncio.to_thread(shutil.copy, sqlite_template, tmp_path / "tandem.db")
    async with Sandbox(passing_time(), first_backoff=0.02) as sandbox:
        stage = await open_stage(sandbox, f"sqlite:///{tmp_path / 'tandem.db'}")
        yield await furnished(stage)
        await stage.service.stop()


def test_every_step_that_awaits_words_is_a_field() -> None:
    groups = [each for each in StatesGroup.__subclasses__() if each.__module__.startswith("bot.")]
    steps = {str(state.state) for group in groups for state in group.__all_states__}
    fields = {each.state.partition("/")[0] for each in FIELDS}
    assert not (missing := sorted(steps - fields - NO_WORDS)), f"{', '.join(missing)}: {HOW}"
    assert sorted((fields | NO_WORDS) - steps) == []


def test_every_setting_that_is_typed_is_a_field() -> None:
    fields = {each.state for each in FIELDS}
    assert [key for key in TYPED_SETTINGS if f"Changing:answer/{key}" not in fields] == []


async def test_what_is_typed_anywhere_is_shown_as_text(world: World) -> None:
    """A slice of what `make faults` types: other strings for each field, and all its places."""
    rng, wrong = random.Random(SEED), list[str]()
    for each in EVERYTHING:
        found = await inject(world, each, rng.sample(STRINGS, SLICE))
        assert found.said == SLICE or found.wrong
        wrong += found.wrong
    assert wrong == []


async def test_the_places_that_show_words_are_looked_at(world: World) -> None:
    """A field whose words were shown nowhere would pass whatever happens to them."""
    shown = {}
    for each in EVERYTHING:
        if not each.unseen:
            shown[each.state] = (await inject(world, each, PLAIN)).shown
    assert [state for state, times in shown.items() if not times and state not in SHAPED] == []


def test_no_cell_calculates() -> None:
    rows = [[string, "x"] for string in STRINGS]
    assert wrong_workbook(xlsx(STRINGS[:9], rows, title=STRINGS[0])) == []
    assert wrong_csv(comma_separated(STRINGS[:9], rows)) == []
