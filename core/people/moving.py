"""Moving: a partner says where the new job is; it counts once whoever looks after the partner has confirmed it."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.tables import CompanyRow, OutletRow
from core.errors import Refusal
from core.ids import CompanyId, OutletId, PersonId
from core.outreach.notices import Notice, tell
from core.people.changes import set_place
from core.people.charge import in_charge
from core.people.employments import company_named, outlet_named
from core.people.persons import Person, load, lock, with_role
from core.people.rights import Right, may
from core.people.roles import Role
from core.people.tables import EmploymentRow, PersonRow


class MoveOver(Refusal):
    """The partner works elsewhere by now than when this was wished for."""


class WorksThere(Refusal):
    """The partner works there already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where somebody works."""

    employment: int
    """0 for whoever works for nobody of the list."""
    company_id: CompanyId | None = None
    outlet_id: OutletId | None = None
    company: str = ""
    outlet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveWished(Notice):
    """To whoever confirms: a partner says to work elsewhere now."""

    kind: ClassVar[str] = "move_wished"
    partner: PersonId
    seen: int
    """The employment of then: what was wished for holds as long as that does."""
    company_id: int
    company: str
    outlet_id: int
    outlet: str | None
    was: str

    @property
    def about(self) -> tuple[PersonId, ...]:
        return (self.partner,)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveDeclined(Notice):
    """To the partner: everything stays as it was."""

    kind: ClassVar[str] = "move_declined"
    company: str


_PLACE = (
    select(
        EmploymentRow.id,
        EmploymentRow.company_id,
        EmploymentRow.outlet_id,
        CompanyRow.name.label("company"),
        OutletRow.name.label("outlet"),
    )
    .join(CompanyRow, CompanyRow.id == EmploymentRow.company_id)
    .outerjoin(OutletRow, OutletRow.id == EmploymentRow.outlet_id)
    .where(EmploymentRow.until.is_(None))
    .order_by(EmploymentRow.id.desc())
    .limit(1)
)


async def place_of(session: AsyncSession, person_id: PersonId) -> Place:
    """Where somebody works now."""
    row = (await session.execute(_PLACE.where(EmploymentRow.person_id == person_id))).one_or_none()
    if row is None:
        return Place(employment=0)
    return Place(
        employment=row.id,
        company_id=CompanyId(row.company_id),
        outlet_id=OutletId(row.outlet_id) if row.outlet_id else None,
        company=row.company,
        outlet=row.outlet,
    )


async def wish(
    session: AsyncSession, company_id: CompanyId, outlet_id: OutletId | None, *, by: PersonId, now: datetime
) -> tuple[str, PersonId | None]:
    """Say where one works now; the company's name and who confirms it, None for the owners.

    Until then nothing changes. Raises CompanyUnknown, OutletUnknown, WorksThere.
    """
    person = await load(session, by)
    company = await company_named(session, person.programme_id, company_id)
    outlet = None if outlet_id is None else await outlet_named(session, outlet_id, company_id)
    was = await place_of(session, by)
    if (was.company_id, was.outlet_id) == (company_id, outlet_id):
        raise WorksThere
    manager = await _manager(session, person)
    told = [manager] if manager else [each.id for each in await with_role(session, person.programme_id, [Role.OWNER])]
    notice = MoveWished(
        partner=by,
        seen=was.employment,
        company_id=company_id,
        company=company,
        outlet_id=outlet_id or 0,
        outlet=outlet,
        was=was.company,
    )
    key = f"move:{by}:{was.employment}:{company_id}:{outlet_id or 0}:{now.date()}"
    for person_id in told:
        tell(session, person_id, notice, key=key, now=now)
    return company, manager


async def confirm(
    session: AsyncSession,
    person_id: PersonId,
    company_id: CompanyId,
    outlet_id: OutletId | None,
    *,
    seen: int,
    by: PersonId,
    now: datetime,
) -> None:
    """Have the wish count; the partner is told. Raises what `set_place` raises, MoveOver."""
    await _still(session, person_id, seen, by)
    await set_place(session, person_id, company_id, outlet_id, by=by, now=now)


async def decline(
    session: AsyncSession, person_id: PersonId, company_id: CompanyId, *, seen: int, by: PersonId, now: datetime
) -> None:
    """Leave everything as it is; the partner is told once. Raises what `in_charge` raises, MoveOver, CompanyUnknown."""
    person = await _still(session, person_id, seen, by)
    company = await company_named(session, person.programme_id, company_id)
    key = f"move:declined:{person_id}:{seen}:{company_id}"
    tell(session, person_id, MoveDeclined(company=company), key=key, now=now)


async def _still(session: AsyncSession, person_id: PersonId, seen: int, by: PersonId) -> Person:
    _, person = await in_charge(session, person_id, by=by)
    await lock(session, person_id)
    if (await place_of(session, person_id)).employment != seen:
        raise MoveOver
    return person


async def _manager(session: AsyncSession, person: Person) -> PersonId | None:
    """Whoever looks after somebody, where that one still does."""
    found = await session.scalar(select(PersonRow.manager_id).where(PersonRow.id == person.id))
    if found is None:
        return None
    manager = await load(session, PersonId(found))
    return manager.id if may(manager, Right.LOOK_AFTER) and manager.id != person.id else None
