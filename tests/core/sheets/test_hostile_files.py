"""Whatever is sent as a sheet is read, or said to be unfit, within limits of memory and time."""

import io
import json
import os
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from core.apart.child import Child
from core.sheets.opening import MEMORY, unpack
from core.sheets.reader import SheetReader
from core.sheets.sheet import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Sheet, UnfitReason, UnfitSheet
from tests.core.sheets.books import MAIN, SHEET, STRINGS, STYLES, book, cell, parts, relations, rows, worksheet, zipped

MOST_SECONDS = 5.0
MOST_GROWTH = 50 * 1024 * 1024

PUMP = [("SKU", "Name"), ("A-1", "Pump")]
"""What a sheet holds that can be read in spite of everything."""


def picture() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (40, 40)).save(kept, "PNG")
    return kept.getvalue()


def laughs(part: bytes) -> bytes:
    """A part whose entities grow a billionfold."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE x [<!ENTITY l0 "lol">{entities}]>'.encode()
    head, _, rest = part.partition(b"?>")
    return head + b"?>" + doctype + rest.replace(b"Pump", b"&l9;")


def lying(content: bytes) -> bytes:
    """The directory says that the sheet's part is 100 bytes long."""
    at = content.rindex(SHEET.encode()) - 46
    return content[: at + 24] + struct.pack("<I", 100) + content[at + 28 :]


def locked(content: bytes) -> bytes:
    """Every part is marked as encrypted."""
    out = bytearray(content)
    start = 0
    while (at := out.find(b"PK\x01\x02", start)) >= 0:
        out[at + 8] |= 1
        start = at + 4
    return bytes(out)


def overlapping(copies: int) -> bytes:
    """One part of zeros, named many times by the directory."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", parts()["xl/workbook.xml"])
        made.writestr("zeros", b"\0" * 1_000_000)
        info = made.getinfo("zeros")
        made.filelist += [info] * copies
    return kept.getvalue()


def ole(*streams: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "".join(streams).encode("utf-16-le") + bytes(500)


def workbook_with(**changed: bytes) -> bytes:
    return zipped(parts() | {name.replace("__", "/").replace("_xml", ".xml"): told for name, told in changed.items()})


def quoted(text: bytes) -> bytes:
    return b'SKU;Name\r\nA-1;"' + text


@dataclass(frozen=True, slots=True)
class Sent:
    """A file, and what has to be said about it: a reason, or its rows."""

    make: Callable[[], bytes]
    told: UnfitReason | list[tuple[str, str]]


FILES = {
    "no bytes": Sent(lambda: b"", UnfitReason.EMPTY),
    "21 MB": Sent(lambda: b"\0" * (MOST_BYTES + 1), UnfitReason.TOO_BIG),
    "spaces": Sent(lambda: b" \r\n;;\t\r\n", UnfitReason.EMPTY),
    "workbook without a cell": Sent(lambda: book("<row r='1'/>"), UnfitReason.EMPTY),
    "PNG": Sent(picture, UnfitReason.NOT_A_SHEET),
    "PDF": Sent(lambda: b"%PDF-1.7\n1 0 obj <<>> endobj", UnfitReason.NOT_A_SHEET),
    "program": Sent(lambda: b"MZ\x90\0\x03" + bytes(300), UnfitReason.NOT_A_SHEET),
    "web page": Sent(lambda: b"<html><table><tr><td>A-1</td></tr></table>", UnfitReason.NOT_A_SHEET),
    "text processor's file": Sent(lambda: zipped({"word/document.xml": b"<w/>"}), UnfitReason.NOT_A_SHEET),
    "ODS": Sent(lambda: zipped({"content.xml": b"<office/>"}), UnfitReason.NOT_A_SHEET),
    "noise": Sent(lambda: bytes(range(1, 256)) * 20, UnfitReason.NOT_A_SHEET),
    "XLS": Sent(lambda: ole("Workbook"), UnfitReason.OLD_FORMAT),
    "XLSX behind a password": Sent(lambda: ole("EncryptionInfo", "EncryptedPackage"), UnfitReason.ENCRYPTED),
    "zip behind a password": Sent(lambda: locked(book()), UnfitReason.ENCRYPTED),
    "cut in the middle": Sent(lambda: book()[: len(book()) // 2], UnfitReason.BROKEN),
    "only the magic": Sent(lambda: b"PK\x03\x04", UnfitReason.BROKEN),
    "XML that does not end": Sent(lambda: book(worksheet(rows(*PUMP))[:-30]), UnfitReason.BROKEN),
    "bomb of one part": Sent(lambda: book(worksheet(" " * 90_000_000)), UnfitReason.BOMB),
    "bomb of many parts": Sent(
        lambda: zipped(parts() | {f"xl/media/{n}": bytes(4_000_000) for n in range(40)}), UnfitReason.BOMB
    ),
    "bomb in the styles": Sent(
        lambda: book(**{STYLES: b"<styleSheet>" + bytes(range(32, 127)) * 100_000}), UnfitReason.BOMB
    ),
    "bomb of shared bytes": Sent(lambda: overlapping(1_500), UnfitReason.BOMB),
    "directory of thousands": Sent(
        lambda: zipped(parts() | {f"xl/media/{n}": b"" for n in range(3_000)}), UnfitReason.BOMB
    ),
    "directory that lies": Sent(lambda: lying(book(rows(*PUMP * 100))), UnfitReason.BROKEN),
    "billion laughs in the sheet": Sent(lambda: book(laughs(worksheet(rows(*PUMP)))), UnfitReason.BROKEN),
    "billion laughs in the texts": Sent(
        lambda: book(**{STRINGS: laughs(b"<?xml version='1.0'?><sst><si><t>Pump</t></si></sst>")}), UnfitReason.BROKEN
    ),
    "entity from elsewhere": Sent(
        lambda: book(worksheet(rows(*PUMP), before='<!DOCTYPE x [<!ENTITY e SYSTEM "/etc/passwd">]>')),
        UnfitReason.BROKEN,
    ),
    "deep nesting": Sent(
        lambda: book(worksheet("<row>" + "<a>" * 200_000 + "</a>" * 200_000 + "</row>")), UnfitReason.EMPTY
    ),
    "workbook that names no sheet": Sent(
        lambda: workbook_with(xl__workbook_xml=f"<workbook {MAIN}/>".encode()), UnfitReason.EMPTY
    ),
    "sheet that is elsewhere": Sent(
        lambda: zipped(parts() | {"xl/_rels/workbook.xml.rels": relations(rId1=("worksheet", "../../../etc/passwd"))}),
        UnfitReason.EMPTY,
    ),
    "more rows than fit": Sent(
        lambda: book("".join(f"<row><c><v>{n}</v></c></row>" for n in range(MOST_ROWS + 1))), UnfitReason.TOO_MANY_ROWS
    ),
    "CSV of more rows than fit": Sent(lambda: b"A-1;Pump\n" * (MOST_ROWS + 1), UnfitReason.TOO_MANY_ROWS),
    "more columns than fit": Sent(
        lambda: book("<row>" + "<c><v>1</v></c>" * 16_000 + "</row>"), UnfitReason.TOO_MANY_COLUMNS
    ),
    "CSV of more columns than fit": Sent(lambda: b"1;" * (MOST_COLUMNS + 1) + b"1", UnfitReason.TOO_MANY_COLUMNS),
    "quote that never ends": Sent(lambda: quoted(b"x\n" * 200_000), UnfitReason.BROKEN),
    "sixty megabytes of texts": Sent(lambda: zipped(parts() | {STRINGS: _texts(500_000)}), PUMP),
    "cell in the last corner": Sent(
        lambda: book(rows(*PUMP) + f'<row r="1048576">{cell("XFD1048576", "x")}</row>'), PUMP
    ),
    "reference that is none": Sent(lambda: book(f'<row r="-7">{cell("ZZZZZZZZ9", "x")}</row>' + rows(*PUMP)), PUMP),
    "merged cells": Sent(
        lambda: book(worksheet(rows(*PUMP), after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')), PUMP
    ),
    "macros": Sent(lambda: book(**{"xl/vbaProject.bin": ole("VBA")}), PUMP),
    "names that climb": Sent(lambda: book(**{"../../../tmp/x": b"x", "C:\\x": b"x", "/etc/x": b"x"}), PUMP),
    "links elsewhere": Sent(lambda: book(**{"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}), PUMP),
    "picture behind a sheet": Sent(lambda: book() + picture(), PUMP),
    "sheet behind a picture": Sent(lambda: picture() + book(), UnfitReason.NOT_A_SHEET),
    "comment of 60 kB": Sent(lambda: book()[:-2] + struct.pack("<H", 60_000) + bytes(60_000), PUMP),
    "text of 32 bits a sign": Sent(lambda: b"SKU;Name\nA-1;Pump".decode().encode("utf-32"), UnfitReason.NOT_A_SHEET),
    "fields without an end": Sent(lambda: b"SKU;Name\nA-1;Pump" + b";" * 1_000_000, PUMP),
}


def _texts(count: int) -> bytes:
    kept = "".join(
        f"<si><t>{n:>08} and as many words as a description is made of, over and over</t></si>" for n in range(count)
    )
    return f"<sst {MAIN}>{kept}</sst>".encode()


def memory() -> int:
    """Bytes this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def weighed(frame: bytes) -> tuple[dict[str, float], Sheet | UnfitSheet]:
    took, _, answer = frame.partition(b"\n")
    return json.loads(took), unpack(answer)


@pytest.mark.parametrize("name", FILES)
async def test_a_hostile_file_is_read_or_refused(name: str) -> None:
    """Clearly, whatever it does to the child."""
    async with SheetReader() as reader:
        found = await reader.read(FILES[name].make())
    told = FILES[name].told
    if isinstance(told, UnfitReason):
        assert found == UnfitSheet(reason=told)
    else:
        assert isinstance(found, Sheet)
        assert [row.cells for row in found.rows()] == [*told]


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="measures through /proc")
@pytest.mark.parametrize("name", FILES)
async def test_a_hostile_file_costs_little(name: str) -> None:
    """The child its share of memory and time, the bot next to nothing."""
    content = FILES[name].make()
    held = memory()
    async with Child("tests.core.sheets.weighing", within=60) as child:
        took, _ = await child.ask(content, weighed)
    assert took["seconds"] <= MOST_SECONDS
    assert took["bytes"] <= MEMORY
    assert memory() - held <= MOST_GROWTH


def test_there_are_enough_of_them() -> None:
    assert len(FILES) >= 30
