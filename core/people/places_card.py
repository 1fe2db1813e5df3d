"""A company with its place, and what lies in the bin."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.tables import CompanyRow, RegionRow
from core.ids import CompanyId, PersonId, ProgrammeId
from core.people.employments import CompanyUnknown
from core.people.listing import PAGE, Listed, listed
from core.people.rights import Right, allowed
from core.people.roles import Status
from core.people.tables import PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyPlace:
    """Where a company lies."""

    id: CompanyId
    name: str
    region: str | None
    timezone: str | None
    """The programme's where None."""


async def company_place(session: AsyncSession, programme_id: ProgrammeId, company_id: CompanyId) -> CompanyPlace:
    """A company and its place. Raises CompanyUnknown."""
    row = (
        await session.execute(
            select(CompanyRow.name, CompanyRow.timezone, RegionRow.name.label("region"))
            .outerjoin(RegionRow, RegionRow.id == CompanyRow.region_id)
            .where(CompanyRow.id == company_id, CompanyRow.programme_id == programme_id)
        )
    ).one_or_none()
    if row is None:
        raise CompanyUnknown
    return CompanyPlace(id=company_id, name=row.name, region=row.region, timezone=row.timezone)


async def removed_people(session: AsyncSession, *, by: PersonId) -> Sequence[Listed]:
    """Who was put into the bin last, at most a page. Raises NotAllowed."""
    viewer = await allowed(session, by, Right.GIVE_ROLES)
    found = await session.scalars(
        select(PersonRow.id)
        .where(PersonRow.programme_id == viewer.programme_id, PersonRow.status == Status.REMOVED.value)
        .order_by(PersonRow.removed_at.desc(), PersonRow.id.desc())
        .limit(PAGE)
    )
    return await listed(session, [PersonId(each) for each in found])


async def removed_companies(session: AsyncSession, *, by: PersonId) -> Sequence[tuple[CompanyId, str]]:
    """Companies off the list, the newest first, at most a page. Raises NotAllowed."""
    viewer = await allowed(session, by, Right.EDIT_CATALOGUE)
    rows = await session.execute(
        select(CompanyRow.id, CompanyRow.name)
        .where(CompanyRow.programme_id == viewer.programme_id, CompanyRow.active.is_(False))
        .order_by(CompanyRow.id.desc())
        .limit(PAGE)
    )
    return [(CompanyId(row.id), row.name) for row in rows]
