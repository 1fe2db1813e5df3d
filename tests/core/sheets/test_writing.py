"""What is written for people to open stays text, whatever they typed."""

import csv
import io
from datetime import date

import openpyxl
import pytest

from core.sheets.cells import FORMULA_SIGNS, clean
from core.sheets.opening import examine
from core.sheets.sheet import Sheet
from core.sheets.writing import Cell, comma_separated, xlsx

PAYLOADS = [
    "=1+1", "=HYPERLINK(\"http://evil.example\";\"x\")", "=cmd|'/C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "-",
    "=", "+", "@", "|calc", "%0A", "＝1+1", "＋1", "－1", "＠x", "{=1+1}", "http://evil.example", "mailto:a@b.c",
    "internal:A1", "external:x", "file:" + "///x", "\\\\host\\share", "a,b;c\td", "say \"x\"", "'", "''", "'=1",
    "it's", "<b>bold</b>", "<script>alert(1)</script>", "&amp;&lt;", "]]>", "<![CDATA[x]]>", "{0}", "%s%n",
    "${x}", "{{7*7}}", "'; DROP TABLE persons; --", "1' OR '1'='1", "null", "None", "TRUE", "NaN", "Infinity",
    "#N/A", "1E5", "0001", "1/2", "12-31", "1.000,5", "2026-01-01", "Ёжик", "Łódź", "Ω≈ç√∫", "田中さん", "مرحبا",
    "שלום", "👩‍👩‍👧‍👦", "🇮🇹", "é", "e\u0301", "ﬁ", "Ⅷ", "İ", "ß", "½", "a\u200bb", "\u202egnp.exe", "_x0041_",
    "_x000D_", "C:\\x", "../../etc/passwd", "x" * 900,
]  # fmt: skip
AROUND = ("{}", " {}", "{} ", "\t{}", "\r\n{}", "\x00{}", "\ufeff{}", "a {}", "{}\n{}")
STRINGS = [frame.replace("{}", payload) for payload in PAYLOADS for frame in AROUND]
READABLE = [text for text in STRINGS if clean(text)]


def test_there_are_enough_of_them() -> None:
    assert len(READABLE) >= 500


def test_strings_survive_a_workbook_as_text() -> None:
    content = xlsx(["Text"], [[text] for text in READABLE], title="=Strings: [all]/*?")
    found = examine(content)
    assert isinstance(found, Sheet)
    assert [row.cells[0] for row in found.rows()][1:] == [told(text) for text in READABLE]


def test_no_cell_of_a_workbook_is_a_formula_or_a_link() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx(["=A1"], [[text] for text in STRINGS], title="x")))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert len(cells) == len(STRINGS) + 1
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [cell.value for cell in cells if cell.data_type == "n" and cell.value is not None] == []
    assert [cell for cell in cells if cell.hyperlink] == []


@pytest.mark.parametrize("separator", [";", ","])
def test_strings_survive_a_csv_as_text(separator: str) -> None:
    content = comma_separated(["Text", "Number"], [[text, 1] for text in READABLE], separator=separator)
    found = examine(content)
    assert isinstance(found, Sheet)
    assert [row.cells[0] for row in found.rows()][1:] == [told(text) for text in READABLE]


def test_no_cell_of_a_csv_starts_a_formula() -> None:
    content = comma_separated(["=A1"], [[text] for text in STRINGS]).decode("utf-8-sig")
    cells = [row[0] for row in csv.reader(io.StringIO(content, newline=""), delimiter=";") if row]
    assert len(cells) == len(STRINGS) + 1
    assert [cell for cell in cells if cell[:1] in FORMULA_SIGNS and cell[:1]] == []
    assert [cell for cell in cells if "\n" in cell or "\r" in cell or "\t" in cell] == []


def test_numbers_and_days_stay_what_they_are() -> None:
    given: list[list[Cell]] = [["+7 916", -5, date(2026, 3, 1), None, "-5", "+79161234567"]]
    found = examine(xlsx(list("abcdef"), given, title="x"))
    assert isinstance(found, Sheet)
    assert list(found.rows())[1].cells == ("+7 916", "-5", "2026-03-01", "", "-5", "+79161234567")
    text = comma_separated(list("abcdef"), given).decode("utf-8-sig")
    assert text.splitlines()[1] == "+7 916;-5;2026-03-01;;-5;+79161234567"


def told(text: str) -> str:
    """A string as it is read; one of several lines comes on one."""
    return clean(text)
