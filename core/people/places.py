"""Places: where people work now, kept beside each person as the employment that has not ended says."""

from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.tables import CompanyRow, OutletRow
from core.people.tables import EmploymentRow, PersonRow

_OF_PERSON = select(PersonRow.id).where(PersonRow.id == bindparam("of_person"))
PLACE = {
    name: _OF_PERSON.with_only_columns(getattr(PersonRow, name)).scalar_subquery()
    for name in ("company_id", "outlet_id", "region_id")
}
"""What a claim takes along of the place of its person, the parameter `of_person`."""

_WORKS_AT = (
    select(EmploymentRow.id)
    .join(CompanyRow, CompanyRow.id == EmploymentRow.company_id)
    .outerjoin(OutletRow, OutletRow.id == EmploymentRow.outlet_id)
    .where(EmploymentRow.person_id == PersonRow.id, EmploymentRow.until.is_(None))
    .order_by(EmploymentRow.id.desc())
    .limit(1)
    .correlate(PersonRow)
)


def _now(column: Any) -> Any:
    return _WORKS_AT.with_only_columns(column).scalar_subquery()


async def settle(session: AsyncSession, *whose: ColumnElement[bool]) -> None:
    """Bring the places of some people up to date. Whoever changes employments, outlets or companies calls it."""
    await session.execute(
        update(PersonRow)
        .where(*whose)
        .values(
            company_id=_now(EmploymentRow.company_id),
            outlet_id=_now(EmploymentRow.outlet_id),
            region_id=_now(func.coalesce(OutletRow.region_id, CompanyRow.region_id)),
            place_zone=_now(func.coalesce(OutletRow.timezone, CompanyRow.timezone)),
        )
        .execution_options(synchronize_session=False)
    )
