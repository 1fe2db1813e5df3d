"""Photos sent alone that wait to be filled in: which are free for somebody, and how many they are."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.elements import SQLColumnExpression

from core.claims.claim import DraftState
from core.claims.tables import HANDED, DraftRow
from core.ids import DraftId
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


_FOR_VIEWER = and_(*FREE, of_another_company(_VIEWER, PersonRow.company_id))
_WHOSE = PersonRow.id == DraftRow.person_id
_COUNTED = select(func.count(), func.min(DraftRow.handed_at)).select_from(DraftRow).join(PersonRow, _WHOSE)
_NEXT = select(DraftRow.id).join(PersonRow, _WHOSE).order_by(DraftRow.handed_at, DraftRow.id).limit(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToFill:
    """Photos that somebody may fill in, in figures."""

    count: int
    oldest: datetime | None
    """When the one that has waited longest was sent; None where none waits."""


async def to_fill(session: AsyncSession, viewer: Person, *, now: datetime) -> ToFill:
    """What waits to be filled in by somebody, in the own sight."""
    asked = {"programme_id": viewer.programme_id, "viewer": viewer.id, "now": now}
    count, oldest = (await session.execute(_COUNTED.where(await _in_reach(session, viewer)), asked)).one()
    return ToFill(count=count, oldest=oldest)


async def next_to_fill(session: AsyncSession, viewer: Person, *, now: datetime) -> DraftId | None:
    """Of what `to_fill` counts, the one that has waited longest."""
    asked = {"programme_id": viewer.programme_id, "viewer": viewer.id, "now": now}
    found = await session.scalar(_NEXT.where(await _in_reach(session, viewer)), asked)
    return None if found is None else DraftId(found)


async def _in_reach(session: AsyncSession, viewer: Person) -> ColumnElement[bool]:
    """The condition that a handed draft, joined with its person, is for the viewer."""
    if not viewer.scoped:
        return _FOR_VIEWER
    return and_(_FOR_VIEWER, (await scope_of(session, viewer)).within(PersonRow.region_id, PersonRow.company_id))
