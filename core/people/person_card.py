"""A person's card: all that whoever looks after people sees of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.tables import CompanyRow, OutletRow, RegionRow
from core.claims.claim import ClaimState, Phase
from core.claims.tables import ClaimRow
from core.ids import CompanyId, PersonId, Points
from core.people import pii
from core.people.charge import may_change, seen
from core.people.persons import Person
from core.people.scopes import limits_of
from core.people.tables import PersonRow
from core.points import statement


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCard:
    """Somebody, at a glance."""

    person: Person
    known: pii.Pii | None
    """None for whoever has no name kept."""
    company_id: CompanyId | None
    company: str | None
    outlet: str | None
    region: str | None
    manager_id: PersonId | None
    manager: str | None
    joined_at: datetime
    removed_at: datetime | None
    last_sale_at: datetime | None
    sales: Mapping[Phase, int]
    spendable: Points
    pending: Points
    limited_to: tuple[str, ...]
    """Regions and companies that the rights are limited to; none for the whole programme."""
    may_change: bool
    """Whether the viewer may act upon it."""

    @property
    def name(self) -> str | None:
        return self.known.name if self.known else None


_PLACE = (
    select(
        PersonRow.company_id,
        PersonRow.manager_id,
        PersonRow.joined_at,
        PersonRow.removed_at,
        CompanyRow.name.label("company"),
        OutletRow.name.label("outlet"),
        RegionRow.name.label("region"),
    )
    .outerjoin(CompanyRow, CompanyRow.id == PersonRow.company_id)
    .outerjoin(OutletRow, OutletRow.id == PersonRow.outlet_id)
    .outerjoin(RegionRow, RegionRow.id == PersonRow.region_id)
    .where(PersonRow.id == bindparam("id"))
)
_SALES = (
    select(ClaimRow.state, func.count().label("n"), func.max(ClaimRow.submitted_at).label("last"))
    .where(ClaimRow.person_id == bindparam("id"))
    .group_by(ClaimRow.state)
)


async def person_card(session: AsyncSession, person_id: PersonId, *, by: PersonId) -> PersonCard:
    """The card of a person in sight. Raises NotAllowed, PersonUnknown, OutOfScope."""
    viewer, person = await seen(session, person_id, by=by)
    place = (await session.execute(_PLACE, {"id": person_id})).one()
    sales = (await session.execute(_SALES, {"id": person_id})).all()
    known = await pii.read_many(session, [each for each in (person_id, place.manager_id) if each is not None])
    balance = await statement.balance(session, person_id, programme_id=person.programme_id)
    manager = known.get(place.manager_id)
    return PersonCard(
        person=person,
        known=known.get(person_id),
        company_id=place.company_id,
        company=place.company,
        outlet=place.outlet,
        region=place.region,
        manager_id=place.manager_id,
        manager=manager.name if manager else None,
        joined_at=place.joined_at,
        removed_at=place.removed_at,
        last_sale_at=max((row.last for row in sales), default=None),
        sales=_by_phase(sales),
        spendable=balance.spendable,
        pending=balance.pending,
        limited_to=await _limits(session, person),
        may_change=may_change(viewer, person),
    )


def _by_phase(sales: "list[Row[*tuple[Any, ...]]] | Any") -> dict[Phase, int]:
    found = dict.fromkeys(Phase, 0)
    for row in sales:
        if row.state != ClaimState.CANCELLED.value:
            found[ClaimState(row.state).phase] += row.n
    return found


async def _limits(session: AsyncSession, person: Person) -> tuple[str, ...]:
    scope = await limits_of(session, person)
    if scope.everything:
        return ()
    names: list[str] = []
    for row, ids in ((RegionRow, scope.regions), (CompanyRow, scope.companies)):
        names += await session.scalars(select(row.name).where(row.id.in_(sorted(ids))).order_by(row.name))
    return tuple(names)
