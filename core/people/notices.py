"""What people are told about people."""

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy.ext.asyncio import AsyncSession

from core.ids import PersonId
from core.outreach.notices import Notice, tell
from core.people.events import PersonJoined, RoleChanged
from core.people.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class NewcomerJoined(Notice):
    """To the inviter: the invite was taken, by whom and as what."""

    kind: ClassVar[str] = "newcomer_joined"
    newcomer: PersonId
    role: Role

    @property
    def about(self) -> tuple[PersonId, ...]:
        return (self.newcomer,)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGiven(Notice):
    """To the person: from now on you are this."""

    kind: ClassVar[str] = "role_given"
    role: Role


async def tell_inviter(session: AsyncSession, joined: PersonJoined) -> None:
    """Have the inviter told, once for each newcomer."""
    if joined.invited_by is not None:
        notice = NewcomerJoined(newcomer=joined.person_id, role=joined.role)
        tell(session, joined.invited_by, notice, key=f"joined:{joined.person_id}", now=joined.at)


async def tell_new_role(session: AsyncSession, changed: RoleChanged) -> None:
    """Have the person told of a new role."""
    key = f"role:{changed.role}:{changed.at.timestamp():.6f}"
    tell(session, changed.person_id, RoleGiven(role=changed.role), key=key, now=changed.at)
