"""Employments: which company a person works for, and in which outlet; the points stay the person's."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.catalog.tables import CompanyRow, OutletRow
from core.errors import Refusal
from core.ids import CompanyId, OutletId, PersonId, ProgrammeId
from core.people.places import settle
from core.people.tables import EmploymentRow, PersonRow

HOLDS = timedelta(days=90)
"""After which somebody is asked whether an employment still holds."""


class CompanyUnknown(Refusal):
    """The programme has no such company."""


class OutletUnknown(Refusal):
    """The company has no such outlet."""


_CURRENT = (
    select(EmploymentRow.person_id, EmploymentRow.company_id)
    .where(EmploymentRow.person_id.in_(bindparam("ids", expanding=True)), EmploymentRow.until.is_(None))
    .order_by(EmploymentRow.id)
)
_NOW = (
    select(EmploymentRow.company_id, EmploymentRow.outlet_id)
    .where(EmploymentRow.person_id == bindparam("id"), EmploymentRow.until.is_(None))
    .order_by(EmploymentRow.id.desc())
    .limit(1)
)


def works_for(person: Any, company: Any) -> ColumnElement[bool]:
    """The condition that a person works for a company now."""
    now = aliased(EmploymentRow)
    return exists(select(now.id).where(now.person_id == person, now.company_id == company, now.until.is_(None)))


async def employers(session: AsyncSession, person_ids: Iterable[PersonId]) -> dict[PersonId, CompanyId]:
    """The company each works for now, by one query; whoever has none is left out."""
    rows = await session.execute(_CURRENT, {"ids": list(person_ids)})
    return {PersonId(row.person_id): CompanyId(row.company_id) for row in rows}


async def employer(session: AsyncSession, person_id: PersonId) -> CompanyId | None:
    """The company a person works for now."""
    return (await employers(session, [person_id])).get(person_id)


async def employ(
    session: AsyncSession,
    person_id: PersonId,
    company_id: CompanyId,
    *,
    outlet_id: OutletId | None = None,
    now: datetime,
) -> None:
    """Begin an employment; the one before ends. The same place again changes nothing. Raises OutletUnknown."""
    works_at = (await session.execute(_NOW, {"id": person_id})).one_or_none()
    if works_at is not None and (works_at.company_id, works_at.outlet_id) == (company_id, outlet_id):
        return
    if outlet_id is not None:
        await outlet_named(session, outlet_id, company_id)
    await _end(session, person_id, now)
    session.add(
        EmploymentRow(
            person_id=person_id, company_id=company_id, outlet_id=outlet_id, since=now, until=None, ask_at=now + HOLDS
        )
    )
    await session.flush()
    await settle(session, PersonRow.id == person_id)


async def leave(session: AsyncSession, person_id: PersonId, *, now: datetime) -> None:
    """Work for nobody from now on."""
    await _end(session, person_id, now)
    await settle(session, PersonRow.id == person_id)


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


async def outlet_named(session: AsyncSession, outlet_id: OutletId, company_id: CompanyId) -> str:
    """The name of a listed outlet of a company. Raises OutletUnknown."""
    name: str | None = await session.scalar(
        select(OutletRow.name).where(OutletRow.id == outlet_id, OutletRow.company_id == company_id, OutletRow.active)
    )
    if name is None:
        raise OutletUnknown
    return name


async def _end(session: AsyncSession, person_id: PersonId, now: datetime) -> None:
    await session.execute(
        update(EmploymentRow)
        .where(EmploymentRow.person_id == person_id, EmploymentRow.until.is_(None))
        .values(until=now)
        .execution_options(synchronize_session=False)
    )
