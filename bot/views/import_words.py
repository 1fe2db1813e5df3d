"""What has to be said of a kind of list, by whoever knows the kind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.views.buttons import Rows
from core.importing.importer import Preview
from core.importing.imports import Import


def _nothing(_found: Import) -> Rows:
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is said of one kind of list."""

    title: Callable[[], str]
    """In bold above everything: "People to invite"."""
    name: Callable[[], str]
    """On a button: "People"."""
    columns: Callable[[], str]
    """How the list has to look."""
    counts: Callable[[Preview], Sequence[str]]
    """What the good rows come to, a line each."""
    fault: Callable[[str], str]
    """What is wrong with a row, as the end of a sentence."""
    saved: Callable[[Mapping[str, int]], Sequence[str]]
    """What saving came to, a line each."""
    offer: Callable[[Sequence[str]], tuple[str, str, str]] | None = None
    """What saving could add besides: a line about it, the button's words, the choice it stands for."""
    after: Callable[[Import], Rows] = _nothing
    """Buttons below a saved list."""
