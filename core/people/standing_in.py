"""Standing in: the conditions by which statements know who helps whose partners while somebody is away."""

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.sql.elements import SQLColumnExpression

from core.ids import PersonId
from core.people.tables import PersonRow
from core.people.tables_standing import AbsenceRow


def stand_in_of(person: SQLColumnExpression[int | None]) -> Select[int]:
    """The statement that finds who stands in for a person of a statement, where somebody does."""
    return select(AbsenceRow.stand_in_id).where(AbsenceRow.person_id == person, AbsenceRow.ended_at.is_(None))


def looked_after_by(viewer: PersonId) -> ColumnElement[bool]:
    """The condition that somebody looks after a partner, the own or as a stand-in."""
    away = select(AbsenceRow.person_id).where(AbsenceRow.stand_in_id == viewer, AbsenceRow.ended_at.is_(None))
    return or_(PersonRow.manager_id == viewer, PersonRow.manager_id.in_(away))
