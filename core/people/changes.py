"""Changes to people by whoever looks after them: what they do, where they work, who looks after them, the bin."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.errors import Refusal
from core.events import emit
from core.ids import CompanyId, OutletId, PersonId
from core.people.appointments import refuse_last_owner
from core.people.charge import in_charge
from core.people.employments import company_named, employ, leave
from core.people.events import LookedAfter, PersonRemoved, PersonRestored, PlaceChanged
from core.people.persons import Person, load
from core.people.rights import Right, may, roles_with
from core.people.roles import Occupation, Status
from core.people.tables import PersonRow


class CannotLookAfter(Refusal):
    """The person does not look after partners, or takes no part any more."""


class NotInBin(Refusal):
    """There is nothing to restore."""


async def set_occupation(
    session: AsyncSession, person_id: PersonId, occupation: Occupation, *, by: PersonId, now: datetime
) -> Person:
    """Say what somebody does. Raises what `in_charge` raises."""
    _, person = await in_charge(session, person_id, by=by)
    before, after = {"occupation": person.occupation}, {"occupation": occupation}
    await _record(session, person, Act.PERSON_CHANGED, before=before, after=after, by=by, now=now)
    return await _change(session, person_id, occupation=occupation.value)


async def set_place(
    session: AsyncSession,
    person_id: PersonId,
    company_id: CompanyId | None,
    outlet_id: OutletId | None = None,
    *,
    by: PersonId,
    now: datetime,
) -> Person:
    """Have somebody work elsewhere from now on, or for nobody; history, points and earlier sales stay.

    Raises what `in_charge` raises, CompanyUnknown, OutletUnknown.
    """
    _, person = await in_charge(session, person_id, by=by)
    if company_id is None:
        await leave(session, person_id, now=now)
    else:
        company = await company_named(session, person.programme_id, company_id)
        await employ(session, person_id, company_id, outlet_id=outlet_id, now=now)
        await emit(session, PlaceChanged(person_id=person_id, company=company, by=by, at=now))
    after = {"company": company_id, "outlet": outlet_id}
    await _record(session, person, Act.EMPLOYMENT_CHANGED, after=after, by=by, now=now)
    return await load(session, person_id)


async def set_manager(
    session: AsyncSession, person_id: PersonId, manager_id: PersonId | None, *, by: PersonId, now: datetime
) -> Person:
    """Have somebody else look after a partner, or nobody. Raises what `in_charge` raises, CannotLookAfter."""
    _, person = await in_charge(session, person_id, by=by)
    if manager_id is not None:
        manager = await load(session, manager_id)
        if manager.programme_id != person.programme_id or not may(manager, Right.LOOK_AFTER):
            raise CannotLookAfter
    changed = await _change(session, person_id, manager_id=manager_id)
    await _record(session, person, Act.PERSON_CHANGED, after={"manager": manager_id}, by=by, now=now)
    if manager_id is not None:
        await emit(session, LookedAfter(person_ids=(person_id,), manager_id=manager_id, at=now))
    return changed


async def remove(session: AsyncSession, person_id: PersonId, *, by: PersonId, now: datetime) -> Person:
    """Put somebody into the bin: no part in anything, points and sales stay, open ones are decided as before.

    A second call changes nothing. Raises what `in_charge` raises, LastOwner.
    """
    _, person = await in_charge(session, person_id, by=by)
    await refuse_last_owner(session, person)
    if person.status is Status.REMOVED:
        return person
    removed = await _change(
        session, person_id, status=Status.REMOVED.value, removed_from=person.status.value, removed_at=now
    )
    await _record(session, person, Act.PERSON_DELETED, before={"status": person.status}, by=by, now=now)
    await emit(session, PersonRemoved(person_id=person_id, by=by, at=now))
    return removed


async def restore(session: AsyncSession, person_id: PersonId, *, by: PersonId, now: datetime) -> Person:
    """Take somebody out of the bin, as it was. Raises what `in_charge` raises, NotInBin."""
    _, person = await in_charge(session, person_id, by=by)
    if person.status is not Status.REMOVED:
        raise NotInBin
    was = func.coalesce(PersonRow.removed_from, Status.ACTIVE.value)
    restored = await _change(session, person_id, status=was, removed_from=None, removed_at=None)
    await _record(session, person, Act.PERSON_RESTORED, after={"status": restored.status}, by=by, now=now)
    await emit(session, PersonRestored(person_id=person_id, by=by, at=now))
    return restored


async def managers(session: AsyncSession, person: Person) -> list[PersonId]:
    """Whoever can look after partners of a person's programme, longest-standing first."""
    found = await session.scalars(
        select(PersonRow.id)
        .where(
            PersonRow.programme_id == person.programme_id,
            PersonRow.role.in_(sorted(roles_with(Right.LOOK_AFTER))),
            PersonRow.status == Status.ACTIVE.value,
        )
        .order_by(PersonRow.id)
    )
    return [PersonId(each) for each in found]


async def _change(session: AsyncSession, person_id: PersonId, **values: object) -> Person:
    await session.execute(
        update(PersonRow).where(PersonRow.id == person_id).values(**values).execution_options(synchronize_session=False)
    )
    return await load(session, person_id)


async def _record(
    session: AsyncSession,
    person: Person,
    act: Act,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    by: PersonId,
    now: datetime,
) -> None:
    await record(
        session,
        programme_id=person.programme_id,
        by=by,
        act=act,
        subject=f"person:{person.id}",
        before=before,
        after=after,
        now=now,
    )
