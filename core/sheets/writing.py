"""Writing sheets for people to open: XLSX and CSV in which no cell is ever a formula or a link.

Both take time in proportion to their cells: beyond some thousand rows write in a thread.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO, StringIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from core.sheets.cells import FORMULA_SIGNS

Cell = str | int | date | None
"""What can be written. Instants are brought to somebody's day first."""

LONGEST_CELL = 32_767
WIDEST = 60
"""Characters of the widest column."""

_BARRED = re.compile(r"[\[\]:*?/\\']")
_PLAIN_NUMBER = re.compile(r"[+-]?\d[\d ]*([.,]\d+)?\Z")
_CONTROLS = frozenset({"Cc", "Cs", "Cn", "Co"})


def xlsx(heading: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str) -> bytes:
    """A workbook of one sheet with a heading that stays in sight; days as days, whole numbers as numbers."""
    kept = BytesIO()
    book = Workbook(
        kept, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    sheet = book.add_worksheet(_BARRED.sub(" ", _visible(title))[:31].strip() or "Tandem")
    bold, as_day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    widths = [len(text) for text in heading]
    for column, text in enumerate(heading):
        sheet.write_string(0, column, _visible(text), bold)
    for place, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            _write(sheet, place, column, value, as_day)
        widths = [max(width, *(len(str(value)) for value in row[at : at + 1]), 0) for at, width in enumerate(widths)]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, WIDEST) + 2)
    sheet.freeze_panes(1, 0)
    book.close()
    return kept.getvalue()


def _write(sheet: Worksheet, row: int, column: int, value: Cell, as_day: Format) -> None:
    match value:
        case None:
            pass
        case date():
            sheet.write_datetime(row, column, value, as_day)
        case int():
            sheet.write_number(row, column, value)
        case _:
            sheet.write_string(row, column, _visible(value)[:LONGEST_CELL])


def comma_separated(heading: Sequence[str], rows: Iterable[Sequence[Cell]], *, separator: str = ";") -> bytes:
    """A CSV in UTF-8 with its mark, which every program opens; an apostrophe guards what would start a formula."""
    kept = StringIO()
    writer = csv.writer(kept, delimiter=separator, lineterminator="\r\n")
    writer.writerow([_guarded(text) for text in heading])
    writer.writerows([_as_text(value) for value in row] for row in rows)
    return kept.getvalue().encode("utf-8-sig")


def _as_text(value: Cell) -> str:
    match value:
        case None:
            return ""
        case str():
            return _guarded(value)
        case int():
            return str(value)
        case _:
            return value.isoformat()


def _guarded(text: str) -> str:
    seen = _visible(text).strip()
    return f"'{seen}" if seen and seen[0] in FORMULA_SIGNS and not _PLAIN_NUMBER.match(seen) else seen


def _visible(text: str) -> str:
    """Without controls, halves of pairs and what has no meaning; tabs and line ends as spaces."""
    spaced = "".join(" " if sign in "\t\r\n\v\f" else sign for sign in text)
    return "".join(sign for sign in spaced if unicodedata.category(sign) not in _CONTROLS)
