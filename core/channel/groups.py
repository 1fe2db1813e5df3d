"""Groups that are bound to a programme: sales to decide are shown there, once for all of its members."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.channel.events import GroupLost, GroupMoved
from core.channel.outbox import OutboxState
from core.channel.tables import CardRow, GroupRow, OutboxRow, PauseRow
from core.errors import Refusal
from core.events import emit
from core.ids import CompanyId, GroupId, PersonId, ProgrammeId, RegionId
from core.people.persons import Person
from core.people.rights import Right, allowed
from core.people.scopes import Scope, scope_of

MOST = 20
"""Groups that one programme may have bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group that is bound."""

    id: GroupId
    programme_id: ProgrammeId
    external_id: int
    """The channel's chat."""
    scope: Scope
    """What is shown there: what whoever bound it may see."""
    also_each: bool
    """Whether every moderator gets a card of his own besides."""


class GroupNotBound(Refusal):
    """Nothing is shown in this group."""


@dataclass(kw_only=True, eq=False)
class TooManyGroups(Refusal):
    """The programme has as many groups as it may have."""

    most: int


_GROUPS: Any = GroupRow.__table__
_CARDS: Any = CardRow.__table__
_OUTBOX: Any = OutboxRow.__table__
_BOUND = (
    select(_GROUPS).where(_GROUPS.c.programme_id == bindparam("programme_id"), _GROUPS.c.lost_at.is_(None))
).order_by(_GROUPS.c.id)
_HERE = select(_GROUPS).where(_GROUPS.c.external_id == bindparam("chat"))
_BY_ID = select(_GROUPS).where(_GROUPS.c.id.in_(bindparam("ids", expanding=True)))
_NO_MESSAGES = (
    update(_CARDS)
    .where(_CARDS.c.group_id == bindparam("of_group"))
    .values(message_id=None, shown=None, has_picture=False)
)
"""Cards stay as rows: what they were shown by is named after their ids, which must not come again."""
_WAITING = (OutboxState.NEW.value, OutboxState.HELD.value)


async def bound(session: AsyncSession, programme_id: ProgrammeId) -> list[Group]:
    """The programme's groups; few."""
    return [_group(row) for row in await session.execute(_BOUND, {"programme_id": programme_id})]


async def at(session: AsyncSession, external_id: int) -> Group | None:
    """The group that is bound in a chat."""
    row = (await session.execute(_HERE, {"chat": external_id})).one_or_none()
    return _group(row) if row is not None and row.lost_at is None else None


async def by_ids(session: AsyncSession, ids: Collection[GroupId]) -> dict[GroupId, Group]:
    """Groups by id, those left out that are lost."""
    rows = await session.execute(_BY_ID, {"ids": sorted(ids)})
    return {GroupId(row.id): _group(row) for row in rows if row.lost_at is None}


async def bind(session: AsyncSession, external_id: int, *, by: PersonId, now: datetime) -> Group:
    """Have sales to decide shown in a group from now on; a second call changes nothing but whose sight counts.

    Raises NotAllowed, TooManyGroups.
    """
    binder = await allowed(session, by, Right.LOOK_AFTER)
    if len(await bound(session, binder.programme_id)) >= MOST and await at(session, external_id) is None:
        raise TooManyGroups(most=MOST)
    scope = await scope_of(session, binder)
    row = {
        "programme_id": binder.programme_id,
        "regions": sorted(scope.regions),
        "companies": sorted(scope.companies),
        "bound_by": by,
        "bound_at": now,
        "lost_at": None,
    }
    known = (await session.execute(_HERE, {"chat": external_id})).one_or_none()
    if known is None:
        new = row | {"external_id": external_id, "also_each": False}
        found = (await session.execute(insert(_GROUPS).values(new).returning(_GROUPS.c.id))).scalar_one()
    else:
        await session.execute(update(_GROUPS).where(_GROUPS.c.id == known.id).values(row))
        found = known.id
    group = (await by_ids(session, [GroupId(found)]))[GroupId(found)]
    await _record(session, group, Act.GROUP_BOUND, by, now, also_each=group.also_each)
    return group


async def set_also_each(
    session: AsyncSession, external_id: int, *, also_each: bool, by: PersonId, now: datetime
) -> Group:
    """Have every moderator get cards of his own besides, or no longer. Raises NotAllowed, GroupNotBound."""
    group = await _bound_here(session, external_id, by)
    await session.execute(update(_GROUPS).where(_GROUPS.c.id == group.id).values(also_each=also_each))
    await _record(session, group, Act.GROUP_BOUND, by, now, also_each=also_each)
    return (await by_ids(session, [group.id]))[group.id]


async def unbind(session: AsyncSession, external_id: int, *, by: PersonId, now: datetime) -> None:
    """Show nothing more in a group; what waits there goes to each moderator. Raises NotAllowed, GroupNotBound."""
    group = await _bound_here(session, external_id, by)
    await _record(session, group, Act.GROUP_UNBOUND, by, now)
    await _end(session, group, by=by, now=now)


async def lose(session: AsyncSession, external_id: int, *, now: datetime) -> None:
    """The bot was thrown out of a group, or the group is gone. A second call changes nothing."""
    group = await at(session, external_id)
    if group is None:
        return
    await _record(session, group, Act.GROUP_UNBOUND, None, now)
    await _end(session, group, by=None, now=now)


async def follow(session: AsyncSession, old: int, new: int, *, now: datetime) -> None:
    """A group became a supergroup: what is bound, waits or is paused there moves along. A second call changes nothing.

    Messages of the old chat cannot be changed any more: what is still to be decided is shown anew.
    """
    row = (await session.execute(_HERE, {"chat": old})).one_or_none()
    if row is None:
        return
    await session.execute(delete(_GROUPS).where(_GROUPS.c.external_id == new, _GROUPS.c.lost_at.is_not(None)))
    if await at(session, new) is not None:
        await _end(session, _group(row), by=None, now=now)
        return
    await session.execute(update(_GROUPS).where(_GROUPS.c.id == row.id).values(external_id=new))
    await session.execute(
        update(_OUTBOX).where(_OUTBOX.c.chat_id == old, _OUTBOX.c.state.in_(_WAITING)).values(chat_id=new)
    )
    await session.execute(
        update(PauseRow).where(PauseRow.chat_id == old).values(chat_id=new).execution_options(synchronize_session=False)
    )
    await session.execute(_NO_MESSAGES, {"of_group": row.id})
    await emit(session, GroupMoved(group_id=GroupId(row.id), at=now))


async def _bound_here(session: AsyncSession, external_id: int, by: PersonId) -> Group:
    person: Person = await allowed(session, by, Right.LOOK_AFTER)
    group = await at(session, external_id)
    if group is None or group.programme_id != person.programme_id:
        raise GroupNotBound
    return group


async def _end(session: AsyncSession, group: Group, *, by: PersonId | None, now: datetime) -> None:
    await session.execute(update(_GROUPS).where(_GROUPS.c.id == group.id).values(lost_at=now))
    await session.execute(_NO_MESSAGES, {"of_group": group.id})
    await emit(session, GroupLost(group_id=group.id, programme_id=group.programme_id, by=by, at=now))


async def _record(
    session: AsyncSession, group: Group, act: Act, by: PersonId | None, now: datetime, **after: object
) -> None:
    await record(
        session,
        programme_id=group.programme_id,
        by=by,
        act=act,
        subject=f"group:{group.id}",
        after=after or None,
        now=now,
    )


def _group(row: Any) -> Group:
    return Group(
        id=GroupId(row.id),
        programme_id=ProgrammeId(row.programme_id),
        external_id=row.external_id,
        scope=_scope(row.regions, row.companies),
        also_each=row.also_each,
    )


def _scope(regions: Sequence[int], companies: Sequence[int]) -> Scope:
    return Scope(
        regions=frozenset(RegionId(each) for each in regions),
        companies=frozenset(CompanyId(each) for each in companies),
    )
