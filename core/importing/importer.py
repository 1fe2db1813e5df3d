"""What each kind of import does with its rows: looks at them, then saves them."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from core.ids import PersonId, ProgrammeId
from core.people.rights import Right
from core.sheets.columns import RowError
from core.sheets.sheet import Sheet

T = TypeVar("T")

ERRORS_KEPT = 50
"""Row errors that a preview repeats."""


class ImportKind(StrEnum):
    """What a list holds."""

    MEMBERS = "members"
    """People to invite."""
    PRODUCTS = "products"
    """What earns points, and how many."""
    RETURNS = "returns"
    """Goods of approved sales that came back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a list would bring, before anything is saved."""

    good: int
    """Rows that would be taken."""
    wrong: int
    """Rows that would be left out."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """What the good ones come to, by the kind's own codes; views word them."""
    errors: tuple[RowError, ...] = ()
    """The first ERRORS_KEPT."""
    offers: tuple[str, ...] = ()
    """Names that saving could add besides: companies nobody knows yet."""
    nothing_new: bool = False
    """Whether all that can be taken is there already, so that saving would change nothing."""


class Work(Protocol):
    """What looking and saving may use: an import's facts, and transactions of its own."""

    programme_id: ProgrammeId
    by: PersonId | None
    """Whose rights count; None on the server's own command line."""
    choice: str

    def now(self) -> datetime: ...

    async def read(self, look: Callable[[AsyncSession], Awaitable[T]]) -> T:
        """Look something up."""

    async def step(self, step: Callable[[AsyncSession], Awaitable[T]]) -> T:
        """Run a step and commit it. Large lists are saved in steps of some hundred rows, each safe to run twice."""

    async def progress(self, done: int) -> None:
        """Let others have their turn, and tell how many rows are done; to be called every few hundred rows."""


class Importer(Protocol):
    """A kind of import. Knows nothing of where its rows come from, nor who shows them."""

    right: Right

    async def look(self, work: Work, sheet: Sheet) -> Preview | None:
        """What the rows would bring; None where the needed columns cannot be told."""

    async def save(self, work: Work, sheet: Sheet) -> Mapping[str, int]:
        """Save the good rows; what that came to, by the kind's own codes. A second call changes nothing."""
