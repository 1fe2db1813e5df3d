"""Settling the outbox: what became of each row, what a restart finds, what a pause has to survive."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, case, literal_column, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.outbox import OutboxState
from core.channel.tables import AMISS, CardRow, OutboxRow, PauseRow
from core.db import leases
from core.ids import PersonId

AMISS_BLANK_AFTER = timedelta(days=7)
"""How long a message that did not surely arrive can be sent once more."""
BLANK_AT_ONCE = 1_000
"""Rows emptied in one transaction."""

_OUTBOX: Any = OutboxRow.__table__
_CARDS: Any = CardRow.__table__


def _ends_as(*states: OutboxState) -> ColumnElement[bool]:
    """Whether a row's new state is one of these; spelled out, since one statement settles many rows, which bars IN."""
    return or_(*(bindparam("to") == literal_column(f"'{state}'") for state in states))


SETTLE = (
    update(_OUTBOX)
    .where(_OUTBOX.c.key == bindparam("row_key"))
    .values(
        state=bindparam("to"),
        error=bindparam("why"),
        message_id=bindparam("message"),
        tries=bindparam("tried"),
        payload=case((_ends_as(OutboxState.FAILED, OutboxState.UNKNOWN), _OUTBOX.c.payload), else_=None),
        chat_id=case(
            (_ends_as(OutboxState.SENT, OutboxState.DROPPED, OutboxState.UNREACHABLE), None), else_=_OUTBOX.c.chat_id
        ),
    )
)
"""What is at its end no longer says where it went; what did not surely arrive can be sent once more.

Parameters: row_key, to, why, message, tried.
"""

HOLD = update(_OUTBOX).where(_OUTBOX.c.key == bindparam("row_key")).values(state=OutboxState.HELD.value)
"""Keep a row, payload and all, for a return. Parameter: row_key."""

PLACE_CARD = (
    update(_CARDS)
    .where(_CARDS.c.id == bindparam("card"))
    .values(message_id=bindparam("message"), shown=bindparam("fingerprint"), has_picture=bindparam("pictured"))
)
"""Parameters: card, message, fingerprint, pictured."""

_PAUSE = insert(PauseRow)
PAUSE = _PAUSE.on_conflict_do_update(
    index_elements=[PauseRow.bot_id, PauseRow.chat_id],
    set_={"until": _PAUSE.excluded.until},
    where=PauseRow.until < _PAUSE.excluded.until,
)
"""A pause only grows. Parameters: bot_id, chat_id, until."""

_COLUMNS = (
    _OUTBOX.c.key,
    _OUTBOX.c.form,
    _OUTBOX.c.kind,
    _OUTBOX.c.priority,
    _OUTBOX.c.chat_id,
    _OUTBOX.c.person_id,
    _OUTBOX.c.card_id,
    _OUTBOX.c.payload,
    _OUTBOX.c.tries,
)


async def adopt(session: AsyncSession, *, owner: str, now: datetime) -> None:
    """Make ours the rows to deliver of replicas that are gone."""
    await session.execute(
        update(OutboxRow)
        .where(OutboxRow.state == OutboxState.NEW, OutboxRow.owner != owner, OutboxRow.owner.not_in(leases.alive(now)))
        .values(owner=owner)
        .execution_options(synchronize_session=False)
    )


async def waiting(session: AsyncSession, *, owner: str) -> Sequence[str]:
    """Keys of a replica's rows that are not settled, oldest first."""
    found = await session.scalars(
        select(OutboxRow.key).where(OutboxRow.state == OutboxState.NEW, OutboxRow.owner == owner).order_by(OutboxRow.id)
    )
    return found.all()


async def rows(session: AsyncSession, keys: Sequence[str]) -> Sequence[Row[*tuple[Any, ...]]]:
    """What to deliver, oldest first; at most some hundreds at once."""
    found = await session.execute(select(*_COLUMNS).where(_OUTBOX.c.key.in_(keys)).order_by(_OUTBOX.c.id))
    return found.all()


async def blank(session: AsyncSession, *, now: datetime) -> int:
    """Empty some messages that did not surely arrive, long enough ago; how many."""
    due = select(_OUTBOX.c.id).where(AMISS, _OUTBOX.c.created_at < now - AMISS_BLANK_AFTER).limit(BLANK_AT_ONCE)
    result = await session.execute(
        update(_OUTBOX).where(_OUTBOX.c.id.in_(due)).values(payload=None).returning(_OUTBOX.c.id)
    )
    return len(result.all())


async def release_held(session: AsyncSession, person_id: PersonId) -> int:
    """Send what was kept for somebody who is back; how many rows."""
    result = await session.execute(
        update(OutboxRow)
        .where(OutboxRow.person_id == person_id, OutboxRow.state == OutboxState.HELD)
        .values(state=OutboxState.NEW)
        .returning(OutboxRow.id)
        .execution_options(synchronize_session=False)
    )
    return len(result.all())


async def pauses(session: AsyncSession, bot_id: int, *, now: datetime) -> dict[int, datetime]:
    """Chats that have to be left alone, and until when."""
    found = await session.execute(
        select(PauseRow.chat_id, PauseRow.until).where(PauseRow.bot_id == bot_id, PauseRow.until > now)
    )
    return {row.chat_id: row.until for row in found}
