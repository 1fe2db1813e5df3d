"""The whole table pressed, or every so-manieth cell of it: what came out wrong, and which handlers were of use."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from itertools import islice

from tests.matrix.buttons import Press, presses
from tests.matrix.carrying import data, leads
from tests.matrix.cells import Cell, cells, wrong
from tests.matrix.pressing import Outcome, Presser
from tests.matrix.rows import Actor, Row, Target
from tests.matrix.table import COMMANDS, IN_GROUPS
from tests.matrix.world import World, build
from tests.stage import Stage


@dataclass(slots=True)
class Pressed:
    """What came of it."""

    cells: int = 0
    wrong: list[str] = field(default_factory=list)
    useful: set[str] = field(default_factory=set)
    """Handlers that did what they are for, for somebody who may."""

    def add(self, about: str, what: str | None) -> None:
        self.cells += 1
        if what:
            self.wrong.append(f"{about} {what}")

    def note(self, cell: Cell, outcome: Outcome) -> None:
        """Remember which handlers did something for somebody who may."""
        if cell.open and outcome.refusal is None and (outcome.changed or outcome.shown):
            self.useful |= set(outcome.handlers)


@asynccontextmanager
async def ready(
    stage: Stage, building: Callable[[Stage], Awaitable[World]] = build
) -> AsyncIterator[tuple[World, Presser]]:
    """The world, and somebody who presses in it."""
    world = await building(stage)
    presser = Presser(stage)
    await presser.watch()
    with presser.noting_handlers():
        yield world, presser


async def press_buttons(world: World, presser: Presser, *, every: int = 1) -> Pressed:
    """Every so-manieth cell of all buttons."""
    found = Pressed()
    for cell in islice(cells(world, _each_act(every)), None, None, every):
        carried = data(world, cell)
        outcome = await presser.taps(world.people[cell.actor].person, carried, after=leads(world, cell))
        found.add(f"[{carried}] {cell}", wrong(world, cell, outcome))
        found.note(cell, outcome)
    return found


async def press_in_group(world: World, presser: Presser, *, every: int = 1) -> Pressed:
    """Buttons in the review group: by those in it who have no business there, and what has its place there."""
    found = Pressed()
    assert world.group is not None
    for cell in islice(cells(world, _each_act(every)), None, None, every):
        here = replace(cell, row=replace(cell.row, who=cell.row.in_group))
        if here.open is False and cell.actor not in {Actor.STRANGER, Actor.PARTNER, Actor.VIEWER}:
            continue
        if here.open is False and cell.open is not False:
            continue
        outcome = await presser.taps(world.people[cell.actor].person, data(world, cell), group=world.group.id)
        found.add(f"{cell}, in the group,", wrong(world, here, outcome))
        found.note(here, outcome)
    return found


async def give_commands(world: World, presser: Presser) -> Pressed:
    """Every command by everybody, those of groups in the review group."""
    found = Pressed()
    for name, row in COMMANDS.items():
        for actor, human in world.people.items():
            outcome = await presser.says(human.person, f"/{name}")
            found.add(f"/{name} by the {actor}", _wrong(world, actor, row, outcome))
    assert world.group is not None
    for name, row in IN_GROUPS.items():
        for actor, human in world.people.items():
            outcome = await presser.says(human.person, f"/{name}", group=world.group.id)
            found.add(f"/{name} by the {actor}, in the group,", _wrong(world, actor, row, outcome))
    return found


def _wrong(world: World, actor: Actor, row: Row, outcome: Outcome) -> str | None:
    press = Press(type(None), "", {})  # type: ignore[arg-type]  # a command is no button
    return wrong(world, Cell(press, row, actor, Target.NONE), outcome)


def _each_act(every: int) -> list[Press]:
    """All presses; for a slice one of each act."""
    return presses() if every == 1 else list({press.key: press for press in reversed(presses())}.values())
