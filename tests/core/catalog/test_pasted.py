"""Lists as people paste them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.listed import Fault
from core.catalog.pasted import read_companies, read_products


def test_rows_of_three_fields() -> None:
    parsed = read_products("ABC-100; Котёл Tandem 24; 120\nPMP-25;Насос;30")
    assert parsed.errors == ()
    assert [(row.sku, row.name, row.points_per_unit) for row in parsed.rows] == [
        ("ABC-100", "Котёл Tandem 24", 120),
        ("PMP-25", "Насос", 30),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffSKU;Name;Points\r\nABC-100;Boiler;120\r\n",
        "ABC-100\tBoiler\t120",
        'ABC-100,"Boiler",120',
        "артикул; название; баллы\n\nABC-100 ; Boiler ; 120 ;",
        "ABC-100;Boiler;1 20",
    ],
)
def test_ways_to_write_the_same(text: str) -> None:
    parsed = read_products(text)
    assert parsed.errors == ()
    assert [(row.sku, row.name, row.points_per_unit) for row in parsed.rows] == [("ABC-100", "Boiler", 120)]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("ABC-100; Boiler", Fault.FIELDS),
        ("ABC-100; Boiler; 1; 2", Fault.FIELDS),
        ("; Boiler; 1", Fault.SKU),
        ("---; Boiler; 1", Fault.SKU),
        (f"{'A' * 65}; Boiler; 1", Fault.SKU),
        ("ABC; ; 1", Fault.NAME),
        (f"ABC; {'n' * 201}; 1", Fault.NAME),
        ("ABC; Boiler; много", Fault.POINTS),
        ("ABC; Boiler; 0", Fault.POINTS),
        ("ABC; Boiler; -5", Fault.POINTS),
        ("ABC; Boiler; 10,5", Fault.POINTS),
        ("ABC; Boiler; 1e9", Fault.POINTS),
        ("ABC; Boiler; 1000001", Fault.POINTS),
        ("ABC; Boiler; ٣", Fault.POINTS),
    ],
)
def test_a_wrong_row_is_told_by_number(row: str, fault: Fault) -> None:
    parsed = read_products(f"GOOD-1; First; 1\n\n{row}\nGOOD-2; Last; 1")
    assert [(error.row, error.fault) for error in parsed.errors] == [(3, fault)]
    assert [good.sku for good in parsed.rows] == ["GOOD-1", "GOOD-2"]


def test_an_article_number_given_twice() -> None:
    parsed = read_products("ABC-100; Boiler; 1\nАВС100; Котёл; 2")
    assert [(error.row, error.fault) for error in parsed.errors] == [(2, Fault.REPEATED)]


def test_companies_one_a_line() -> None:
    parsed = read_companies("ООО «Тепло»\n\n Climatica \nтепло\n" + "x" * 129 + "\n!!!")
    assert parsed.rows == ("ООО «Тепло»", "Climatica")
    assert [(error.row, error.fault) for error in parsed.errors] == [
        (4, Fault.REPEATED),
        (5, Fault.NAME),
        (6, Fault.NAME),
    ]


@given(st.text(max_size=300))
def test_anything_can_be_pasted(text: str) -> None:
    """Every line that says something is either a row or an error."""
    parsed = read_products(text)
    assert len(parsed.rows) + len(parsed.errors) <= len(text.splitlines())
    read_companies(text)
