"""Only those may press who are said to in tests/matrix/table.py, and only about what is theirs or in their sight."""

import asyncio
import shutil
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox.server import Sandbox
from tests.faults.forging import forge
from tests.matrix.buttons import callback_handlers, commands, group_commands, kinds, presses
from tests.matrix.running import give_commands, press_buttons, press_in_group, ready
from tests.matrix.table import BUTTONS, COMMANDS, IN_GROUPS, row_of
from tests.matrix.world import build_founding
from tests.stage import Stage, open_stage

EVERY = 12
"""The slice that is pressed here; `make faults` presses all of it."""

HOW = (
    "add its row to tests/matrix/table.py: who may press it, and about whose things, such as\n"
    '    "prefix:act": seen(Thing.CLAIM, DECIDE),   only what is in sight\n'
    '    "prefix:act": own(Thing.ORDER, SPEND),     only what is one\'s own\n'
    '    "prefix": row(PROGRAMME),                  about nothing in particular\n'
    "A new kind of thing is a member of Thing, and world.py makes one for each of Anna, Boris and Elsa."
)


@pytest.fixture
async def stage(sandbox: Sandbox, sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    """On SQLite, where each change of a row is noted; rights are asked above either database."""
    await asyncio.to_thread(shutil.copy, sqlite_template, tmp_path / "tandem.db")
    found = await open_stage(sandbox, f"sqlite:///{tmp_path / 'tandem.db'}")
    yield found
    await found.service.stop()


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(first_backoff=0.02) as found:
        yield found


def test_every_button_has_a_row() -> None:
    missing = [key for key in dict.fromkeys(press.key for press in presses()) if row_of(key) is None]
    assert not missing, f"nobody has said who may press {', '.join(missing)}:\n{HOW}"


def test_every_command_has_a_row() -> None:
    missing = sorted(set(commands()) - set(COMMANDS))
    assert not missing, f"nobody has said who may give /{', /'.join(missing)}: add it to COMMANDS of the table"
    assert group_commands() == sorted(IN_GROUPS)


def test_no_row_is_left_over() -> None:
    keys = {press.key for press in presses()}
    known = keys | {key.partition(":")[0] for key in keys}
    assert sorted(set(BUTTONS) - known) == []
    assert sorted(set(COMMANDS) - set(commands())) == []


def test_no_two_kinds_of_button_share_a_prefix() -> None:
    """Data of one would be read as the other's."""
    shared = [prefix for prefix, times in Counter(kind.__prefix__ for kind in kinds()).items() if times > 1]
    assert shared == []


def test_every_handler_of_taps_is_found() -> None:
    """So that none is left out of the table by the way it is written."""
    assert len(callback_handlers()) > 200
    assert "handlers.review.approve" in callback_handlers()


async def test_whoever_sets_a_programme_up_gets_there(stage: Stage) -> None:
    """Every button of the first start works for its owner, opening the programme included."""
    async with ready(stage, build_founding) as (world, presser):
        tapped = await press_buttons(world, presser)
    assert not tapped.wrong, "\n".join(tapped.wrong)
    assert "flows.set_up.finish" in tapped.useful


async def test_only_what_is_declared_passes(stage: Stage) -> None:
    """A slice of the table, all commands, and some forged taps: who may not changes nothing and learns nothing."""
    async with ready(stage) as (world, presser):
        tapped = await press_buttons(world, presser, every=EVERY)
        grouped = await press_in_group(world, presser, every=EVERY)
        given = await give_commands(world, presser)
        forged = await forge(world, presser, times=200)
    assert forged["harms"] == []
    wrong = tapped.wrong + grouped.wrong + given.wrong
    assert not wrong, "\n".join(wrong) + f"\nIf it has to be so, {HOW}"
    assert tapped.cells > 600
    assert len(tapped.useful) > 60
    assert given.cells > 250
