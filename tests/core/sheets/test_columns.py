"""Columns are found by what people call them; days and numbers are understood as they are written."""

from datetime import date
from enum import StrEnum

import pytest

from core.sheets.columns import Column, Table, find_table
from core.sheets.opening import examine
from core.sheets.sheet import Sheet
from core.sheets.values import day, whole

COLUMNS = (
    Column("sku", ("Article", "Артикул", "Codice")),
    Column("name", ("Product", "Название", "Nome", "Prodotto")),
    Column("points", ("Points per unit", "Баллы за штуку", "Баллы", "Punti")),
)


class Odd(StrEnum):
    ODD = "odd"


def sheet(text: str) -> Sheet:
    found = examine(text.encode())
    assert isinstance(found, Sheet)
    return found


def table(text: str, *, in_order: tuple[str, ...] = ()) -> Table | None:
    return find_table(sheet(text), COLUMNS, needed=("sku", "name"), in_order=in_order)


@pytest.mark.parametrize(
    "heading",
    ["SKU;Name;Points", "артикул;НАЗВАНИЕ;баллы за штуку", "Codice *;Prodotto (nome);Punti:", " sku ; product;points"],
)
def test_a_heading_in_any_language(heading: str) -> None:
    found = table(f"{heading}\nA-1;Pump;3")
    assert found is not None
    assert [dict(record.values) for record in found.records()] == [{"sku": "A-1", "name": "Pump", "points": "3"}]


def test_any_order_titles_above_and_columns_of_their_own() -> None:
    found = table("Our price list\n\nPoints;Colour;Name;SKU\n3;red;Pump;A-1\n;;Valve")
    assert found is not None
    assert found.begins == 4
    assert found.unknown == ("Colour",)
    first, second = found.records()
    assert (first["sku"], first["name"], first["points"], first["nothing"]) == ("A-1", "Pump", "3", "")
    assert (second.number, second["sku"], second["name"]) == (5, "", "Valve")
    assert second.error(Odd.ODD).row == 5
    assert second.error(Odd.ODD).text == "; ; Valve"


def test_two_rows_of_heading() -> None:
    """In two languages, or a group's name above its columns."""
    for text in ("SKU;Name;\nАртикул;Название;Баллы\nA-1;Pump;3", "Article;;Points\n;Product;\nA-1;Pump;3"):
        found = table(text)
        assert found is not None
        assert [dict(record.values) for record in found.records()] == [{"sku": "A-1", "name": "Pump", "points": "3"}]


def test_no_heading() -> None:
    """Then the order counts, where the import says one."""
    assert table("A-1;Pump;3") is None
    found = table("A-1;Pump;3\nA-2;Valve;4", in_order=("sku", "name", "points"))
    assert found is not None
    assert [record["name"] for record in found.records()] == ["Pump", "Valve"]


def test_a_heading_that_lacks_what_is_needed() -> None:
    assert table("SKU;Points\nA-1;3", in_order=("sku", "name", "points")) is None


def test_of_two_columns_of_one_name_the_first_counts() -> None:
    found = table("SKU;Name;Артикул\nA-1;Pump;A-2")
    assert found is not None
    assert next(found.records())["sku"] == "A-1"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        *[("12", 12), ("1 200", 1200), ("1\u00a0200", 1200), ("12,00", 12), ("12.0", 12), ("-3", -3), ("−3", -3)],
        *[("1.5", None), ("", None), ("twelve", None), ("1e3", None), ("١٢", None), ("9" * 16, None)],
    ],
)
def test_whole_numbers(text: str, meant: int | None) -> None:
    assert whole(text) == meant


@pytest.mark.parametrize("text", ["2026-03-01", "1.3.2026", "01.03.26", "01/03/2026", "46082", "01.03.2026 г."])
def test_days(text: str) -> None:
    assert day(text) == date(2026, 3, 1)


@pytest.mark.parametrize("text", ["", "soon", "31.02.2026", "2026-13-01", "12", "2026-03-01 14:30:00", "99999999"])
def test_what_is_no_day(text: str) -> None:
    assert day(text) is None
