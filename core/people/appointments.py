"""Appointments: giving people other roles."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.errors import Refusal
from core.events import emit
from core.ids import PersonId, ProgrammeId
from core.people.events import RoleChanged
from core.people.persons import Person, PersonUnknown, load
from core.people.rights import Right, allowed, may_give
from core.people.roles import Role, Status
from core.people.tables import PersonRow, ScopeRow

UNLIMITED = frozenset({Role.OWNER, Role.PARTNER})
"""Roles whose rights are never limited to regions or companies."""


class OwnRole(Refusal):
    """Nobody changes the own role."""


class LastOwner(Refusal):
    """The programme would be left without an owner."""


@dataclass(kw_only=True, eq=False)
class RoleNotYours(Refusal):
    """Nobody gives a role that may do more than the giver."""

    role: Role


async def set_role(session: AsyncSession, person_id: PersonId, role: Role, *, by: PersonId, now: datetime) -> Person:
    """Give a person a role. The same role again changes nothing.

    Raises NotAllowed, OwnRole, RoleNotYours, LastOwner, PersonUnknown.
    """
    giver = await allowed(session, by, Right.GIVE_ROLES)
    owners = await _owners(session, giver.programme_id)
    giver = await allowed(session, by, Right.GIVE_ROLES)  # as it stands now that no owner can change any more
    person = await load(session, person_id)
    _refuse_unfit(giver, person, role, owners)
    if person.role is role:
        return person
    await session.execute(
        update(PersonRow)
        .where(PersonRow.id == person_id)
        .values(role=role.value, **({"scoped": False} if role in UNLIMITED else {}))
        .execution_options(synchronize_session=False)
    )
    if role in UNLIMITED:
        await session.execute(delete(ScopeRow).where(ScopeRow.person_id == person_id))
    await record(
        session,
        programme_id=giver.programme_id,
        by=by,
        act=Act.ROLE_GIVEN,
        subject=f"person:{person_id}",
        before={"role": person.role},
        after={"role": role},
        now=now,
    )
    await emit(session, RoleChanged(at=now, person_id=person_id, role=role, by=by))
    return await load(session, person_id)


def _refuse_unfit(giver: Person, person: Person, role: Role, owners: list[int]) -> None:
    if person.programme_id != giver.programme_id:
        raise PersonUnknown
    if person.id == giver.id:
        raise OwnRole
    if not (may_give(giver.role, role) and may_give(giver.role, person.role)):
        raise RoleNotYours(role=role)
    if role is not Role.OWNER and owners == [person.id]:
        raise LastOwner


async def refuse_last_owner(session: AsyncSession, person: Person) -> None:
    """Raise LastOwner where the programme would be without one if this person went."""
    if person.role is Role.OWNER and await _owners(session, person.programme_id) == [person.id]:
        raise LastOwner


async def _owners(session: AsyncSession, programme_id: ProgrammeId) -> list[int]:
    """The active owners, locked: of two who depose each other, the second is refused."""
    found = await session.scalars(
        select(PersonRow.id)
        .where(PersonRow.programme_id == programme_id, PersonRow.role == Role.OWNER, PersonRow.status == Status.ACTIVE)
        .order_by(PersonRow.id)
        .with_for_update()
    )
    return list(found)
