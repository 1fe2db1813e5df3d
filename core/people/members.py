"""Members as whoever gives roles sees them."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.ids import PersonId
from core.people import pii
from core.people.persons import PersonUnknown
from core.people.rights import Right, allowed
from core.people.roles import Role, Status
from core.people.tables import PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who takes part."""

    id: PersonId
    role: Role
    name: str | None
    """None for whoever has no name kept."""


async def member(session: AsyncSession, person_id: PersonId, *, by: PersonId) -> Member:
    """An active member. Raises NotAllowed, PersonUnknown."""
    giver = await allowed(session, by, Right.GIVE_ROLES)
    role = await session.scalar(
        select(PersonRow.role).where(
            PersonRow.id == person_id,
            PersonRow.programme_id == giver.programme_id,
            PersonRow.status == Status.ACTIVE.value,
        )
    )
    if role is None:
        raise PersonUnknown
    return Member(id=person_id, role=Role(role), name=(await pii.names(session, [person_id])).get(person_id))
