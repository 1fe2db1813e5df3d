"""Eligibility: whom a programme is for, asked at the door by one tap and looked at again before a prize."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.errors import Refusal
from core.ids import PersonId
from core.people.charge import in_charge
from core.people.persons import Person
from core.people.roles import Occupation, Role
from core.people.tables_start import EligibilityRow
from core.programme.options import Options
from core.programme.programmes import Programme


class Answer(StrEnum):
    """What is kept about the conditions."""

    YES = "yes"
    """The person says that they hold."""
    NO = "no"
    """The person says that they do not."""
    ALLOWED = "allowed"
    """Somebody of the staff says that the person may take part, whatever the person said."""
    BARRED = "barred"
    """Somebody of the staff says that the person may not."""


class Fitness(StrEnum):
    """Whether the programme is for somebody."""

    FIT = "fit"
    UNASKED = "unasked"
    SAYS_NO = "says_no"
    OCCUPATION = "occupation"
    """The programme is for other professions."""
    BARRED = "barred"


@dataclass(kw_only=True, eq=False)
class NotEligible(Refusal):
    """The programme is not for this person; what was earned stays, and somebody can be asked."""

    fitness: Fitness
    contact: str


class EligibilityUnasked(Refusal):
    """The person has not said yet whether the programme's conditions hold."""


_ROWS: Any = EligibilityRow.__table__
_ANSWER = select(_ROWS.c.answer).where(_ROWS.c.person_id == bindparam("of_person"))
_NEW = insert(_ROWS)
_KEEP = _NEW.on_conflict_do_update(
    index_elements=[_ROWS.c.person_id],
    set_={"answer": _NEW.excluded.answer, "decided_by": _NEW.excluded.decided_by, "at": _NEW.excluded.at},
)


def asks(options: Options) -> bool:
    """Whether there is a condition that only the person knows about."""
    return options.adults_only or options.staff_excluded


def has_conditions(options: Options) -> bool:
    """Whether the programme is not for just anybody."""
    return asks(options) or set(options.occupations) != set(Occupation)


async def answer_of(session: AsyncSession, person_id: PersonId) -> Answer | None:
    """What is kept about somebody."""
    found: str | None = await session.scalar(_ANSWER, {"of_person": person_id})
    return None if found is None else Answer(found)


async def fitness_of(session: AsyncSession, person: Person, options: Options) -> Fitness:
    """Whether the programme is for somebody, as things stand; staff is never asked."""
    if person.role is not Role.PARTNER or not has_conditions(options):
        return Fitness.FIT
    return judged(await answer_of(session, person.id), person.occupation, options)


def judged(answer: Answer | None, occupation: Occupation | None, options: Options) -> Fitness:
    """The rule: the staff's word counts first, then the profession, then the own word."""
    if answer is Answer.ALLOWED:
        return Fitness.FIT
    if answer is Answer.BARRED:
        return Fitness.BARRED
    if occupation is not None and occupation not in options.occupations:
        return Fitness.OCCUPATION
    if not asks(options):
        return Fitness.FIT
    if answer is None:
        return Fitness.UNASKED
    return Fitness.FIT if answer is Answer.YES else Fitness.SAYS_NO


async def require_eligible(session: AsyncSession, person: Person, programme: Programme) -> None:
    """Raise NotEligible or EligibilityUnasked unless the programme is for this person now."""
    fitness = await fitness_of(session, person, programme.options)
    if fitness is Fitness.UNASKED:
        raise EligibilityUnasked
    if fitness is not Fitness.FIT:
        raise NotEligible(fitness=fitness, contact=programme.contact)


async def say(session: AsyncSession, person_id: PersonId, *, yes: bool, now: datetime) -> None:
    """Keep the own word. Whatever was said or decided before stands: only the staff corrects it."""
    if await answer_of(session, person_id) is None:
        await keep(session, person_id, Answer.YES if yes else Answer.NO, by=None, now=now)


async def correct(session: AsyncSession, person_id: PersonId, *, may: bool, by: PersonId, now: datetime) -> None:
    """Let somebody take part, or not, whatever was said. Raises what `in_charge` raises."""
    viewer, person = await in_charge(session, person_id, by=by)
    before = await answer_of(session, person.id)
    after = Answer.ALLOWED if may else Answer.BARRED
    await keep(session, person.id, after, by=viewer.id, now=now)
    await record(
        session,
        programme_id=viewer.programme_id,
        by=viewer.id,
        act=Act.PERSON_CHANGED,
        subject=f"person:{person.id}",
        before={"eligible": before},
        after={"eligible": after},
        now=now,
    )


async def keep(
    session: AsyncSession, person_id: PersonId, answer: Answer, *, by: PersonId | None, now: datetime
) -> None:
    """Write what is known from now on."""
    await session.execute(_KEEP, {"person_id": person_id, "answer": answer.value, "decided_by": by, "at": now})
