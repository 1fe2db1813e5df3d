"""What people send is read as they see it: texts, numbers, days, in whatever program it was written."""

import io
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

import openpyxl
import pytest
from xlsxwriter import Workbook

from core.apart.child import Child
from core.sheets.opening import MEMORY, examine, pack, unpack
from core.sheets.sheet import Row, Sheet, UnfitReason, UnfitSheet
from core.sheets.writing import xlsx
from tests.core.sheets.books import MAIN, STRINGS, STYLES, book, cell, parts, relations, rows, worksheet, zipped
from tests.core.sheets.test_hostile_files import weighed

AFTERNOON = datetime(2026, 3, 1, 14, 30, tzinfo=UTC).replace(tzinfo=None)
"""As spreadsheets know it: nowhere in particular."""


def read(content: bytes) -> list[tuple[str, ...]]:
    return [row.cells for row in read_rows(content)]


def read_rows(content: bytes) -> list[Row]:
    sheet = examine(content)
    assert isinstance(sheet, Sheet), sheet
    found = list(sheet.rows())
    assert len(found) == sheet.count
    return found


def written(*given: Sequence[Any]) -> bytes:
    """A workbook of openpyxl's, which is none of ours."""
    made = openpyxl.Workbook()
    for row in given:
        made.active.append(row)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def test_cells_as_people_see_them() -> None:
    given = ("  Котёл\n24\tкВт ", 12, 12.0, 0.1 + 0.2, 79161234567, 4600000000123, -3, True, 1e15, 1234.5)
    told = ("Котёл 24 кВт", "12", "12", "0.3", "79161234567", "4600000000123", "-3", "1", "1000000000000000", "1234.5")
    assert read(written(given)) == [told]


def test_days_and_hours() -> None:
    given = (date(2026, 3, 1), AFTERNOON, time(9, 5), date(1900, 3, 1))
    assert read(written(given)) == [("2026-03-01", "2026-03-01 14:30:00", "09:05:00", "1900-03-01")]


def test_days_of_a_workbook_that_counts_from_1904() -> None:
    kept = io.BytesIO()
    made = Workbook(kept, {"date_1904": True})
    made.add_worksheet().write_datetime(0, 0, date(2026, 3, 1), made.add_format({"num_format": "dd.mm.yy"}))
    made.close()
    assert read(kept.getvalue()) == [("2026-03-01",)]


@pytest.mark.parametrize("code", ['0.00 "days"', "General", "[Red]0", "#,##0.00 [$€-410]", "0%"])
def test_numbers_whose_format_only_looks_like_a_day(code: str) -> None:
    made = openpyxl.Workbook()
    made.active["A1"] = 46000
    made.active["A1"].number_format = code
    kept = io.BytesIO()
    made.save(kept)
    assert read(kept.getvalue()) == [("46000",)]


def test_formulas_count_by_what_they_came_to() -> None:
    kept = io.BytesIO()
    made = Workbook(kept)
    sheet = made.add_worksheet()
    sheet.write_formula(0, 0, "=1+1", None, 2)
    sheet.write_formula(0, 1, '="a"&"b"', None, "ab")
    sheet.write_formula(0, 2, "=1/0", None, "#DIV/0!")
    made.close()
    assert read(kept.getvalue()) == [("2", "ab", "#DIV/0!")]


def test_merged_cells_stand_in_their_first_one() -> None:
    made = openpyxl.Workbook()
    made.active.append(["SKU", "Points", ""])
    made.active.merge_cells("B1:C1")
    made.active.append(["A-1", 3, 4])
    kept = io.BytesIO()
    made.save(kept)
    assert read(kept.getvalue()) == [("SKU", "Points"), ("A-1", "3", "4")]


def test_rows_keep_the_numbers_people_see() -> None:
    made = openpyxl.Workbook()
    made.active["A3"], made.active["C7"], made.active["A5"] = "x", "y", "  "
    kept = io.BytesIO()
    made.save(kept)
    assert read_rows(kept.getvalue()) == [Row(3, ("x",)), Row(7, ("", "", "y"))]
    assert read_rows(b"\r\nx\r\n\r\n;;y\r\n") == [Row(2, ("x",)), Row(4, ("", "", "y"))]


def test_rows_and_cells_that_do_not_say_where_they_stand() -> None:
    assert read_rows(book("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")) == [
        Row(1, ("1", "2")),
        Row(2, ("3",)),
    ]


def test_the_first_visible_sheet_that_is_filled() -> None:
    made = openpyxl.Workbook()
    made.active["A1"] = "hidden"
    made.active.sheet_state = "hidden"
    made.create_sheet("empty")
    made.create_sheet("full")["B2"] = "seen"
    kept = io.BytesIO()
    made.save(kept)
    assert read(kept.getvalue()) == [("", "seen")]


def test_names_of_parts_in_another_case() -> None:
    """As accounting programs write them."""
    given = parts('<row><c t="s"><v>0</v></c></row>')
    given["xl/SharedStrings.xml"] = _strings("Насос")
    given["[content_types].xml"] = given.pop("[Content_Types].xml")
    assert read(zipped(given)) == [("Насос",)]


def test_elements_with_a_prefix() -> None:
    sheet = '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    assert read(book(sheet.encode())) == [("7",)]


def test_texts_of_several_runs_and_what_is_said_above_them() -> None:
    runs = "<si><r><t>Ko</t></r><r><t>tel</t></r><rPh><t>unheard</t></rPh></si><si><t>a_x000D_b_x0041_</t></si>"
    texts = f"<sst {MAIN}>{runs}</sst>".encode()
    sheet = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>99</v></c><c t="s"><v>x</v></c></row>'
    assert read(book(sheet, **{STRINGS: texts})) == [("Kotel", "a bA")]


def test_styles_that_are_missing_or_strange() -> None:
    sheet = '<row><c s="0"><v>46000</v></c><c s="99"><v>46000</v></c><c s="1"><v>not a number</v></c></row>'
    styles = b"<styleSheet><cellXfs><xf numFmtId='14'/><xf numFmtId='14'/></cellXfs></styleSheet>"
    assert read(book(sheet, **{STYLES: styles})) == [("2025-12-09", "46000", "not a number")]
    assert read(book(sheet)) == [("46000", "46000", "not a number")]


def test_paths_from_the_root() -> None:
    given = parts() | {"xl/_rels/workbook.xml.rels": relations(rId1=("worksheet", "/xl/worksheets/sheet1.xml"))}
    assert read(zipped(given)) == [("SKU", "Name"), ("A-1", "Pump")]


def test_a_long_cell_is_cut() -> None:
    assert [len(text) for text in read(book(rows(["x" * 50_000, "y"])))[0]] == [1_000, 1]
    assert [len(text) for text in read(f"{'x' * 50_000};y".encode())[0]] == [1_000, 1]


def test_signs_nobody_sees_are_dropped() -> None:
    hidden = cell("A1", "A\u200b-\u202e1\u00ad")
    assert read(book(f"<row>{hidden}</row>")) == [("A-1",)]


CODED = {
    "UTF-8": "utf-8",
    "UTF-8 with a mark": "utf-8-sig",
    "UTF-16": "utf-16",
    "cp1251": "cp1251",
}


@pytest.mark.parametrize("coding", CODED.values(), ids=CODED.keys())
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_codings_and_separators(coding: str, separator: str) -> None:
    given = [("Артикул", "Название"), ("А-1", "Котёл «Ёж» № 5"), ("Б-2", "Насос")]
    text = "\r\n".join(separator.join(row) for row in given)
    assert read(text.encode(coding)) == given


def test_italian_letters_of_one_byte() -> None:
    assert read("Nome;Città\nNicolò;Forlì\n".encode("cp1252")) == [("Nome", "Città"), ("Nicolò", "Forlì")]


def test_quotes_lines_within_cells_and_old_line_ends() -> None:
    assert read(b'a;"b;\r\nc";"say ""x"""\r\nd') == [("a", "b; c", 'say "x"'), ("d",)]
    assert read(b"a;b\rc;d\r") == [("a", "b"), ("c", "d")]
    assert read("a;b\u2028c;d\n".encode()) == [("a", "b c", "d")]


def test_a_title_above_and_commas_within() -> None:
    text = "Price list, 2026\nSKU;Name;Points\nA-1;Pump, red;1,5\n"
    assert read(text.encode()) == [("Price list, 2026",), ("SKU", "Name", "Points"), ("A-1", "Pump, red", "1,5")]


def test_the_separator_that_a_file_names() -> None:
    assert read_rows(b"sep=|\r\na|b;c\r\n") == [Row(2, ("a", "b;c"))]


def test_an_apostrophe_that_guards_a_formula_goes() -> None:
    assert read(b"'=1+1;'quoted';'") == [("=1+1", "'quoted'", "'")]


async def test_fifty_thousand_products_are_read_within_the_limits() -> None:
    """What has to pass where bombs may not."""
    product = ("Boiler with two circuits", "Котёл двухконтурный настенный", "Caldaia murale", "Boilers")
    given = [
        (f"ABC-{n:06}", 4600000000000 + n, *(f"{name} {n}" for name in product), n % 500, date(2026, 1, 1), None)
        for n in range(50_000)
    ]
    content = xlsx(["SKU", "Barcode", "Name", "ru", "it", "Category", "Points", "From", "Until"], given, title="All")
    async with Child("tests.core.sheets.weighing", within=60) as child:
        took, sheet = await child.ask(content, weighed)
    assert isinstance(sheet, Sheet)
    assert sheet.count == 50_001
    assert took["bytes"] <= MEMORY
    last = list(sheet.rows())[-1]
    assert last.cells[:3] == ("ABC-049999", "4600000049999", "Boiler with two circuits 49999")
    assert last.cells[-2:] == ("499", "2026-01-01")
    assert len(sheet.packed) < 4_000_000


def test_an_answer_survives_its_frame() -> None:
    for answer in (examine(b"a;b"), UnfitSheet(reason=UnfitReason.BOMB)):
        assert unpack(pack(answer)) == answer
    with pytest.raises(ValueError):
        unpack(b"Traceback")
    assert json.loads(pack(examine(b"a;b")).partition(b"\n")[0]) == {"count": 1}


def _strings(*texts: str) -> bytes:
    return f"<sst {MAIN}>{''.join(f'<si><t>{text}</t></si>' for text in texts)}</sst>".encode()


def test_a_sheet_without_a_table_of_texts() -> None:
    assert read(book(worksheet(rows(["a"])))) == [("a",)]
