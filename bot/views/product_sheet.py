"""Products as a sheet to open: its name, its heading, and a row that shows how it is filled in."""

from datetime import date

from bot.words import locale
from bot.words import translate as _
from core.catalog.columns import COLUMNS, headings
from core.catalog.listing import Cells


def heading() -> tuple[str, ...]:
    """In the person's language."""
    return headings(locale())


def example(day: date) -> list[Cells]:
    """One product, every column filled in."""
    values: dict[str, str | int | date] = {
        "sku": "ABC-100",
        "name": _("Boiler 24 kW"),
        "points": 120,
        "barcode": "4600000000017",
        "category": _("Boilers"),
        "aliases": _("double, wall boiler"),
        "valid_from": day,
    }
    return [tuple(values.get(column.name) for column in COLUMNS)]


def title() -> str:
    return _("Products")


def file_name(day: date, *, template: bool) -> str:
    return "products-template.xlsx" if template else f"products-{day.isoformat()}.xlsx"


def caption(*, template: bool) -> str:
    """Below the file."""
    if template:
        return _("Fill it in and send it here. Article number, name and points are needed, the rest may stay empty.")
    return _("All products on offer. Change what you like and send the file here.")
