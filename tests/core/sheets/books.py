"""Workbooks made by hand, so that each can be wrong in its own way."""

import io
import zipfile
from collections.abc import Mapping, Sequence

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATED = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"

Parts = dict[str, bytes]


def cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def rows(*given: Sequence[str]) -> str:
    """Rows of inline texts from row 1 on."""
    told = (
        f'<row r="{number}">{"".join(cell(f"{chr(65 + at)}{number}", text) for at, text in enumerate(row))}</row>'
        for number, row in enumerate(given, start=1)
    )
    return "".join(told)


def worksheet(inside: str, *, before: str = "", after: str = "") -> bytes:
    return f"<?xml version='1.0'?>{before}<worksheet {MAIN}><sheetData>{inside}</sheetData>{after}</worksheet>".encode()


def parts(sheet: bytes | str = "", **others: bytes) -> Parts:
    """The parts of a workbook of one sheet."""
    return {
        "[Content_Types].xml": b"<Types/>",
        "xl/workbook.xml": (
            f'<workbook {MAIN} {RELATED}><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>'.encode()
        ),
        "xl/_rels/workbook.xml.rels": relations(
            rId1=("worksheet", "worksheets/sheet1.xml"),
            rId2=("sharedStrings", "sharedStrings.xml"),
            rId3=("styles", "styles.xml"),
        ),
        SHEET: sheet if isinstance(sheet, bytes) else worksheet(sheet or rows(["SKU", "Name"], ["A-1", "Pump"])),
        **others,
    }


def relations(**targets: tuple[str, str]) -> bytes:
    inside = "".join(
        f'<Relationship Id="{i}" Type="{KINDS}/{kind}" Target="{to}"/>' for i, (kind, to) in targets.items()
    )
    return f"<Relationships>{inside}</Relationships>".encode()


def zipped(given: Mapping[str, bytes], *, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", how) as book:
        for name, content in given.items():
            book.writestr(name, content)
    return kept.getvalue()


def book(sheet: bytes | str = "", **others: bytes) -> bytes:
    return zipped(parts(sheet, **others))
