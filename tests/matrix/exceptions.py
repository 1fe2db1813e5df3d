"""The few buttons that cannot succeed by a bare tap of somebody who may press them, and why."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiogram.filters.callback_data import CallbackData

from tests.matrix.rows import Actor

if TYPE_CHECKING:
    from tests.matrix.cells import Cell


@dataclass(frozen=True, slots=True)
class Exempt:
    """A cell that ends in a refusal although the button is open to its presser."""

    key: str
    ends_in: str
    """The refusal's name; "alert" where the screen answers itself."""
    why: str
    when: Callable[["Cell"], bool] = lambda _: True


KEEPS = frozenset({Actor.OWNER, Actor.FOUNDER})

EXCEPTIONS = (
    Exempt("mine:erase", "LastOwner", "somebody has to run the programme", lambda cell: cell.actor in KEEPS),
    Exempt("role:do", "alert", "a role is always on the button", lambda cell: cell.press.chosen["role"] is None),
    *(
        Exempt(f"opts:{act}", "alert", "a state is always on it", lambda cell: cell.press.chosen["state"] is None)
        for act in "swu"
    ),
    Exempt("qlater", "nothing", "it speaks of the sale that the queue shows, and which one is the queue's affair"),
    Exempt(
        "impas",
        "alert",
        "an editor takes over one kind of list alone, and is not asked which",
        lambda cell: cell.actor is Actor.EDITOR,
    ),
)

OF_NO_USE = {
    "handlers.fallback.tell_the_truth": "answers what nobody else took",
    "handlers.groups.tell_a_stranger": "answers those who have no part in the programme",
    "handlers.queue.leave_for_later": "see qlater",
}
"""Handlers that bring nothing to anybody who may press, and why."""


def exception_of(cell: "Cell") -> Exempt | None:
    """What is expected of a cell instead of success."""
    if not issubclass(cell.press.kind, CallbackData):
        return None
    keys = {cell.press.key, cell.press.kind.__prefix__}
    return next((each for each in EXCEPTIONS if each.key in keys and each.when(cell)), None)
