"""What is told when a profile moves to another account, and what of the old one is forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.ids import PersonId, ProgrammeId
from core.outreach.notices import Notice, tell
from core.people.events import ProfileRecovered, SecondProfileFound
from core.people.persons import with_role
from core.people.roles import Role
from core.people.tables import PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class BackAgain(Notice):
    """To the person, at the new account: here is your profile."""

    kind: ClassVar[str] = "back_again"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileMoved(Notice):
    """To staff: somebody came back from another account."""

    kind: ClassVar[str] = "profile_moved"
    person: PersonId

    @property
    def about(self) -> tuple[PersonId, ...]:
        return (self.person,)


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoProfiles(Notice):
    """To staff: somebody has two profiles, and both hold something."""

    kind: ClassVar[str] = "two_profiles"
    person: PersonId
    second: PersonId

    @property
    def about(self) -> tuple[PersonId, ...]:
        return (self.person, self.second)


async def tell_recovered(session: AsyncSession, recovered: ProfileRecovered) -> None:
    """Have the person greeted at the new account, and manager and owners told."""
    key = f"recovered:{recovered.person_id}:{recovered.at.timestamp():.6f}"
    tell(session, recovered.person_id, BackAgain(), key=key, now=recovered.at)
    for person_id in await _staff(session, recovered.programme_id, [recovered.person_id]):
        tell(session, person_id, ProfileMoved(person=recovered.person_id), key=key, now=recovered.at)


async def tell_second(session: AsyncSession, found: SecondProfileFound) -> None:
    """Have whoever looks after either of two profiles and the owners told, once a day."""
    key = f"second:{found.person_id}:{found.second_id}:{found.at.date()}"
    notice = TwoProfiles(person=found.person_id, second=found.second_id)
    for person_id in await _staff(session, found.programme_id, [found.person_id, found.second_id]):
        tell(session, person_id, notice, key=key, now=found.at)


async def _staff(session: AsyncSession, programme_id: ProgrammeId, of: Sequence[PersonId]) -> list[PersonId]:
    """Whoever looks after some people, and the owners; none of those people themselves."""
    managers = await session.scalars(select(PersonRow.manager_id).where(PersonRow.id.in_(of)))
    owners = await with_role(session, programme_id, [Role.OWNER])
    staff = {*(PersonId(each) for each in managers if each is not None), *(each.id for each in owners)}
    return sorted(staff - set(of))
