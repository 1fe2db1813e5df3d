"""Photos sent alone that wait to be filled in: which are free for somebody, and how many they are."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.elements import SQLColumnExpression

from core.claims.claim import DraftState
from core.claims.tables import HANDED, DraftRow
from core.people.employments import works_for
from core.people.persons import Person
from core.people.scopes import scope_of
from core.people.tables import PersonRow
from core.programme.tables import ProgrammeRow

WAITS = and_(DraftRow.programme_id.in_(select(ProgrammeRow.id).correlate(None)), HANDED)
"""Handed, whatever the programme: it leads to the index of those that wait, which begins with the programme."""

_VIEWER = bindparam("viewer", type_=PersonRow.id.type)

FREE = (
    DraftRow.programme_id == bindparam("programme_id"),
    DraftRow.state == DraftState.HANDED.value,
    DraftRow.person_id != _VIEWER,
    or_(
        DraftRow.filled_by.is_(None),
        DraftRow.filled_by == _VIEWER,
        DraftRow.filled_until <= bindparam("now"),
    ),
)
"""Handed, not the viewer's own, and in nobody else's hands."""


def of_another_company(
    viewer: ColumnElement[int] | SQLColumnExpression[int], company: InstrumentedAttribute[int | None]
) -> ColumnElement[bool]:
    """The condition that somebody does not work where the photo's partner does."""
    return or_(company.is_(None), ~works_for(viewer, company))


_COUNTED = (
    select(func.count(), func.min(DraftRow.handed_at))
    .select_from(DraftRow)
    .join(PersonRow, PersonRow.id == DraftRow.person_id)
    .where(*FREE, of_another_company(_VIEWER, PersonRow.company_id))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToFill:
    """Photos that somebody may fill in, in figures."""

    count: int
    oldest: datetime | None
    """When the one that has waited longest was sent; None where none waits."""


async def to_fill(session: AsyncSession, viewer: Person, *, now: datetime) -> ToFill:
    """What waits to be filled in by somebody, in the own sight."""
    asked = {"programme_id": viewer.programme_id, "viewer": viewer.id, "now": now}
    in_sight = (await scope_of(session, viewer)).within(PersonRow.region_id, PersonRow.company_id)
    count, oldest = (await session.execute(_COUNTED.where(in_sight) if viewer.scoped else _COUNTED, asked)).one()
    return ToFill(count=count, oldest=oldest)
