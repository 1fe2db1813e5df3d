"""The two large parts of a workbook, as a parser tells them: the table of its texts, and the cells of a sheet."""

import re
from datetime import datetime

from core.sheets.cells import clean, date, number
from core.sheets.sheet import LONGEST_CELL, MOST_COLUMNS, Row

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class _Listener:
    """Gathers the text of one element at a time."""

    def __init__(self) -> None:
        self._pieces: list[str] | None = None
        self._length = 0

    def said(self, text: str) -> None:
        if self._pieces is not None and self._length <= LONGEST_CELL * 2:
            self._pieces.append(text)
            self._length += len(text)

    def _listen(self) -> None:
        self._pieces, self._length = [], 0

    def _heard(self) -> str:
        heard, self._pieces = "".join(self._pieces or ()), None
        return heard


class StringsPart(_Listener):
    """xl/sharedStrings.xml: what cells refer to by place."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._runs: list[str] = []
        self._spoken = False

    def begin(self, name: str, _: dict[str, str]) -> None:
        match name if ":" not in name else name.rpartition(":")[2]:
            case "si":
                self._runs = []
            case "rPh":
                self._spoken = True
            case "t" if not self._spoken:
                self._listen()

    def end(self, name: str) -> None:
        match name if ":" not in name else name.rpartition(":")[2]:
            case "si":
                self.texts.append(_text("".join(self._runs)))
            case "rPh":
                self._spoken = False
            case "t" if not self._spoken:
                self._runs.append(self._heard())


class SheetPart(_Listener):
    """A worksheet: its rows, finished ones to be taken while the rest is still coming."""

    def __init__(self, strings: list[str], dates: frozenset[str], epoch: datetime) -> None:
        super().__init__()
        self._strings = strings
        self._dates = dates
        self._epoch = epoch
        self._rows: list[Row] = []
        self._number = 0
        self._cells: dict[int, str] = {}
        self._column = 0
        self._kind = ""
        self._style = ""
        self._runs: list[str] = []

    def take(self) -> list[Row]:
        """The filled rows since the last call."""
        rows, self._rows = self._rows, []
        return rows

    def begin(self, name: str, given: dict[str, str]) -> None:
        match name if ":" not in name else name.rpartition(":")[2]:
            case "v" | "t":
                self._listen()
            case "c":
                told = _column(given.get("r", ""))
                self._column = self._column + 1 if told is None else told
                self._kind, self._style, self._runs = given.get("t", "n"), given.get("s", ""), []
            case "row":
                told_row = given.get("r", "")
                self._number = int(told_row) if told_row.isdecimal() and len(told_row) < 8 else self._number + 1
                self._cells, self._column = {}, 0

    def end(self, name: str) -> None:
        match name if ":" not in name else name.rpartition(":")[2]:
            case "v" | "t":
                self._runs.append(self._heard())
            case "c":
                self._keep("".join(self._runs))
            case "row":
                if self._cells:
                    last = min(max(self._cells), MOST_COLUMNS + 1 if len(self._cells) > MOST_COLUMNS else MOST_COLUMNS)
                    self._rows.append(Row(self._number, tuple(self._cells.get(at, "") for at in range(1, last + 1))))

    def _keep(self, stored: str) -> None:
        text = self._shown(stored) if stored else ""
        if text and (self._column <= MOST_COLUMNS or len(self._cells) >= MOST_COLUMNS):
            self._cells[self._column] = text

    def _shown(self, stored: str) -> str:
        match self._kind:
            case "s":
                place = int(stored) if stored.isdecimal() else -1
                return self._strings[place] if 0 <= place < len(self._strings) else ""
            case "n":
                return date(stored, self._epoch) if self._style in self._dates else number(stored)
            case "d":
                return clean(stored.replace("T00:00:00", "").replace("T", " "))
            case _:
                return _text(stored)


def _text(stored: str) -> str:
    return clean(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), stored) if "_x" in stored else stored)


def _column(reference: str) -> int | None:
    """The column of a cell's reference, from 1: `AB12` is 28."""
    column = 0
    for sign in reference[:4]:
        if not "A" <= sign <= "Z":
            break
        column = column * 26 + ord(sign) - 64
    return column or None
