"""Scopes: people whose rights are limited to some regions or companies, and what that leaves in sight."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, delete, insert, or_, select, true, union_all, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import SQLColumnExpression

from core.audit.acts import Act
from core.audit.log import record
from core.catalog.tables import CompanyRow, RegionRow
from core.errors import Refusal
from core.events import emit
from core.ids import CompanyId, PersonId, RegionId
from core.people.events import ScopeChanged
from core.people.persons import Person, load
from core.people.rights import Right, allowed
from core.people.roles import Role
from core.people.tables import PersonRow, ScopeRow
from core.people.tables_standing import AbsenceRow

MOST = 30
"""Regions and companies that one person's rights may be limited to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Some regions and companies; neither for the whole programme."""

    regions: frozenset[RegionId] = frozenset()
    companies: frozenset[CompanyId] = frozenset()

    @property
    def everything(self) -> bool:
        """Whether nothing is out of sight."""
        return not (self.regions or self.companies)

    def holds(self, region_id: int | None, company_id: int | None) -> bool:
        """Whether a person, or a claim, of that place is in sight."""
        return self.everything or region_id in self.regions or company_id in self.companies

    def within(
        self, region: SQLColumnExpression[int | None], company: SQLColumnExpression[int | None]
    ) -> ColumnElement[bool]:
        """`holds` as a condition: `scope.within(ClaimRow.region_id, ClaimRow.company_id)`, and so for PersonRow."""
        if self.everything:
            return true()
        return or_(region.in_(sorted(self.regions)), company.in_(sorted(self.companies)))


EVERYTHING = Scope()


class OutOfScope(Refusal):
    """It belongs to a region or company that somebody else looks after."""


class ScopeUnfit(Refusal):
    """Owners are never limited; nobody is limited to more than a few, or to what is not on a list."""


_LASTS = AbsenceRow.ended_at.is_(None)
_OWN = select(ScopeRow.region_id, ScopeRow.company_id).where(ScopeRow.person_id == bindparam("id"))
_OF_MANY = select(ScopeRow.person_id, ScopeRow.region_id, ScopeRow.company_id).where(
    ScopeRow.person_id.in_(bindparam("ids", expanding=True))
)
_LENT = (
    select(AbsenceRow.stand_in_id.label("person_id"), ScopeRow.region_id, ScopeRow.company_id)
    .select_from(AbsenceRow)
    .outerjoin(ScopeRow, ScopeRow.person_id == AbsenceRow.person_id)
    .where(AbsenceRow.stand_in_id.in_(bindparam("ids", expanding=True)), _LASTS)
)
"""What those see for whom somebody stands in, as long as they are away; nothing in a row means everything."""
_SEEN = union_all(_OF_MANY, _LENT)

_WORKS = select(PersonRow.region_id, PersonRow.company_id).where(PersonRow.id == bindparam("id"))


async def scope_of(session: AsyncSession, viewer: Person) -> Scope:
    """What a person sees: the own limits, and those of whom one stands in for while that one is away.

    No statement for whoever is not limited.
    """
    return (await scopes_of(session, [viewer]))[viewer.id]


async def limits_of(session: AsyncSession, person: Person) -> Scope:
    """What a person's rights are limited to, whoever is away."""
    if not person.scoped:
        return EVERYTHING
    rows = (await session.execute(_OWN, {"id": person.id})).all()
    return Scope(
        regions=frozenset(row.region_id for row in rows if row.region_id is not None),
        companies=frozenset(row.company_id for row in rows if row.company_id is not None),
    )


async def scopes_of(session: AsyncSession, viewers: Iterable[Person]) -> dict[PersonId, Scope]:
    """What each of some people sees, by one statement; none where nobody is limited."""
    found = {viewer.id: EVERYTHING for viewer in viewers if not viewer.scoped}
    limited: dict[PersonId, set[tuple[int | None, int | None]]] = {
        viewer.id: set() for viewer in viewers if viewer.scoped
    }
    if limited:
        for row in await session.execute(_SEEN, {"ids": sorted(limited)}):
            limited[PersonId(row.person_id)].add((row.region_id, row.company_id))
    return found | {
        person_id: EVERYTHING
        if (None, None) in rows
        else Scope(
            regions=frozenset(RegionId(region) for region, _ in rows if region is not None),
            companies=frozenset(CompanyId(company) for _, company in rows if company is not None),
        )
        for person_id, rows in limited.items()
    }


async def where_works(session: AsyncSession, person_id: PersonId) -> tuple[int | None, int | None]:
    """A person's region and company now."""
    row = (await session.execute(_WORKS, {"id": person_id})).one()
    return row.region_id, row.company_id


def in_sight_of(
    person: SQLColumnExpression[int],
    region: ColumnElement[int | None] | SQLColumnExpression[int | None],
    company: ColumnElement[int | None] | SQLColumnExpression[int | None],
) -> ColumnElement[bool]:
    """The condition that a place is in the sight of each person of a statement, who is joined from PersonRow."""
    seen = (
        select(ScopeRow.id)
        .where(ScopeRow.person_id == person, or_(ScopeRow.region_id == region, ScopeRow.company_id == company))
        .exists()
    )
    lent = (
        select(AbsenceRow.id)
        .outerjoin(ScopeRow, ScopeRow.person_id == AbsenceRow.person_id)
        .where(
            AbsenceRow.stand_in_id == person,
            _LASTS,
            or_(ScopeRow.id.is_(None), ScopeRow.region_id == region, ScopeRow.company_id == company),
        )
        .exists()
    )
    return or_(PersonRow.scoped.is_(False), seen, lent)


async def limit(session: AsyncSession, person_id: PersonId, scope: Scope, *, by: PersonId, now: datetime) -> Person:
    """Limit somebody's rights, or free them with EVERYTHING. Raises NotAllowed, ScopeUnfit, OutOfScope."""
    giver = await allowed(session, by, Right.GIVE_ROLES)
    person = await load(session, person_id)
    if person.programme_id != giver.programme_id:
        raise OutOfScope
    if not scope.everything and person.role in {Role.OWNER, Role.PARTNER}:
        raise ScopeUnfit
    await _check(session, person, scope.regions, scope.companies)
    await session.execute(delete(ScopeRow).where(ScopeRow.person_id == person_id))
    rows: list[dict[str, int | None]] = [
        {"person_id": person_id, "region_id": each, "company_id": None} for each in sorted(scope.regions)
    ]
    rows += [{"person_id": person_id, "region_id": None, "company_id": each} for each in sorted(scope.companies)]
    if rows:
        await session.execute(insert(ScopeRow), rows)
    await session.execute(
        update(PersonRow)
        .where(PersonRow.id == person_id)
        .values(scoped=bool(rows))
        .execution_options(synchronize_session=False)
    )
    await record(
        session,
        programme_id=giver.programme_id,
        by=by,
        act=Act.SCOPE_CHANGED,
        subject=f"person:{person_id}",
        after={"regions": scope.regions, "companies": scope.companies},
        now=now,
    )
    await emit(session, ScopeChanged(person_id=person_id, at=now))
    return await load(session, person_id)


async def widen(session: AsyncSession, person: Person, by: Person) -> None:
    """Let somebody who is limited see what another one, who is limited too, saw as well."""
    if not (person.scoped and by.scoped):
        return
    own, more = await limits_of(session, person), await limits_of(session, by)
    rows: list[dict[str, int | None]] = [
        {"person_id": person.id, "region_id": each, "company_id": None} for each in sorted(more.regions - own.regions)
    ]
    rows += [
        {"person_id": person.id, "region_id": None, "company_id": each}
        for each in sorted(more.companies - own.companies)
    ]
    if rows:
        await session.execute(insert(ScopeRow), rows)


async def _check(
    session: AsyncSession, person: Person, regions: Collection[RegionId], companies: Collection[CompanyId]
) -> None:
    if len(regions) + len(companies) > MOST:
        raise ScopeUnfit
    for row, ids in ((RegionRow, regions), (CompanyRow, companies)):
        if ids:
            known = await session.scalars(
                select(row.id).where(row.id.in_(sorted(ids)), row.programme_id == person.programme_id)
            )
            if set(known) != set(ids):
                raise ScopeUnfit
