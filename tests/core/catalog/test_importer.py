"""Products from a file: their rates, what stays as it was, rows that cannot be taken, going on after a kill."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from core.catalog import importer
from core.catalog.columns import COLUMNS
from core.catalog.importer import ProductImporter
from core.catalog.listed import Fault
from core.catalog.listing import whole_list
from core.catalog.planning import Saved
from core.catalog.products import search
from core.catalog.tables import ProductRow, RateRow
from core.db.database import Database
from core.importing.importer import Preview
from core.importing.running import DatabaseWork
from core.people.persons import Person
from core.sheets.sheet import Row, Sheet
from tests.core.people.world import NOW, act, open_programme

TODAY = NOW.date()
HEADING = ("sku", "name", "points", "barcode", "from", "until", "name it", "category", "aliases")
BOILER = ("ABC-100", "Котёл", "120", "4600000000017", "", "", "Caldaia", "Котлы", "семёрка, двушка")


def sheet(*rows: Sequence[str], heading: Sequence[str] = HEADING) -> Sheet:
    return Sheet.of(Row(number, tuple(cells)) for number, cells in enumerate([heading, *rows], start=1))


@pytest.fixture
async def owner(db: Database) -> Person:
    return await open_programme(db)


def work(db: Database, owner: Person, *, days: int = 0) -> DatabaseWork:
    return DatabaseWork(db, lambda: NOW + timedelta(days=days), owner.programme_id, owner.id)


async def look(db: Database, owner: Person, given: Sheet, *, days: int = 0) -> Preview:
    found = await ProductImporter().look(work(db, owner, days=days), given)
    assert found is not None
    return found


async def save(db: Database, owner: Person, given: Sheet, *, days: int = 0) -> Saved:
    return Saved(**await ProductImporter().save(work(db, owner, days=days), given))


async def points(db: Database, owner: Person, on: date) -> int | None:
    return (await act(db, search, owner.programme_id, "ABC-100", on=on))[0].points_per_unit


async def test_what_is_told_is_what_is_saved_and_a_repeat_changes_nothing(db: Database, owner: Person) -> None:
    given = sheet(BOILER, ("PMP-25", "Насос", "30"))
    told = await look(db, owner, given)
    assert (told.good, told.wrong) == (2, 0)
    assert await save(db, owner, given) == Saved(added=2)
    assert await save(db, owner, given, days=2) == Saved(unchanged=2)
    assert (await look(db, owner, sheet(BOILER))).counts["left_out"] == 1
    for typed in ("caldaia", "семерка", "4600000000017"):
        assert (await act(db, search, owner.programme_id, typed, on=TODAY))[0].sku == "ABC-100"


async def test_columns_that_are_not_there_change_nothing_and_empty_cells_do(db: Database, owner: Person) -> None:
    await save(db, owner, sheet(BOILER))
    short = sheet(("ABC-100", "Котёл", "120"), heading=("sku", "name", "points"))
    assert await save(db, owner, short) == Saved(unchanged=1)
    assert await save(db, owner, sheet(("ABC-100", "Котёл", "120"))) == Saved(edited=1)
    assert await act(db, search, owner.programme_id, "семерка", on=TODAY) == []


async def test_a_product_has_a_rate_for_each_of_its_days(db: Database, owner: Person) -> None:
    """Days as text and as the numbers of a spreadsheet; an open end reaches to where the next one begins."""
    new_year, spring = date(2027, 1, 1), date(2027, 3, 1)
    serial = str((spring - date(1899, 12, 30)).days)
    given = sheet(
        ("ABC-100", "Котёл", "120", "", "2026-01-01"),
        ("ABC-100", "Котёл", "150", "", "01.01.2027"),
        ("ABC-100", "Котёл", "90", "", serial, "31.03.2027"),
    )
    assert await save(db, owner, given) == Saved(added=1)
    assert await save(db, owner, given, days=1) == Saved(unchanged=1)
    days = (TODAY, new_year - timedelta(days=1), new_year, spring, date(2027, 3, 31), date(2027, 4, 1))
    assert [await points(db, owner, day) for day in days] == [120, 120, 150, 90, 90, None]
    async with db.read() as session:
        rates = (await session.execute(select(RateRow.valid_from, RateRow.valid_until))).all()
    assert len(rates) == 3


async def test_a_plan_outlives_a_list_without_days(db: Database, owner: Person) -> None:
    planned = (("ABC-100", "Котёл", "120", "", "2026-01-01"), ("ABC-100", "Котёл", "150", "", "2027-01-01"))
    await save(db, owner, sheet(*planned))
    short = ("sku", "name", "points")
    assert await save(db, owner, sheet(("ABC-100", "Котёл", "120"), heading=short)) == Saved(unchanged=1)
    assert await save(db, owner, sheet(("ABC-100", "Котёл", "130"), heading=short)) == Saved(rerated=1)
    days = (TODAY - timedelta(days=1), TODAY, date(2027, 1, 1))
    assert [await points(db, owner, day) for day in days] == [120, 130, 150]


async def test_days_gone_by_keep_their_points(db: Database, owner: Person) -> None:
    """A list that names an earlier day changes nothing before today."""
    await save(db, owner, sheet(BOILER))
    later = sheet(("ABC-100", "Котёл", "50", "", "2020-01-01"), heading=HEADING[:5])
    assert (await save(db, owner, later)).rerated == 1
    assert await points(db, owner, TODAY - timedelta(days=1)) == 120
    assert await points(db, owner, TODAY) == 50


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (("", "Котёл", "5"), Fault.SKU),
        (("x" * 65, "Котёл", "5"), Fault.SKU),
        (("A-1", "", "5"), Fault.NAME),
        (("A-1", "я" * 201, "5"), Fault.NAME),
        (("A-1", "Котёл", "-5"), Fault.POINTS),
        (("A-1", "Котёл", "2.5"), Fault.POINTS),
        (("A-1", "Котёл", "1000001"), Fault.POINTS),
        (("A-1", "Котёл", "5", "12"), Fault.BARCODE),
        (("A-1", "Котёл", "5", "4600000000017"), Fault.BARCODE_TAKEN),
        (("A-1", "Котёл", "5", "", "32.01.2027"), Fault.DAY),
        (("A-1", "Котёл", "5", "", "завтра"), Fault.DAY),
        (("A-1", "Котёл", "5", "", "2027-02-01", "2027-01-01"), Fault.DAY),
        (("A-1", "Котёл", "5", "", "", "", "", "к" * 65), Fault.CATEGORY),
        (("A-1", "Котёл", "5", "", "", "", "", "", "к" * 65), Fault.ALIASES),
        (("abc 100", "Котёл", "5"), Fault.REPEATED),
    ],
)
async def test_a_row_that_cannot_be_taken_is_told(
    db: Database, owner: Person, row: Sequence[str], fault: Fault
) -> None:
    told = await look(db, owner, sheet(BOILER, row))
    assert [(error.row, error.fault) for error in told.errors] == [(3, fault)]
    assert (told.good, told.wrong) == (1, 1)


async def test_another_products_barcode_is_told_and_two_may_change_theirs(db: Database, owner: Person) -> None:
    await save(db, owner, sheet(("A-1", "a", "5", "11111"), ("A-2", "b", "5", "22222")))
    taken = await look(db, owner, sheet(("A-3", "c", "5", "11111")))
    assert [(error.row, error.fault) for error in taken.errors] == [(2, Fault.BARCODE_TAKEN)]
    assert (await save(db, owner, sheet(("A-3", "c", "5", "11111")))) == Saved()
    assert await save(db, owner, sheet(("A-1", "a", "5", "22222"), ("A-2", "b", "5", "11111"))) == Saved(edited=2)


async def test_an_import_cut_short_goes_on_where_it_was(
    db: Database, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kill between two parts: begun again, it saves what is missing and nothing twice."""
    monkeypatch.setattr(importer, "A_PART", 2)
    given = sheet(*((f"A-{n}", "Котёл", "5") for n in range(7)))
    steps = 0

    class Killed(DatabaseWork):
        async def progress(self, done: int) -> None:
            nonlocal steps
            steps += done > 0
            if steps == 2:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await ProductImporter().save(Killed(db, lambda: NOW, owner.programme_id, owner.id), given)
    assert await save(db, owner, given) == Saved(added=3, unchanged=4)
    async with db.read() as session:
        assert len((await session.scalars(select(ProductRow.sku))).all()) == 7


async def test_the_list_given_out_is_taken_back_unchanged(db: Database, owner: Person) -> None:
    await save(db, owner, sheet(BOILER, ("PMP-25", "=1+1", "30")))
    await save(db, owner, sheet(("P-1", "a", "120", "", "2026-01-01"), ("P-1", "a", "150", "", "2027-01-01")))
    async with db.read() as session:
        rows = await whole_list(session, owner.programme_id, today=TODAY)
    heading = [column.name for column in COLUMNS]
    given = sheet(*(["" if cell is None else str(cell) for cell in row] for row in rows), heading=heading)
    assert (await look(db, owner, given)).wrong == 0
    assert await save(db, owner, given, days=1) == Saved(unchanged=3)
