"""Keepers: who answers a partner."""

from sqlalchemy import bindparam, case, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.ids import PersonId
from core.people.persons import Person
from core.people.rights import Right, roles_with
from core.people.roles import Role, Status
from core.people.scopes import in_sight_of
from core.people.standing_in import stand_in_of
from core.people.tables import PersonRow

_ASKER = aliased(PersonRow)
_KEEPER = (
    select(PersonRow.id)
    .join(_ASKER, _ASKER.id == bindparam("asker"))
    .where(
        PersonRow.programme_id == _ASKER.programme_id,
        PersonRow.role.in_(sorted(role.value for role in roles_with(Right.LOOK_AFTER))),
        PersonRow.status == Status.ACTIVE.value,
        PersonRow.id != _ASKER.id,
        in_sight_of(PersonRow.id, _ASKER.region_id, _ASKER.company_id),
    )
    .order_by(
        case(
            (PersonRow.id.in_(stand_in_of(_ASKER.manager_id)), 0),
            (PersonRow.id == _ASKER.manager_id, 1),
            (PersonRow.role != Role.OWNER.value, 2),
            else_=3,
        ),
        PersonRow.id,
    )
    .limit(1)
)


async def keeper_of(session: AsyncSession, person: Person) -> PersonId | None:
    """Who stands in for the own manager, else the manager, else whoever looks after partners here, owners last.

    None where nobody does.
    """
    found: int | None = await session.scalar(_KEEPER, {"asker": person.id})
    return PersonId(found) if found is not None else None
