"""Sealed names are found by the beginnings of their words, phones by their digits."""

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.db.database import Database
from core.ids import PersonId
from core.people import phones, pii, preferences, searching
from core.people.persons import Person
from core.people.phones import PhoneUnusable, digits
from core.people.tables import NameStartRow, PersonPiiRow
from tests.core.people.world import act, join


async def found(db: Database, text: str, *, most: int = 8, before: PersonId | None = None) -> list[str]:
    return [each.name for each in await act(db, searching.find, text, most=most, before=before)]


async def test_a_name_is_found_by_what_its_words_begin_with(db: Database, owner: Person) -> None:
    for name in ("Пётр Александров", "Александр Петров", "Anna Bianchi"):
        await join(db, owner.id, name=name)
    assert await found(db, "алекс") == ["Александр Петров", "Пётр Александров"]
    assert await found(db, "Александров") == ["Пётр Александров"]
    assert await found(db, "петр алекс") == ["Александр Петров", "Пётр Александров"]
    assert await found(db, "петров") == ["Александр Петров"]
    assert await found(db, "BIAN") == ["Anna Bianchi"]
    assert await found(db, "ianchi") == await found(db, "") == await found(db, "…") == []


async def test_pages_go_on_where_the_last_one_ended(db: Database, owner: Person) -> None:
    people = [await join(db, owner.id, name=f"Ivan {chr(65 + n)}") for n in range(5)]
    assert await found(db, "iv", most=3) == ["Ivan E", "Ivan D", "Ivan C"]
    assert await found(db, "iv", before=people[2].id) == ["Ivan B", "Ivan A"]


async def test_another_name_or_none_is_not_found_any_more(db: Database, owner: Person) -> None:
    person = await join(db, owner.id, name="Ivan")
    await act(db, preferences.set_name, person.id, "Sergej")
    assert await found(db, "ivan") == []
    assert await found(db, "serg") == ["Sergej"]
    await act(db, pii.forget, person.id)
    async with db.read() as session:
        counted = select(func.count()).select_from(NameStartRow).where(NameStartRow.person_id == person.id)
        assert await session.scalar(counted) == 0


async def test_those_of_an_earlier_release_are_caught_up_with(db: Database, owner: Person) -> None:
    person = await join(db, owner.id, name="Ivan")

    async def unlearn(session: AsyncSession) -> None:
        await session.execute(update(PersonPiiRow).values(findable=False))
        await session.execute(NameStartRow.__table__.delete())  # type: ignore[attr-defined]

    await db.run(unlearn)
    assert await found(db, "ivan") == []
    assert await act(db, searching.catch_up) == 2
    assert await act(db, searching.catch_up) == 0
    assert [each.id for each in await act(db, searching.find, "ivan", most=1)] == [person.id]


@pytest.mark.parametrize(
    ("written", "country", "read"),
    [
        ("+7 (912) 345-67-89", None, "79123456789"),
        ("8 912 345 67 89", None, "79123456789"),
        ("9123456789", None, "79123456789"),
        ("79123456789", None, "79123456789"),
        ("0039 333 123 4567", None, "393331234567"),
        ("333 123 4567", "IT", "393331234567"),
        ("+39 333 123 4567", "IT", "393331234567"),
    ],
)
def test_a_phone_is_read_to_one_form(written: str, country: str | None, read: str) -> None:
    assert digits(written, country=country) == read


@pytest.mark.parametrize("written", ["", "12345", "call me", "+7 912 345 67 89 12 34 56", "=1+1"])
def test_what_is_no_phone_is_refused(written: str) -> None:
    with pytest.raises(PhoneUnusable):
        digits(written)


async def test_a_phone_finds_its_person(db: Database, owner: Person) -> None:
    person = await join(db, owner.id)
    await act(db, phones.keep_phone, person.id, digits("+7 912 345-67-89"))
    assert await act(db, phones.person_of_phone, owner.programme_id, digits("8 912 345 67 89")) == person.id
    assert await act(db, phones.person_of_phone, owner.programme_id, digits("8 912 345 67 88")) is None
    async with db.read() as session:
        row = (await session.execute(select(PersonPiiRow).where(PersonPiiRow.person_id == person.id))).scalar_one()
    assert b"9123456789" not in (row.phone_index or b"")
