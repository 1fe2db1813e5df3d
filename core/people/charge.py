"""Charge: who may act upon whom, asked in the transaction that does it."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import Refusal
from core.ids import PersonId
from core.people.appointments import RoleNotYours
from core.people.persons import Person, PersonUnknown, load
from core.people.rights import Right, allowed, may, may_give
from core.people.roles import Role, Status
from core.people.scopes import OutOfScope, scope_of, where_works
from core.people.standing_in import looked_after_by
from core.people.tables import PersonRow


class OwnCard(Refusal):
    """Nobody does this to the own person."""


async def seen(session: AsyncSession, person_id: PersonId, *, by: PersonId) -> tuple[Person, Person]:
    """Whoever looks, and a person in sight. Raises NotAllowed, PersonUnknown, OutOfScope."""
    viewer = await allowed(session, by, Right.LOOK_AFTER)
    person = await load(session, person_id)
    if person.programme_id != viewer.programme_id or person.status is Status.DELETED:
        raise PersonUnknown
    if viewer.scoped and person.role is Role.PARTNER:
        region_id, company_id = await where_works(session, person_id)
        own = await session.scalar(select(PersonRow.id).where(PersonRow.id == person_id, looked_after_by(viewer.id)))
        if own is None and not (await scope_of(session, viewer)).holds(region_id, company_id):
            raise OutOfScope
    return viewer, person


def may_change(viewer: Person, person: Person) -> bool:
    """Whether somebody who sees a person may change anything about that person."""
    if viewer.id == person.id:
        return False
    return person.role is Role.PARTNER or (may(viewer, Right.GIVE_ROLES) and may_give(viewer.role, person.role))


async def in_charge(session: AsyncSession, person_id: PersonId, *, by: PersonId) -> tuple[Person, Person]:
    """Whoever acts, and the person acted upon: partners in sight, staff by those who give roles.

    Raises what `seen` raises, OwnCard, RoleNotYours.
    """
    viewer, person = await seen(session, person_id, by=by)
    if viewer.id == person.id:
        raise OwnCard
    if not may_change(viewer, person):
        raise RoleNotYours(role=person.role)
    return viewer, person
