"""Forgetting people: words about somebody erased, and doors that stood open for that person alone."""

from typing import Any

from sqlalchemy import bindparam, delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.people.events import PersonErased
from core.people.tables import EnrolmentRow
from core.people.tables_standing import SanctionRow, WayBackRow
from core.people.tables_start import EligibilityRow, FirstStepsRow

_SANCTIONS: Any = SanctionRow.__table__
_ENROLMENTS: Any = EnrolmentRow.__table__

_FORGET_WORDS = update(_SANCTIONS).where(_SANCTIONS.c.person_id == bindparam("person")).values(note="", appeal="")
_FORGET_CODE = update(_ENROLMENTS).where(_ENROLMENTS.c.person_id == bindparam("person")).values(sealed_code=None)
_FORGET_STEPS = delete(FirstStepsRow).where(FirstStepsRow.person_id == bindparam("person"))
_FORGET_FITNESS = delete(EligibilityRow).where(EligibilityRow.person_id == bindparam("person"))
_CLOSE_WAY_BACK = delete(WayBackRow).where(WayBackRow.person_id == bindparam("person"))


async def forget_person(session: AsyncSession, erased: PersonErased) -> None:
    """Empty what was written about the person and by the person, and close the ways in."""
    for statement in (_FORGET_WORDS, _FORGET_CODE, _CLOSE_WAY_BACK, _FORGET_STEPS, _FORGET_FITNESS):
        await session.execute(statement, {"person": erased.person_id}, execution_options={"synchronize_session": False})
