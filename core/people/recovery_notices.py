"""What is told when a profile moves to another account, and what of the old one is forgotten."""

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.ids import PersonId
from core.outreach.notices import Notice, tell
from core.people.events import ProfileRecovered
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


async def tell_recovered(session: AsyncSession, recovered: ProfileRecovered) -> None:
    """Have the person greeted at the new account, and manager and owners told."""
    key = f"recovered:{recovered.person_id}:{recovered.at.timestamp():.6f}"
    tell(session, recovered.person_id, BackAgain(), key=key, now=recovered.at)
    manager = await session.scalar(select(PersonRow.manager_id).where(PersonRow.id == recovered.person_id))
    owners = await with_role(session, recovered.programme_id, [Role.OWNER])
    staff = {*([PersonId(manager)] if manager is not None else []), *(each.id for each in owners)}
    for person_id in sorted(staff - {recovered.person_id}):
        tell(session, person_id, ProfileMoved(person=recovered.person_id), key=key, now=recovered.at)
