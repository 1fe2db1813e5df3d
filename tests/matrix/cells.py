"""Cells: every button by everybody on each thing it may mean, what has to come of it, and whether it did."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.matrix.buttons import Press
from tests.matrix.exceptions import exception_of
from tests.matrix.pressing import Outcome
from tests.matrix.rows import NARROW, ROLE, Actor, Reach, Row, Target
from tests.matrix.table import row_of
from tests.matrix.world import World

SUCCESS = "success"
"""Something was changed, shown or said."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One button, pressed by somebody, about something."""

    press: Press
    row: Row
    actor: Actor
    target: Target

    @property
    def open(self) -> bool | None:
        """Whether it has to work; None where the table leaves it open."""
        mine = self.target is Target.MINE
        if mine and (self.actor in self.row.mine or self.row.others):
            return not self.row.others
        if not self._may_press:
            return None if self.actor is Actor.FOUNDER else False
        if self.target is Target.NONE or self.row.reach is Reach.OWN:
            return self.target is Target.NONE or mine
        return None if mine else self._in_sight

    @property
    def _may_press(self) -> bool:
        """Whether the button, with what it carries, is for the presser at all."""
        sure = self.row.sure if self.press.chosen.get("chosen") else None
        if self.actor not in (self.row.who if sure is None else sure):
            return False
        return self.row.fits is None or self.row.fits(self.actor, self.press.chosen)

    @property
    def _in_sight(self) -> bool:
        if self.target is Target.ELSEWHERE:
            return False
        return self.target is Target.NEAR or self.row.reach is Reach.HOUSE or self.actor not in NARROW

    def __str__(self) -> str:
        return f"{self.press.key} by the {self.actor} on {self.target}"


def cells(world: World, presses: list[Press]) -> Iterator[Cell]:
    """Every cell of the table that this world can press."""
    for press in presses:
        row = row_of(press.key)
        if row is None:
            continue
        for actor in world.people:
            for target in _targets(world, row, actor):
                yield Cell(press, row, actor, target)


def wrong(world: World, cell: Cell, outcome: Outcome) -> str | None:
    """What is wrong with what came of a press; nothing where it is as the table says."""
    if leaked := [word for word in _hidden(world, cell) if word in outcome.said]:
        return f"tells of {', '.join(leaked)}"
    if cell.open is False and outcome.changed:
        return f"changes {', '.join(sorted(outcome.changed))}"
    if not cell.open:
        return None
    exempt = exception_of(cell)
    due, ended = exempt.ends_in if exempt else SUCCESS, _end_of(outcome)
    return None if ended == due else f"ends in {ended}, not in {due}: {outcome.alert or ''}"


def _end_of(outcome: Outcome) -> str:
    """A refusal's name, or in which other way a press ended."""
    if outcome.refusal:
        return outcome.refusal
    if outcome.alert and not outcome.changed:
        return "alert"
    return SUCCESS if outcome.changed or outcome.shown else "nothing"


def _targets(world: World, row: Row, actor: Actor) -> list[Target]:
    if row.of is None:
        return [Target.NONE]
    found = [Target.NEAR, Target.FAR, Target.ELSEWHERE]
    mine = world.mine.get(actor, {}).get(row.of)
    if mine is not None:
        found = [Target.MINE, *(each for each in found if world.of(actor, each).get(row.of) != mine)]
    return [each for each in found if row.of in world.of(actor, each)]


def _hidden(world: World, cell: Cell) -> tuple[str, ...]:
    """Words that a press must not bring to light."""
    near, far, elsewhere = world.near_words, world.far_words, world.elsewhere_words
    if cell.actor not in ROLE:
        return (*near, *far, *elsewhere)
    if cell.row.board and cell.open:
        return elsewhere
    if cell.actor in NARROW:
        return (*far, *elsewhere)
    if cell.actor is Actor.PARTNER:
        return (*far, *elsewhere)
    if cell.row.names and cell.open:
        return elsewhere
    return (*near, *far, *elsewhere)
