"""People have a place: it follows the employment, its claims stay where they were sent from."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.db.database import Database
from core.ids import CompanyId, PersonId
from core.people import employments, outlets, regions
from core.people.employments import CompanyUnknown, OutletUnknown
from core.people.persons import Person, load
from core.people.regions import RegionUnknown
from core.people.rights import NotAllowed
from core.people.tables import EmploymentRow, PersonRow
from core.programme.zones import ZoneUnknown
from tests.core.people.world import NOW, act, add_company, join


async def place(db: Database, person: Person) -> tuple[int | None, int | None, int | None]:
    async with db.read() as session:
        asked = select(PersonRow.company_id, PersonRow.outlet_id, PersonRow.region_id)
        return tuple((await session.execute(asked.where(PersonRow.id == person.id))).one())  # type: ignore[return-value]


async def test_a_person_has_the_place_of_the_employment(db: Database, owner: Person) -> None:
    company = await add_company(db, owner.programme_id)
    north = await act(db, regions.add_region, "North", by=owner.id, now=NOW)
    south = await act(db, regions.add_region, "South", by=owner.id, now=NOW)
    person = await join(db, owner.id, company_id=company)
    assert await place(db, person) == (company, None, None)
    await act(db, regions.place_company, company, north.id, by=owner.id, now=NOW)
    assert await place(db, person) == (company, None, north.id)
    shop = await act(db, outlets.add_outlet, company, "Lenin street 5", by=owner.id, now=NOW)
    await act(db, employments.employ, person.id, company, outlet_id=shop.id, now=NOW)
    assert await place(db, person) == (company, shop.id, north.id)
    await act(db, outlets.place_outlet, shop.id, south.id, by=owner.id, now=NOW)
    assert await place(db, person) == (company, shop.id, south.id)
    await act(db, employments.leave, person.id, now=NOW)
    assert await place(db, person) == (None, None, None)


async def test_a_zone_is_the_own_else_the_outlets_the_companys_the_programmes(db: Database, owner: Person) -> None:
    company = await add_company(db, owner.programme_id)
    person = await join(db, owner.id, company_id=company)
    shop = await act(db, outlets.add_outlet, company, "Omsk", by=owner.id, now=NOW)

    async def zone() -> str:
        return (await act(db, load, person.id)).timezone

    assert await zone() == "Europe/Moscow"
    await act(db, regions.set_company_zone, company, "Asia/Yekaterinburg", by=owner.id, now=NOW)
    assert await zone() == "Asia/Yekaterinburg"
    await act(db, outlets.set_outlet_zone, shop.id, "Asia/Omsk", by=owner.id, now=NOW)
    await act(db, employments.employ, person.id, company, outlet_id=shop.id, now=NOW)
    assert await zone() == "Asia/Omsk"

    async def choose(session: AsyncSession) -> None:
        await session.execute(update(PersonRow).where(PersonRow.id == person.id).values(timezone="Asia/Almaty"))

    await db.run(choose)
    assert await zone() == "Asia/Almaty"
    with pytest.raises(ZoneUnknown):
        await act(db, outlets.set_outlet_zone, shop.id, "Nowhere", by=owner.id, now=NOW)


async def test_changing_jobs_ends_one_employment_and_begins_another(db: Database, owner: Person) -> None:
    """The same place again is no change."""
    first, second = [await add_company(db, owner.programme_id, name) for name in ("One", "Two")]
    person = await join(db, owner.id, company_id=first)
    for company in (first, second, second):
        await act(db, employments.employ, person.id, company, now=NOW)
    async with db.read() as session:
        asked = select(EmploymentRow.company_id, EmploymentRow.until).where(EmploymentRow.person_id == person.id)
        assert [tuple(row) for row in await session.execute(asked)] == [(first, NOW), (second, None)]


async def test_what_is_not_on_a_list_is_refused(db: Database, owner: Person) -> None:
    company, other = [await add_company(db, owner.programme_id, name) for name in ("One", "Two")]
    person = await join(db, owner.id, company_id=company)
    shop = await act(db, outlets.add_outlet, other, "Shop", by=owner.id, now=NOW)
    region = await act(db, regions.add_region, "North", by=owner.id, now=NOW)
    await act(db, regions.list_region, region.id, listed=False, by=owner.id, now=NOW)
    with pytest.raises(OutletUnknown):
        await act(db, employments.employ, person.id, company, outlet_id=shop.id, now=NOW)
    with pytest.raises(RegionUnknown):
        await act(db, regions.place_company, company, region.id, by=owner.id, now=NOW)
    with pytest.raises(CompanyUnknown):
        await act(db, regions.place_company, CompanyId(999), None, by=owner.id, now=NOW)
    with pytest.raises(NotAllowed):
        await act(db, regions.add_region, "South", by=person.id, now=NOW)
    assert (await act(db, regions.add_region, "NORTH", by=owner.id, now=NOW)).id == region.id
    assert [each.name for each in await act(db, regions.list_regions, owner.programme_id)] == ["NORTH"]
    await act(db, outlets.list_outlet, shop.id, listed=False, by=owner.id, now=NOW)
    assert await act(db, outlets.list_outlets, owner.programme_id, other) == []
    assert PersonId(person.id)
