"""Columns found by the names people give them, in three languages, whatever their order and whatever stands above."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice

from core.catalog.folding import name_key
from core.sheets.sheet import Row, Sheet

LOOKED_AT = 12
"""Filled rows from above among which a heading is looked for."""

CUT = 60
"""Characters of a row that an error repeats."""

_ASIDE = re.compile(r"\([^)]*\)|[*:№]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that an import knows."""

    name: str
    """As the import calls it."""
    called: tuple[str, ...]
    """What people write above it, in any case and with any punctuation."""
    keys: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "keys", frozenset(name_key(each) for each in (self.name, *self.called)))


@dataclass(frozen=True, slots=True, kw_only=True)
class RowError:
    """A row that cannot be taken."""

    row: int
    """As programs and people count them, from 1."""
    fault: str
    """The import's own code; views word it."""
    text: str
    """The row as given, cut."""


@dataclass(frozen=True, slots=True)
class Record:
    """A row by its columns' names; what is empty or has no column is ""."""

    number: int
    values: Mapping[str, str]
    text: str
    """The row as given, cut."""

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    def error(self, fault: StrEnum) -> RowError:
        return RowError(row=self.number, fault=fault, text=self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A sheet whose columns are known."""

    sheet: Sheet
    begins: int
    """The first row below the heading."""
    places: Mapping[str, int]
    """Columns by name: where in a row they stand, from 0."""
    unknown: tuple[str, ...] = ()
    """Headings that no column is called by."""

    @property
    def count(self) -> int:
        """Filled rows at most: those above the heading are among them."""
        return self.sheet.count

    def records(self) -> Iterator[Record]:
        """The rows below the heading."""
        for row in self.sheet.rows():
            if row.number >= self.begins:
                yield _record(row, self.places)


def find_table(
    sheet: Sheet, columns: Sequence[Column], *, needed: Sequence[str], in_order: Sequence[str] = ()
) -> Table | None:
    """The table below the row that names the most columns, or two such rows; None where `needed` ones are not named.

    Without any heading the columns are those of `in_order`, if it is given.
    """
    above = list(islice(sheet.rows(), LOOKED_AT))
    named = [_named(row, columns) for row in above]
    best = max(range(len(above)), key=lambda at: len(named[at]), default=0)
    places = dict(named[best]) if above else {}
    heading = [above[best]] if len(places) > 1 or places.keys() & set(needed) else []
    if heading and best + 1 < len(above) and named[best + 1] and len(named[best + 1]) >= len(above[best + 1].cells) / 2:
        places = named[best + 1] | places
        heading.append(above[best + 1])
    if heading and places.keys() >= set(needed):
        return Table(
            sheet=sheet, begins=heading[-1].number + 1, places=places, unknown=_unknown(heading[0], places.values())
        )
    if heading or not in_order:
        return None
    return Table(sheet=sheet, begins=0, places={name: place for place, name in enumerate(in_order)})


def _named(row: Row, columns: Sequence[Column]) -> dict[str, int]:
    """Where the columns stand that a row names; of two of one name the first."""
    found: dict[str, int] = {}
    for place, cell in enumerate(row.cells):
        key = name_key(_ASIDE.sub(" ", cell)) if cell else ""
        meant = next((each.name for each in columns if key in each.keys), None) if key else None
        if meant is not None:
            found.setdefault(meant, place)
    return found


def _unknown(row: Row, taken: Collection[int]) -> tuple[str, ...]:
    return tuple(cell for place, cell in enumerate(row.cells) if cell and place not in taken)


def _record(row: Row, places: Mapping[str, int]) -> Record:
    cells = row.cells
    values = {name: cells[place] for name, place in places.items() if place < len(cells)}
    return Record(row.number, values, "; ".join(cells)[:CUT])
