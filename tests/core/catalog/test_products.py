"""Saving lists of products and finding one of them."""

import time
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from core.catalog import shelves
from core.catalog.pasted import read_products
from core.catalog.planning import Saved
from core.catalog.products import choices, save_products, search
from core.catalog.rates import ALWAYS
from core.catalog.shelf import arrange
from core.catalog.shelves import have_products
from core.catalog.sought import sought
from core.catalog.tables import ProductRow, RateRow
from core.db.database import Database
from core.ids import ProductId
from core.people.persons import Person
from core.people.rights import NotAllowed
from core.people.roles import Role
from tests.core.people.world import NOW, act, join, open_programme

TODAY = NOW.date()
BOTH_WAYS = pytest.mark.parametrize("small", [1_000, 0], ids=["kept in memory", "looked up"])
"""How products are found: in a small catalogue, and in a large one."""

LIST = "ABC-100; Котёл Tandem 24; 120\nABC-200; Котёл Tandem 28; 140\nPMP-25; Насос циркуляционный; 30"


@pytest.fixture
async def owner(db: Database) -> Person:
    return await open_programme(db)


async def save(db: Database, owner: Person, text: str, *, days: int = 0) -> Saved:
    rows = read_products(text).rows
    return await act(db, save_products, owner.programme_id, rows, now=NOW + timedelta(days=days), by=owner)


async def rates(db: Database) -> list[tuple[int, date, date | None]]:
    async with db.read() as session:
        rows = await session.execute(
            select(RateRow.points_per_unit, RateRow.valid_from, RateRow.valid_until)
            .join(ProductRow, ProductRow.id == RateRow.product_id)
            .where(ProductRow.sku_key == "abc100")
            .order_by(RateRow.id)
        )
        return [(row.points_per_unit, row.valid_from, row.valid_until) for row in rows]


async def points(db: Database, owner: Person, on: date) -> int | None:
    found = await act(db, search, owner.programme_id, "ABC-100", on=on)
    return found[0].points_per_unit


async def test_a_list_saved_again_changes_nothing(db: Database, owner: Person) -> None:
    assert await save(db, owner, LIST) == Saved(added=3, edited=0, rerated=0, unchanged=0)
    assert await save(db, owner, LIST) == Saved(added=0, edited=0, rerated=0, unchanged=3)
    assert await rates(db) == [(120, ALWAYS, None)]


async def test_a_changed_rate_holds_from_today_on(db: Database, owner: Person) -> None:
    await save(db, owner, LIST)
    saved = await save(db, owner, "abc 100; Котёл Tandem 24; 150", days=3)
    assert saved == Saved(added=0, edited=1, rerated=1, unchanged=0)
    changed = TODAY + timedelta(days=3)
    assert await rates(db) == [(120, ALWAYS, changed - timedelta(days=1)), (150, changed, None)]
    assert await points(db, owner, changed - timedelta(days=1)) == 120
    assert await points(db, owner, changed) == 150


async def test_a_rate_changed_twice_in_a_day(db: Database, owner: Person) -> None:
    await save(db, owner, LIST)
    await save(db, owner, "ABC-100; Котёл Tandem 24; 150")
    await save(db, owner, "ABC-100; Котёл Tandem 24; 160")
    assert await points(db, owner, TODAY - timedelta(days=1)) == 120
    assert await points(db, owner, TODAY) == 160


async def test_products_are_found_under_a_new_name_at_once(db: Database, owner: Person) -> None:
    await save(db, owner, LIST)
    assert await act(db, search, owner.programme_id, "бойлер", on=TODAY) == []
    await save(db, owner, "ABC-100; Бойлер; 120")
    assert [found.sku for found in await act(db, search, owner.programme_id, "бойлер", on=TODAY)] == ["ABC-100"]


async def test_only_those_who_keep_the_catalogue_change_it(db: Database, owner: Person) -> None:
    moderator = await join(db, owner.id, Role.MODERATOR)
    with pytest.raises(NotAllowed):
        await save(db, moderator, LIST)
    assert not await act(db, have_products, owner.programme_id)


async def test_choices_keep_their_order_and_leave_out_the_unknown(db: Database, owner: Person) -> None:
    await save(db, owner, LIST)
    found = await act(db, search, owner.programme_id, "а", on=TODAY)
    ids = [product.id for product in found]
    again = await act(db, choices, [*reversed(ids), ProductId(999)], on=TODAY)
    assert [product.id for product in again] == list(reversed(ids))


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("abc-100", "ABC-100"),
        ("АВС200", "ABC-200"),
        ("pmp", "PMP-25"),
        ("насос", "PMP-25"),
        ("циркул", "PMP-25"),
        ("нассос", "PMP-25"),
        ("tandem 28", "ABC-200"),
        ("котел 28", "ABC-200"),
        ("катёл 24", "ABC-100"),
        ("ABD-100", "ABC-100"),
        ("200", "ABC-200"),
    ],
)
@BOTH_WAYS
async def test_a_part_of_name_or_number_finds(
    db: Database, owner: Person, typed: str, best: str, small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "SMALL", small)
    await save(db, owner, LIST)
    assert (await act(db, search, owner.programme_id, typed, on=TODAY))[0].sku == best


@pytest.mark.parametrize("typed", ["", "🔥", "холодильник", "???", "\u202e"])
@BOTH_WAYS
async def test_nothing_is_found_for_what_nobody_sells(
    db: Database, owner: Person, typed: str, small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "SMALL", small)
    await save(db, owner, LIST)
    assert await act(db, search, owner.programme_id, typed, on=TODAY) == []


def test_a_shelf_of_five_thousand_is_searched_in_no_time() -> None:
    kinds = ("котел настенный", "насос циркуляционный", "термостат комнатный", "радиатор биметаллический", "клапан")
    shelf = arrange(
        (ProductId(n), f"k{n:05}{n % 7}", sought(f"K{n:05}-{n % 7}", None, [f"{kinds[n % 5]} {n % 97} {n}"], []))
        for n in range(5_000)
    )
    assert len(shelf.search("кател настеный 17")) == 8
    started = time.perf_counter()
    for typed in ("насос", "циркулярный", "k00417", "радиатр 12", "клапан 4"):
        assert shelf.search(typed)
    assert (time.perf_counter() - started) / 5 < 0.1
