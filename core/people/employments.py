"""Employments: which company a person works for; the points stay the person's."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.tables import CompanyRow
from core.errors import Refusal
from core.ids import CompanyId, PersonId, ProgrammeId
from core.people.tables import EmploymentRow


class CompanyUnknown(Refusal):
    """The programme has no such company."""


_CURRENT = (
    select(EmploymentRow.person_id, EmploymentRow.company_id)
    .where(EmploymentRow.person_id.in_(bindparam("ids", expanding=True)), EmploymentRow.until.is_(None))
    .order_by(EmploymentRow.id)
)


async def employers(session: AsyncSession, person_ids: Iterable[PersonId]) -> dict[PersonId, CompanyId]:
    """The company each works for now, by one query; whoever has none is left out."""
    rows = await session.execute(_CURRENT, {"ids": list(person_ids)})
    return {PersonId(row.person_id): CompanyId(row.company_id) for row in rows}


async def employer(session: AsyncSession, person_id: PersonId) -> CompanyId | None:
    """The company a person works for now."""
    return (await employers(session, [person_id])).get(person_id)


async def employ(session: AsyncSession, person_id: PersonId, company_id: CompanyId, *, now: datetime) -> None:
    """Begin an employment; the one before ends. The same company again changes nothing."""
    if await employer(session, person_id) == company_id:
        return
    await session.execute(
        update(EmploymentRow)
        .where(EmploymentRow.person_id == person_id, EmploymentRow.until.is_(None))
        .values(until=now)
        .execution_options(synchronize_session=False)
    )
    session.add(EmploymentRow(person_id=person_id, company_id=company_id, since=now))
    await session.flush()


async def company_named(session: AsyncSession, programme_id: ProgrammeId, company_id: CompanyId) -> str:
    """The name of a company on this programme's list. Raises CompanyUnknown."""
    name: str | None = await session.scalar(
        select(CompanyRow.name).where(
            CompanyRow.id == company_id, CompanyRow.programme_id == programme_id, CompanyRow.active
        )
    )
    if name is None:
        raise CompanyUnknown
    return name
