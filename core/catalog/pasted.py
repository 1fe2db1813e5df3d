"""Lists that somebody pasted: read row by row, every error told before anything is saved."""

import csv
from collections.abc import Iterator
from functools import partial

from core.catalog.folding import firm_key
from core.catalog.listed import Fault, ListReading, Parsed, ProductInput, Unfit, read_product
from core.programme.text import TextUnusable, line
from core.sheets.columns import RowError

ROW = ("sku", "name", "points")
"""The fields of a row."""

HEADINGS = frozenset({"sku", "артикул", "codice", "code", "articolo", "art", "арт", "код"})
"""First fields of a first row that is a heading."""


def read_products(text: str) -> Parsed[ProductInput]:
    """Rows of `SKU; name; points per unit`; tabs and commas separate too, a heading and empty lines are skipped."""
    reading = ListReading()
    for number, given in _lines(text):
        fields = _fields(given)
        if reading.begun or not _is_heading(fields):
            reading.take(number, given, partial(_product, fields))
    return reading.parsed()


def read_companies(text: str) -> Parsed[str]:
    """Names, one a line; empty lines are skipped."""
    rows: dict[str, str] = {}
    errors: list[RowError] = []
    for number, given in _lines(text):
        try:
            name = _name(given)
            if firm_key(name) in rows:
                raise Unfit(Fault.REPEATED)
            rows[firm_key(name)] = name
        except Unfit as unfit:
            errors.append(RowError(row=number, fault=unfit.fault, text=given[:60]))
    return Parsed(rows=tuple(rows.values()), errors=tuple(errors))


def look_like_products(text: str) -> bool:
    """Whether every row could be a product: a code, a name and points."""
    parsed = read_products(text)
    return bool(parsed.rows) and not parsed.errors


def look_for_one(text: str) -> bool:
    """Whether a text is a word or a number to look a product up by, rather than a row of a list."""
    lines = [given for _, given in _lines(text)]
    return len(lines) == 1 and not set(";\t") & set(lines[0]) and len(_fields(lines[0])) < len(ROW)


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
    while len(fields) > len(ROW) and not fields[-1]:
        fields = fields[:-1]
    if len(fields) != len(ROW):
        raise Unfit(Fault.FIELDS)
    return read_product(dict(zip(ROW, fields, strict=True)))


def _name(text: str) -> str:
    try:
        return line(text, most=128)
    except TextUnusable:
        raise Unfit(Fault.NAME) from None
