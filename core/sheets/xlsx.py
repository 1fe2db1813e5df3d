"""XLSX: the first visible sheet of a workbook, part by part, never more of it in memory than its filled cells.

Nothing is written to disk, links are not followed, formulas count by the value they were stored with, and a part that
declares entities is refused.
"""

from collections.abc import Callable, Iterator
from io import BytesIO
from posixpath import join, normpath
from typing import Any
from xml.parsers.expat import ParserCreate
from zipfile import ZipFile, ZipInfo

from core.sheets.cells import EPOCH, EPOCH_1904, is_date
from core.sheets.sheet import Row, UnfitReason
from core.sheets.sheet_part import SheetPart, StringsPart

MOST_UNPACKED = 96 * 1024 * 1024
"""Bytes of all parts together."""
MOST_PARTS = 2_000
SMALL_PART = 4 * 1024 * 1024
"""Bytes of a part that only says how the others hang together."""
HIGHEST_RATIO = 250
"""Bytes unpacked to bytes packed, of a part that is not small; tables reach 60."""

PIECE = 64 * 1024
WORKBOOK = "xl/workbook.xml"
BUILT_IN_DATES = frozenset({14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 30, 36, 45, 46, 47, 50, 57})

Attributes = dict[str, str]


class Refused(Exception):
    """A file that will not be read."""

    def __init__(self, reason: UnfitReason) -> None:
        self.reason = reason


class Workbook:
    """An opened package, its parts found without regard to case: some programs write xl/SharedStrings.xml."""

    def __init__(self, content: bytes) -> None:
        self._zip = ZipFile(BytesIO(content))
        self._parts = {info.filename.lstrip("/").replace("\\", "/").casefold(): info for info in self._zip.infolist()}
        _weigh(self._zip.infolist())
        if WORKBOOK not in self._parts:
            raise Refused(UnfitReason.NOT_A_SHEET)

    def rows(self) -> Iterator[Row]:
        """The filled rows of the first visible sheet that has any."""
        related = self._related()
        strings = StringsPart()
        self._parse(related.get("sharedStrings", ""), strings.begin, strings.end, strings.said)
        epoch, targets = self._sheets(related)
        dates = self._dates(related.get("styles", ""))
        for target in targets:
            part = SheetPart(strings.texts, dates, epoch)
            found = False
            for _ in self._pieces(target, part.begin, part.end, part.said):
                for row in part.take():
                    found = True
                    yield row
            if found:
                return

    def _related(self) -> dict[str, str]:
        """Names of parts by their relation's id, and of those there is one of by its kind."""
        related: dict[str, str] = {}

        def begin(name: str, given: Attributes) -> None:
            if local(name) == "Relationship" and given.get("TargetMode") != "External":
                target = given.get("Target", "")
                path = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
                related[given.get("Id", "")] = path
                related.setdefault(given.get("Type", "").rpartition("/")[2], path)

        self._parse("xl/_rels/workbook.xml.rels", begin, most=SMALL_PART)
        return related

    def _sheets(self, related: dict[str, str]) -> tuple[Any, list[str]]:
        """From when days are counted, and the visible sheets in their order."""
        found: list[str] = []
        epochs = [EPOCH]

        def begin(name: str, given: Attributes) -> None:
            if local(name) == "workbookPr" and given.get("date1904") in {"1", "true"}:
                epochs.append(EPOCH_1904)
            if local(name) == "sheet" and given.get("state", "visible") == "visible":
                ids = (value for key, value in given.items() if key.rpartition(":")[2] == "id")
                found.extend(path for path in map(related.get, ids) if path and "worksheets/" in path)

        self._parse(WORKBOOK, begin, most=SMALL_PART)
        return epochs[-1], found

    def _dates(self, name: str) -> frozenset[str]:
        """Numbers of the cell styles that show dates."""
        own: dict[str, bool] = {}
        formats: list[str] = []
        inside = [False]

        def begin(name: str, given: Attributes) -> None:
            kind = local(name)
            if kind == "numFmt":
                own[given.get("numFmtId", "")] = is_date(given.get("formatCode", "")[:200])
            elif kind == "cellXfs":
                inside[0] = True
            elif kind == "xf" and inside[0]:
                formats.append(given.get("numFmtId", "0"))

        def end(name: str) -> None:
            if local(name) == "cellXfs":
                inside[0] = False

        self._parse(name, begin, end, most=SMALL_PART)
        built_in = {str(number) for number in BUILT_IN_DATES}
        return frozenset(str(n) for n, form in enumerate(formats) if own.get(form, form in built_in))

    def _parse(self, name: str, *handlers: Callable[..., None], most: int = MOST_UNPACKED) -> None:
        for _ in self._pieces(name, *handlers, most=most):
            pass

    def _pieces(
        self,
        name: str,
        begin: Callable[[str, Attributes], None],
        end: Callable[[str], None] | None = None,
        said: Callable[[str], None] | None = None,
        *,
        most: int = MOST_UNPACKED,
    ) -> Iterator[None]:
        """Parse a part, coming up for air after each piece; a part that is not there is empty."""
        info = self._parts.get(name.casefold())
        if info is None:
            return
        if info.file_size > most:
            raise Refused(UnfitReason.TOO_BIG)
        parser = ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_declarations
        parser.StartElementHandler = begin
        parser.EndElementHandler = end
        parser.CharacterDataHandler = said
        with self._zip.open(info) as part:
            while piece := part.read(PIECE):
                parser.Parse(piece, False)
                yield
            parser.Parse(b"", True)
        yield


def local(name: str) -> str:
    """An element's name without its prefix."""
    return name.rpartition(":")[2]


def _refuse_declarations(*_: object) -> None:
    raise Refused(UnfitReason.BROKEN)


def _weigh(parts: list[ZipInfo]) -> None:
    """Judge by the directory alone, before anything is unpacked."""
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(UnfitReason.ENCRYPTED)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused(UnfitReason.BOMB)
    for part in parts:
        if part.file_size > SMALL_PART and part.file_size > HIGHEST_RATIO * max(part.compress_size, 1):
            raise Refused(UnfitReason.BOMB)
