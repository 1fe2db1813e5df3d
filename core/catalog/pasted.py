"""Lists that somebody pasted or loaded from a file: read row by row, every error told before anything is saved."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from core.catalog.folding import firm_key, sku_key
from core.programme.text import TextUnusable, line

MOST_POINTS = 1_000_000
"""Points per unit that are accepted."""

HEADINGS = frozenset({"sku", "артикул", "codice", "code", "articolo", "art", "арт", "код"})
"""First fields of a first row that is a heading."""

R = TypeVar("R")


class Fault(StrEnum):
    """What is wrong with a row."""

    FIELDS = "fields"
    """Not three fields."""
    SKU = "sku"
    """No article number, or one of more than 64 characters."""
    NAME = "name"
    """No name, or one that is too long."""
    POINTS = "points"
    """Not a whole number from 1 to MOST_POINTS."""
    REPEATED = "repeated"
    """The same article number, or the same company, as in an earlier row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowError:
    """A row that cannot be saved."""

    row: int
    """Counted from 1, as the person sees the lines."""
    fault: Fault
    text: str
    """The row as given, cut to 60 characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed(Generic[R]):
    """What a list holds."""

    rows: tuple[R, ...]
    errors: tuple[RowError, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductInput:
    """A product as given."""

    sku: str
    name: str
    points_per_unit: int


class _Unfit(Exception):
    def __init__(self, fault: Fault) -> None:
        self.fault = fault


def read_products(text: str) -> Parsed[ProductInput]:
    """Rows of `SKU; name; points per unit`; tabs and commas separate too, a heading and empty lines are skipped."""
    rows: dict[str, ProductInput] = {}
    errors: list[RowError] = []
    for number, given in _lines(text):
        fields = _fields(given)
        if not rows and not errors and _is_heading(fields):
            continue
        try:
            product = _product(fields)
            if rows.setdefault(sku_key(product.sku), product) is not product:
                raise _Unfit(Fault.REPEATED)
        except _Unfit as unfit:
            errors.append(RowError(row=number, fault=unfit.fault, text=given[:60]))
    return Parsed(rows=tuple(rows.values()), errors=tuple(errors))


def read_companies(text: str) -> Parsed[str]:
    """Names, one a line; empty lines are skipped."""
    rows: dict[str, str] = {}
    errors: list[RowError] = []
    for number, given in _lines(text):
        try:
            name = _line(given, 128, Fault.NAME)
            if firm_key(name) in rows:
                raise _Unfit(Fault.REPEATED)
            rows[firm_key(name)] = name
        except _Unfit as unfit:
            errors.append(RowError(row=number, fault=unfit.fault, text=given[:60]))
    return Parsed(rows=tuple(rows.values()), errors=tuple(errors))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, given in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        if given.strip():
            yield number, given.strip()


def _fields(given: str) -> list[str]:
    separator = next((sign for sign in ";\t" if sign in given), ",")
    return [field.strip() for field in next(csv.reader([given], delimiter=separator, skipinitialspace=True))]


def _is_heading(fields: list[str]) -> bool:
    return fields[0].casefold() in HEADINGS and not any(field.isdecimal() for field in fields[2:])


def _product(fields: list[str]) -> ProductInput:
    while len(fields) > 3 and not fields[-1]:
        fields = fields[:-1]
    if len(fields) != 3:
        raise _Unfit(Fault.FIELDS)
    return ProductInput(
        sku=_line(fields[0], 64, Fault.SKU),
        name=_line(fields[1], 200, Fault.NAME),
        points_per_unit=_points(fields[2]),
    )


def _line(text: str, most: int, fault: Fault) -> str:
    try:
        return line(text, most=most)
    except TextUnusable:
        raise _Unfit(fault) from None


def _points(text: str) -> int:
    digits = "".join(text.split())
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 9 and 0 < int(digits) <= MOST_POINTS):
        raise _Unfit(Fault.POINTS)
    return int(digits)
