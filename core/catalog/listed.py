"""A list's rows as products: what each field may hold, and what is wrong with a row that cannot be taken."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Generic, TypeVar

from core.catalog.folding import sku_key
from core.programme.text import TextUnusable, line
from core.sheets.columns import RowError
from core.sheets.values import day, whole

MOST_POINTS = 1_000_000
"""Points per unit that are accepted."""

LONGEST_SKU, LONGEST_NAME, LONGEST_CATEGORY, LONGEST_ALIAS, LONGEST_BARCODE = 64, 200, 64, 64, 32
MOST_ALIASES = 20
LANGUAGES = ("ru", "it", "en")
"""Languages in which a product may have a name of its own."""

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
    BARCODE = "barcode"
    """Not 4 to 32 letters and digits."""
    BARCODE_TAKEN = "barcode_taken"
    """Another product has it, in the list or in the catalogue."""
    CATEGORY = "category"
    """More than 64 characters."""
    ALIASES = "aliases"
    """More than 20, or one of more than 64 characters."""
    DAY = "day"
    """Not a day, or an end before the beginning."""
    OVERLAP = "overlap"
    """Days that an earlier row of the product covers with other points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed(Generic[R]):
    """What a list holds."""

    rows: tuple[R, ...]
    errors: tuple[RowError, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductInput:
    """A product as given. What is None the list does not speak of: it stays as it is."""

    sku: str
    name: str
    points_per_unit: int
    names: Mapping[str, str] | None = None
    """Locale -> name."""
    barcode: str | None = None
    category: str | None = None
    aliases: tuple[str, ...] | None = None
    valid_from: date | None = None
    """First day of these points; None: from the day of saving, or from ever for a new product."""
    valid_until: date | None = None
    row: int = field(default=0, compare=False)
    """Where it stands in its list, from 1; 0 in none."""


class Unfit(Exception):
    """A row cannot be taken."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault


def read_product(values: Mapping[str, str]) -> ProductInput:
    """A product from a row's fields by name, those of `ProductInput` and `name_ru` and so on. Raises Unfit."""
    names = {locale: values.get(f"name_{locale}", "") for locale in LANGUAGES if f"name_{locale}" in values}
    name = values.get("name", "") or next((each for each in names.values() if each), "")
    first, last = (_day(values.get(column, "")) for column in ("valid_from", "valid_until"))
    if first and last and last < first:
        raise Unfit(Fault.DAY)
    return ProductInput(
        sku=_line(values.get("sku", ""), LONGEST_SKU, Fault.SKU),
        name=_line(name, LONGEST_NAME, Fault.NAME),
        points_per_unit=read_points(values.get("points", "")),
        names={at: _line(each, LONGEST_NAME, Fault.NAME) for at, each in names.items() if each} if names else None,
        barcode=read_barcode(values["barcode"]) if "barcode" in values else None,
        category=_optional(values["category"]) if "category" in values else None,
        aliases=read_aliases(values["aliases"]) if "aliases" in values else None,
        valid_from=first,
        valid_until=last,
    )


def read_points(text: str) -> int:
    """Whole points for one unit, spaces between thousands tolerated. Raises Unfit."""
    found = whole(text) or 0
    if not 0 < found <= MOST_POINTS:
        raise Unfit(Fault.POINTS)
    return found


def read_barcode(text: str) -> str:
    """A barcode without separators, "" for none. Raises Unfit."""
    code = "".join(sign for sign in text.upper() if sign not in " -.\u00a0'")
    if code and not (4 <= len(code) <= LONGEST_BARCODE and code.isascii() and code.isalnum()):
        raise Unfit(Fault.BARCODE)
    return code


def read_aliases(text: str) -> tuple[str, ...]:
    """Other names, with commas, semicolons or line ends between. Raises Unfit."""
    given = [part.strip() for part in re.split(r"[,;\n|]", text) if part.strip()]
    found = tuple(dict.fromkeys(_line(part, LONGEST_ALIAS, Fault.ALIASES) for part in given))
    if len(found) > MOST_ALIASES:
        raise Unfit(Fault.ALIASES)
    return found


@dataclass(slots=True)
class ListReading:
    """A list on its way to products: row by row, then all of it."""

    _given: dict[str, list[tuple[int, str, ProductInput]]] = field(default_factory=lambda: defaultdict(list))
    _barcodes: dict[str, str] = field(default_factory=dict)
    _errors: list[RowError] = field(default_factory=list)

    @property
    def begun(self) -> bool:
        return bool(self._given or self._errors)

    def take(self, number: int, text: str, read: Callable[[], ProductInput]) -> None:
        """Take a row; `text` is shown where something is wrong with it."""
        try:
            product = read()
            key = sku_key(product.sku)
            self._check_alone(key, product)
            self._given[key].append((number, text[:60], replace(product, row=number)))
        except Unfit as unfit:
            self._errors.append(RowError(row=number, fault=unfit.fault, text=text[:60]))

    def parsed(self) -> Parsed[ProductInput]:
        """The products, those of several rows in the order of their days, and the errors in the order of the rows."""
        rows: list[ProductInput] = []
        for given in self._given.values():
            rows += [given[0][2]] if len(given) == 1 else self._in_time(given)
        return Parsed(rows=tuple(rows), errors=tuple(sorted(self._errors, key=lambda error: error.row)))

    def _check_alone(self, key: str, product: ProductInput) -> None:
        """Raises Unfit for a second row of a product that does not say from when, or another product's barcode."""
        earlier = self._given.get(key)
        if earlier and (
            product.valid_from is None or any(row.valid_from in {None, product.valid_from} for _, _, row in earlier)
        ):
            raise Unfit(Fault.REPEATED)
        if product.barcode and self._barcodes.setdefault(product.barcode, key) != key:
            raise Unfit(Fault.BARCODE_TAKEN)

    def _in_time(self, given: Sequence[tuple[int, str, ProductInput]]) -> list[ProductInput]:
        """Rows of one product, each ending where the next begins; one that ends later is an error."""
        found: list[ProductInput] = []
        ordered = sorted(given, key=lambda each: each[2].valid_from or date.min)
        following = [row.valid_from for _, _, row in ordered[1:]]
        for (number, text, row), begins in zip(ordered, [*following, None], strict=True):
            if begins is not None and row.valid_until is not None and row.valid_until >= begins:
                self._errors.append(RowError(row=number, fault=Fault.OVERLAP, text=text))
            elif begins is not None and row.valid_until is None:
                found.append(replace(row, valid_until=begins - timedelta(days=1)))
            else:
                found.append(row)
        return found


def _line(text: str, most: int, fault: Fault) -> str:
    try:
        return line(text, most=most)
    except TextUnusable:
        raise Unfit(fault) from None


def _optional(text: str) -> str:
    return _line(text, LONGEST_CATEGORY, Fault.CATEGORY) if text.strip() else ""


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    found = day(text)
    if found is None:
        raise Unfit(Fault.DAY)
    return found
