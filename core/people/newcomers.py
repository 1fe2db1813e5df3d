"""Newcomers: people on their way in, and what each is still to answer.

Whoever has begun is a person with status `invited`; what is left to ask is read from the rows, so that joining goes on
where it stood after a restart, a day, or another tap on the same link.
"""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import Refusal
from core.ids import PersonId
from core.people import eligibility, pii
from core.people.eligibility import Fitness
from core.people.persons import Person, load, lock
from core.people.roles import Role, Status
from core.people.tables import JoiningRow
from core.programme import programmes


class JoinStep(StrEnum):
    """What a newcomer is still to answer, in the order of asking."""

    CONSENTS = "consents"
    """Three separate switches; nothing personal is kept before the needed ones are given."""
    NAME = "name"
    """How to call the person."""
    OCCUPATION = "occupation"
    """What the person does; only where the invite does not say, and only of partners."""
    COMPANY = "company"
    """Whom the person works for, nobody included; only where the invite does not say, and only of partners."""
    CONDITIONS = "conditions"
    """Whether the programme's conditions hold; only where it has some, and only of partners."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """Where somebody stands on the way in."""

    person: Person
    todo: tuple[JoinStep, ...]
    """Empty once the person is active, and for whoever was a member before."""

    @property
    def next(self) -> JoinStep | None:
        """The step to ask for now."""
        return self.todo[0] if self.todo else None


class NotJoining(Refusal):
    """The person's joining is over: an old button, or an answer that nobody awaits."""


async def standing(session: AsyncSession, person_id: PersonId) -> Joining:
    """Where a person stands: what to ask when somebody half-way comes back."""
    person = await load(session, person_id)
    if person.status is not Status.INVITED:
        return Joining(person=person, todo=())
    asks = {
        JoinStep.CONSENTS: not person.agreed,
        JoinStep.NAME: await pii.read(session, person_id) is None,
        JoinStep.OCCUPATION: person.role is Role.PARTNER and person.occupation is None,
        JoinStep.COMPANY: person.role is Role.PARTNER and not await _company_settled(session, person_id),
        JoinStep.CONDITIONS: await _unasked(session, person),
    }
    return Joining(person=person, todo=tuple(step for step in JoinStep if asks[step]))


async def newcomer(session: AsyncSession, person_id: PersonId, *, unanswered: JoinStep | None = None) -> Person:
    """Somebody half-way in, locked, who has not yet answered this. Raises NotJoining.

    The lock lets two answers at once follow one another, so that the later of them sees that it is the last.
    """
    await lock(session, person_id)
    joining = await standing(session, person_id)
    if joining.person.status is not Status.INVITED or (unanswered and unanswered not in joining.todo):
        raise NotJoining
    return joining.person


async def _unasked(session: AsyncSession, person: Person) -> bool:
    options = (await programmes.load(session, person.programme_id)).options
    return await eligibility.fitness_of(session, person, options) is Fitness.UNASKED


async def _company_settled(session: AsyncSession, person_id: PersonId) -> bool:
    return bool(await session.scalar(select(JoiningRow.company_settled).where(JoiningRow.person_id == person_id)))
