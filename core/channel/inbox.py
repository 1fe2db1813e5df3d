"""The inbox: every update is a row before it is confirmed, and done in the transaction of its effects."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.tables import SETTLED, InboxRow
from core.db import leases
from core.db.work import defer

BLANK_AFTER = timedelta(hours=24)
"""How long the payload of a settled update is kept."""
DEAD_BLANK_AFTER = timedelta(days=7)
"""How long an owner can have a dead update handled once more."""
BLANK_AT_ONCE = 1_000
"""Payloads emptied in one transaction: nobody waits long behind it."""

FORGOTTEN = ""
"""The lane of an update whose payload is gone: whose it was is nobody's concern any more."""

_TABLE = InboxRow.__table__
_INSERT = (
    insert(InboxRow)
    .on_conflict_do_nothing(index_elements=[InboxRow.bot_id, InboxRow.update_id])
    .returning(InboxRow.id, InboxRow.update_id)
)
_SETTLE = (
    update(_TABLE)  # type: ignore[arg-type]  # declared tables are Tables at run time
    .where(_TABLE.c.id == bindparam("row_id"), _TABLE.c.state == "new")
    .values(state=bindparam("to"), error=bindparam("why"))
)
_COUNT = (
    update(_TABLE)  # type: ignore[arg-type]  # as above
    .where(_TABLE.c.id == bindparam("row_id"), _TABLE.c.state == "new")
    .values(tries=_TABLE.c.tries + 1)
    .returning(_TABLE.c.tries)
)


class InboxState(StrEnum):
    """What became of an update."""

    NEW = "new"
    DONE = "done"
    DEAD = "dead"
    """Given up after several failures; the person was told."""
    QUARANTINED = "quarantined"
    """Not an update we can read."""
    THROTTLED = "throttled"
    """More than a human sends."""
    DROPPED = "dropped"
    """Dead, and let go by an owner."""


def lane_of(user_id: int) -> str:
    """The lane of a person's updates, by the channel's id."""
    return f"user:{user_id}"


async def store(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> dict[int, int]:
    """Store updates; update id -> row id of those that were not there yet. The others came before."""
    if not rows:
        return {}
    found = await session.execute(_INSERT, list(rows))
    return {row.update_id: row.id for row in found}


def settle(session: AsyncSession, row_id: int, to: InboxState, *, why: str | None = None) -> None:
    """Have an update marked at the end of this step; RowMovedOn undoes the step when it was settled already."""
    defer(session, _SETTLE, {"row_id": row_id, "to": to.value, "why": why}, must_match=True)


async def is_new(session: AsyncSession, row_id: int) -> bool:
    """Whether an update still waits to be handled."""
    return await session.scalar(select(InboxRow.state).where(InboxRow.id == row_id)) == InboxState.NEW


async def adopt(session: AsyncSession, bot_id: int, *, owner: str, now: datetime) -> None:
    """Make ours what replicas left undone that are gone."""
    await session.execute(
        update(InboxRow)
        .where(
            InboxRow.bot_id == bot_id,
            InboxRow.state == InboxState.NEW,
            InboxRow.owner != owner,
            InboxRow.owner.not_in(leases.alive(now)),
        )
        .values(owner=owner)
        .execution_options(synchronize_session=False)
    )


async def unfinished(session: AsyncSession, bot_id: int, *, owner: str, until: datetime) -> Sequence[int]:
    """Row ids of a replica's updates that had come by then and are not settled, oldest first."""
    found = await session.scalars(
        select(InboxRow.id)
        .where(
            InboxRow.bot_id == bot_id,
            InboxRow.state == InboxState.NEW,
            InboxRow.owner == owner,
            InboxRow.received_at <= until,
        )
        .order_by(InboxRow.id)
    )
    return found.all()


@dataclass(frozen=True, slots=True)
class Stored:
    """An update as it lies in its row."""

    row_id: int
    sealed: bytes
    tries: int
    """How often it was begun again after a stop had interrupted it."""


async def stored(session: AsyncSession, row_ids: Sequence[int]) -> list[Stored]:
    """Updates by row id, oldest first; at most some hundreds at once."""
    found = await session.execute(
        select(InboxRow.id, InboxRow.payload, InboxRow.tries).where(InboxRow.id.in_(row_ids)).order_by(InboxRow.id)
    )
    return [Stored(row.id, row.payload, row.tries) for row in found if row.payload is not None]


async def count_try(session: AsyncSession, row_id: int) -> int:
    """Note that an update that a stop interrupted is begun again; how often it was. 0 if it is settled."""
    tries: int | None = await session.scalar(_COUNT, {"row_id": row_id})
    return tries or 0


async def blank(session: AsyncSession, *, now: datetime) -> int:
    """Empty some updates settled long enough ago of what they said and whose they were; how many."""
    due = (
        select(InboxRow.id)
        .where(
            SETTLED,
            InboxRow.received_at < now - BLANK_AFTER,
            or_(InboxRow.state != InboxState.DEAD.value, InboxRow.received_at < now - DEAD_BLANK_AFTER),
        )
        .limit(BLANK_AT_ONCE)
    )
    result = await session.execute(
        update(InboxRow)
        .where(InboxRow.id.in_(due))
        .values(payload=None, lane=FORGOTTEN)
        .returning(InboxRow.id)
        .execution_options(synchronize_session=False)
    )
    return len(result.all())
