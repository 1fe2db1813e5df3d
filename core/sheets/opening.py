"""Opening what was sent as a sheet. Run as a module it is the child process in which that happens."""

import csv
import json
from collections.abc import Iterator
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile

from core.apart.serving import run
from core.sheets import delimited
from core.sheets.sheet import MOST_COLUMNS, MOST_ROWS, Row, Sheet, UnfitReason, UnfitSheet
from core.sheets.xlsx import Refused, Workbook

MEMORY = 256 * 1024 * 1024
"""Bytes of address space the child may use."""

CPU_SECONDS = 5
CPU_SECONDS_A_MEBIBYTE = 2
"""Processor time grows with what was sent: a bomb is small, a price list of 50 000 rows is not."""

MOST_CPU_SECONDS = 20

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The container of XLS, and of an XLSX behind a password."""

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OTHERS = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF",
    b"RIFF",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"MZ",
    b"\x7fELF",
)
WEB = ("<!doctype", "<html", "<?xml", "<svg", "{\\rtf", "<table", "<script")


def pack(answer: Sheet | UnfitSheet) -> bytes:
    """An answer as one frame: the facts as JSON, a line feed, the rows."""
    if isinstance(answer, UnfitSheet):
        return json.dumps({"unfit": answer.reason}).encode() + b"\n"
    return json.dumps({"count": answer.count}).encode() + b"\n" + answer.packed


def unpack(frame: bytes) -> Sheet | UnfitSheet:
    """The answer a frame holds. Raises ValueError or KeyError for anything else."""
    head, _, packed = frame.partition(b"\n")
    facts = json.loads(head)
    if "unfit" in facts:
        return UnfitSheet(reason=UnfitReason(facts["unfit"]))
    return Sheet(facts["count"], packed)


def examine(content: bytes) -> Sheet | UnfitSheet:
    """Read a sheet in this process."""
    try:
        sheet = Sheet.of(_counted(_rows(content)))
    except Refused as refused:
        return UnfitSheet(reason=refused.reason)
    except MemoryError:
        return UnfitSheet(reason=UnfitReason.TOO_BIG)
    except (BadZipFile, ExpatError, csv.Error):
        return UnfitSheet(reason=UnfitReason.BROKEN)
    except Exception:  # a parser may raise anything at what it cannot read
        return UnfitSheet(reason=UnfitReason.BROKEN)
    return sheet if sheet.count else UnfitSheet(reason=UnfitReason.EMPTY)


def cpu_seconds(size: int) -> int:
    """Processor time for a file of so many bytes."""
    return min(CPU_SECONDS + CPU_SECONDS_A_MEBIBYTE * (size // 2**20), MOST_CPU_SECONDS)


def _rows(content: bytes) -> Iterator[Row]:
    if content.startswith(ZIP):
        return Workbook(content).rows()
    if content.startswith(OLE):
        raise Refused(UnfitReason.ENCRYPTED if ENCRYPTED in content else UnfitReason.OLD_FORMAT)
    if content.startswith(OTHERS):
        raise Refused(UnfitReason.NOT_A_SHEET)
    try:
        text = delimited.decode(content)
    except ValueError:
        raise Refused(UnfitReason.NOT_A_SHEET) from None
    if text.lstrip()[:20].casefold().startswith(WEB) or _unreadable(text[:4_000]):
        raise Refused(UnfitReason.NOT_A_SHEET)
    return delimited.rows(text)


def _unreadable(text: str) -> bool:
    """Whether too many signs are such as no text holds."""
    odd = sum(sign < " " and sign not in "\t\r\n\v\f" for sign in text)
    return odd * 100 > len(text)


def _counted(rows: Iterator[Row]) -> Iterator[Row]:
    for count, row in enumerate(rows, start=1):
        if count > MOST_ROWS:
            raise Refused(UnfitReason.TOO_MANY_ROWS)
        if len(row.cells) > MOST_COLUMNS:
            raise Refused(UnfitReason.TOO_MANY_COLUMNS)
        yield row


if __name__ == "__main__":
    run(lambda content: pack(examine(content)), memory=MEMORY, cpu_seconds=cpu_seconds)
