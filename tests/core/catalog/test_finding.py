"""How a large catalogue is searched: by its own index first, and without one just as well."""

from typing import Any

import pytest
from sqlalchemy import event, text

from core.catalog import shelves
from core.catalog.learned import learn, learned_for
from core.catalog.listed import ProductInput
from core.catalog.products import save_products, search
from core.db.database import Database
from core.people.persons import Person
from tests.core.people.world import NOW, act, open_programme

TODAY = NOW.date()


@pytest.fixture
async def owner(db: Database, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr(shelves, "SMALL", 0)
    owner = await open_programme(db)
    rows = [
        ProductInput(
            sku="ABC-100",
            name="Котёл Tandem 24",
            names={"it": "Caldaia Tandem 24", "en": "Boiler"},
            points_per_unit=120,
            barcode="4600000000017",
            aliases=("двухконтурник", "семёрка"),
        ),
        ProductInput(sku="PMP-25", name="Насос циркуляционный", points_per_unit=30),
        ProductInput(sku="PMP-32", name="Насос 32", points_per_unit=30),
    ]
    await act(db, save_products, owner.programme_id, rows, now=NOW)
    return owner


async def found(db: Database, owner: Person, typed: str) -> list[str]:
    return [one.sku for one in await act(db, search, owner.programme_id, typed, on=TODAY)]


@pytest.mark.parametrize(
    "typed",
    ["4600000000017", "00017", "двухконтурник", "двухконтурнек", "семерка", "caldaia", "boiler", "АВС 1", "abc100"],
)
async def test_each_name_alias_and_number_finds(db: Database, owner: Person, typed: str) -> None:
    assert (await found(db, owner, typed))[0] == "ABC-100"


async def test_a_name_that_is_gone_finds_no_more(db: Database, owner: Person) -> None:
    rows = [ProductInput(sku="ABC-100", name="Бойлер", names={}, points_per_unit=120, aliases=())]
    await act(db, save_products, owner.programme_id, rows, now=NOW)
    assert await found(db, owner, "caldaia") == []
    assert await found(db, owner, "бойлер") == ["ABC-100"]


async def test_what_was_typed_before_choosing_finds_it_next_time(db: Database, owner: Person) -> None:
    """A word learned for several products offers all of them, those chosen most often first."""
    assert await found(db, owner, "крутилка") == []
    by_sku = {sku: (await act(db, search, owner.programme_id, sku, on=TODAY))[0].id for sku in ("PMP-25", "ABC-100")}
    await act(db, learn, owner.programme_id, "Крутилка", by_sku["PMP-25"])
    assert await found(db, owner, "крутилка") == ["PMP-25"]
    for _ in range(2):
        await act(db, learn, owner.programme_id, "КРУТИЛКА!", by_sku["ABC-100"])
    assert await found(db, owner, "крутилка") == ["ABC-100", "PMP-25"]


async def test_what_was_learned_cannot_be_read(db: Database, owner: Person) -> None:
    product = (await act(db, search, owner.programme_id, "ABC-100", on=TODAY))[0].id
    await act(db, learn, owner.programme_id, "для Иванова", product)
    async with db.read() as session:
        kept = str((await session.execute(text("SELECT * FROM learned_words"))).all())
    assert "иванов" not in kept.casefold()
    assert await act(db, learned_for, owner.programme_id, "иванова для") == [product]
    await act(db, learn, owner.programme_id, "a long sentence is no name of a product", product)
    async with db.read() as session:
        assert await session.scalar(text("SELECT count(*) FROM learned_words")) == 1


async def test_sqlite_begins_with_the_index_of_letters(db: Database, owner: Person) -> None:
    if not db.is_sqlite:
        pytest.skip("PostgreSQL plans by the numbers it has counted")
    asked: list[tuple[str, Any]] = []

    def note(_: object, __: object, statement: str, parameters: Any, *___: object) -> None:
        if "MATCH" in statement:
            asked.append((statement, parameters))

    event.listen(db.reader.sync_engine, "before_cursor_execute", note)
    async with db.read() as session:
        await search(session, owner.programme_id, "кател tandem", on=TODAY)
    event.remove(db.reader.sync_engine, "before_cursor_execute", note)
    assert len(asked) > 3
    async with db.reader.connect() as connection:
        for statement, parameters in asked:
            rows = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            assert "VIRTUAL TABLE" in next(iter(rows)).detail


async def test_postgresql_finds_without_the_extension_too(db: Database, owner: Person) -> None:
    """Where pg_trgm cannot be had the same statements read all rows."""
    if db.is_sqlite:
        pytest.skip("SQLite brings its index along")

    async with db.writer.connect() as connection:
        await connection.execute(text("DROP INDEX ix_products_sought_trgm"))
        await connection.execute(text("DROP INDEX ix_catalogue_words_word_trgm"))
        session = db.session(connection)
        assert (await search(session, owner.programme_id, "насосс 25", on=TODAY))[0].sku == "PMP-25"
        await connection.rollback()
