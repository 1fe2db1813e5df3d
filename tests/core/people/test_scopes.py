"""Rights limited to some regions or companies."""

import pytest
from sqlalchemy import select

from core.claims import decisions
from core.claims.tables import ClaimRow
from core.claims.waiting import waiting
from core.db.database import Database
from core.people import employments, regions
from core.people.persons import Person, load
from core.people.rights import NotAllowed
from core.people.scopes import EVERYTHING, OutOfScope, Scope, ScopeUnfit, limit, scope_of
from core.people.tables import PersonRow
from tests.core.claims.world import NOW, World
from tests.core.claims.world import open_world as claims_world
from tests.core.people.world import act, add_company


@pytest.fixture
async def world(db: Database) -> World:
    return await claims_world(db)


async def test_whoever_is_limited_decides_only_what_is_in_sight(world: World) -> None:
    """A claim keeps the place it was sent from: a change of jobs moves none."""
    db, owner = world.db, world.owner
    north = await act(db, regions.add_region, "North", by=owner.id, now=NOW)
    company = await add_company(db, owner.programme_id, "Here")
    other = await add_company(db, owner.programme_id, "There")
    await act(db, regions.place_company, company, north.id, by=owner.id, now=NOW)
    await act(db, employments.employ, world.installer.id, company, now=NOW)
    claim = await world.in_review(world.installer)
    await act(db, employments.employ, world.installer.id, other, now=NOW)
    async with db.read() as session:
        row = (await session.execute(select(ClaimRow).where(ClaimRow.id == claim.id))).scalar_one()
        assert (row.company_id, row.region_id, row.outlet_id) == (company, north.id, None)
    moderator = await act(db, limit, world.moderator.id, Scope(companies=frozenset({other})), by=owner.id, now=NOW)
    assert moderator.scoped
    assert await act(db, waiting, moderator, now=NOW) == []
    with pytest.raises(OutOfScope):
        await act(db, decisions.approve, claim.id, version=claim.version, by=moderator, now=NOW)
    moderator = await act(db, limit, moderator.id, Scope(regions=frozenset({north.id})), by=owner.id, now=NOW)
    assert await act(db, waiting, moderator, now=NOW) == [claim.id]
    await act(db, decisions.approve, claim.id, version=claim.version, by=moderator, now=NOW)
    moderator = await act(db, limit, moderator.id, EVERYTHING, by=owner.id, now=NOW)
    assert await act(db, scope_of, moderator) == EVERYTHING


async def test_people_in_sight(world: World) -> None:
    company = await add_company(world.db, world.owner.programme_id, "Here")
    await act(world.db, employments.employ, world.installer.id, company, now=NOW)
    scope = Scope(companies=frozenset({company}))
    async with world.db.read() as session:
        asked = select(PersonRow.id).where(scope.within(PersonRow.region_id, PersonRow.company_id))
        assert list(await session.scalars(asked)) == [world.installer.id]
        everybody = await session.scalars(
            select(PersonRow.id).where(EVERYTHING.within(PersonRow.region_id, PersonRow.company_id))
        )
        assert len(list(everybody)) > 1


async def test_owners_are_not_limited_and_only_they_limit(world: World) -> None:
    db, owner = world.db, world.owner
    company = await add_company(db, owner.programme_id, "Here")
    here = Scope(companies=frozenset({company}))
    with pytest.raises(ScopeUnfit):
        await act(db, limit, owner.id, here, by=owner.id, now=NOW)
    with pytest.raises(ScopeUnfit):
        await act(db, limit, world.moderator.id, Scope(companies=frozenset({company + 999})), by=owner.id, now=NOW)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        await act(db, limit, world.moderator.id, here, by=world.moderator.id, now=NOW)
    person: Person = await act(db, load, world.moderator.id)
    assert not person.scoped
