"""Lines of a sale being described: products, each with its quantity and serial numbers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from core.claims.serial_numbers import MOST_SERIALS, each_once, serial_key
from core.ids import ProductId

MOST_LINES = 20
"""Lines of one sale: as many as moderators can read under its picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One product of a sale, as far as it is known."""

    product_id: ProductId | None = None
    quantity: int | None = None
    serials: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        return self.product_id is not None and self.quantity is not None

    @property
    def pieces(self) -> int:
        """How many serial numbers it can bear."""
        return min(self.quantity or 1, MOST_SERIALS)

    @property
    def numbered(self) -> bool:
        """Whether each piece has its serial number."""
        return len(self.serials) >= self.pieces


Lines = tuple[Line, ...]


def lines_of(stored: Iterable[dict[str, Any]]) -> Lines:
    """The lines that a draft's row holds."""
    return tuple(
        Line(product_id=one["product_id"], quantity=one["quantity"], serials=tuple(one["serials"])) for one in stored
    )


def stored_of(lines: Lines) -> list[dict[str, Any]]:
    """What a draft's row holds of lines."""
    return [{"product_id": line.product_id, "quantity": line.quantity, "serials": list(line.serials)} for line in lines]


def put_at(lines: Lines, at: int, **facts: Any) -> Lines:
    """Lines with facts about one of them; about the one beyond the last, which is thereby added."""
    if at < len(lines):
        return (*lines[:at], replace(lines[at], **facts), *lines[at + 1 :])
    return (*lines, Line(**facts))


def without(lines: Lines, at: int) -> Lines:
    return (*lines[:at], *lines[at + 1 :])


def place_of(lines: Lines, product_id: ProductId) -> int | None:
    """Which line has a product; None for none."""
    return next((place for place, line in enumerate(lines) if line.product_id == product_id), None)


def first_unnumbered(lines: Lines) -> int | None:
    """The first line of which a piece has no serial number; None where all have one."""
    return next((place for place, line in enumerate(lines) if not line.numbered), None)


def serials_of(lines: Lines) -> tuple[str, ...]:
    """The serial numbers of all lines, in their order."""
    return tuple(serial for line in lines for serial in line.serials)


def with_serials(lines: Lines, told: tuple[str, ...]) -> Lines:
    """Lines with serial numbers that a text tells of: of one product as many as it may have, of several only one for
    each piece, in their order."""
    if not told:
        return lines
    if len(lines) <= 1:
        was = lines[0] if lines else Line()
        known = each_once([*was.serials, *told])
        fits = len(known) <= (MOST_SERIALS if was.quantity is None else was.pieces)
        return put_at(lines, 0, serials=known) if fits else lines
    if len(told) != sum(line.pieces for line in lines):
        return lines
    left = list(told)
    return tuple(replace(line, serials=tuple(left.pop(0) for _ in range(line.pieces))) for line in lines)


def cut_serials(lines: Lines) -> Lines:
    """Lines without serial numbers beyond their pieces."""
    return tuple(
        replace(line, serials=line.serials[: line.pieces])
        if line.quantity is not None and len(line.serials) > line.pieces
        else line
        for line in lines
    )


def taken_elsewhere(lines: Lines, at: int, serials: Iterable[str]) -> str | None:
    """A serial number that another line has already."""
    keys = {serial_key(one) for place, line in enumerate(lines) if place != at for one in line.serials}
    return next((serial for serial in serials if serial_key(serial) in keys), None)


def first_unknown(lines: Lines) -> int | None:
    """The first line of which product or quantity is not known; None where all are."""
    return next((place for place, line in enumerate(lines) if not line.complete), None)
