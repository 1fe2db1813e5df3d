"""What went wrong with single messages: dead updates and failed deliveries, done once more or dropped by an owner."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.channel.inbox import InboxState
from core.channel.outbox import OutboxState
from core.channel.tables import AMISS, DEAD, InboxRow, OutboxRow
from core.errors import Refusal
from core.ids import PersonId
from core.people.persons import Person
from core.people.rights import Right, allowed

PAGE = 6

_INBOX: Any = InboxRow.__table__
_OUTBOX: Any = OutboxRow.__table__


class Amiss(StrEnum):
    """How a message went wrong."""

    DEAD = "dead"
    """It came in, and could not be handled."""
    FAILED = "failed"
    """It was refused for good on its way out."""
    UNKNOWN = "unknown"
    """It may or may not have arrived."""


class AlreadySettled(Refusal):
    """Somebody has done it once more, or dropped it; or it was too long ago."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Faulty:
    """A message that went wrong."""

    id: int
    kind: str
    """The update's kind, or the kind of notice or call."""
    error: str
    at: datetime
    person_id: PersonId | None = None
    """The recipient, where it is known."""


_DEAD_PAGE = (
    select(_INBOX.c.id, _INBOX.c.kind, _INBOX.c.error, _INBOX.c.received_at.label("at"))
    .where(DEAD)
    .order_by(_INBOX.c.id.desc())
)
_AMISS_PAGE = (
    select(_OUTBOX.c.id, _OUTBOX.c.kind, _OUTBOX.c.error, _OUTBOX.c.created_at.label("at"), _OUTBOX.c.person_id)
    .where(AMISS, _OUTBOX.c.state == bindparam("state"))
    .order_by(_OUTBOX.c.id.desc())
)


async def list_amiss(session: AsyncSession, what: Amiss, *, by: PersonId, page: int = 0) -> tuple[list[Faulty], bool]:
    """A page, newest first, and whether there are more. Raises NotAllowed."""
    await allowed(session, by, Right.OPERATE)
    asked = _DEAD_PAGE if what is Amiss.DEAD else _AMISS_PAGE
    rows = (await session.execute(asked.offset(page * PAGE).limit(PAGE + 1), {"state": what.value})).all()
    return [_faulty(row) for row in rows[:PAGE]], len(rows) > PAGE


async def again(session: AsyncSession, what: Amiss, row_id: int | None, *, by: PersonId, now: datetime) -> int:
    """Do one of them once more, or all; how many. Raises NotAllowed and AlreadySettled."""
    person = await allowed(session, by, Right.OPERATE)
    to = InboxState.NEW.value if what is Amiss.DEAD else OutboxState.NEW.value
    fresh = {"state": to, "tries": 0, "error": None, "owner": session.info["replica"]}
    done = await _change(session, what, row_id, fresh)
    act = Act.UPDATE_RETRIED if what is Amiss.DEAD else Act.DELIVERY_RETRIED
    await _tell_audit(session, person, act, what, row_id, done, now)
    return done


async def drop(session: AsyncSession, what: Amiss, row_id: int | None, *, by: PersonId, now: datetime) -> int:
    """Let one of them go, or all; how many. Raises NotAllowed and AlreadySettled."""
    person = await allowed(session, by, Right.OPERATE)
    to = InboxState.DROPPED.value if what is Amiss.DEAD else OutboxState.DROPPED.value
    done = await _change(session, what, row_id, {"state": to, "payload": None})
    act = Act.UPDATE_DROPPED if what is Amiss.DEAD else Act.DELIVERY_DROPPED
    await _tell_audit(session, person, act, what, row_id, done, now)
    return done


async def _change(session: AsyncSession, what: Amiss, row_id: int | None, values: dict[str, Any]) -> int:
    table, mine = (_INBOX, (DEAD,)) if what is Amiss.DEAD else (_OUTBOX, (AMISS, _OUTBOX.c.state == what.value))
    one = () if row_id is None else (table.c.id == row_id,)
    changed = await session.execute(update(table).where(*mine, *one).values(**values).returning(table.c.id))
    found: Sequence[Any] = changed.all()
    if not found:
        raise AlreadySettled
    return len(found)


async def _tell_audit(
    session: AsyncSession, by: Person, act: Act, what: Amiss, row_id: int | None, done: int, now: datetime
) -> None:
    subject = f"{'update' if what is Amiss.DEAD else 'delivery'}:{row_id or 'all'}"
    after = {"was": what, "count": done}
    await record(session, programme_id=by.programme_id, by=by.id, act=act, subject=subject, after=after, now=now)


def _faulty(row: Any) -> Faulty:
    person = row._mapping.get("person_id")
    return Faulty(
        id=row.id,
        kind=row.kind,
        error=row.error or "",
        at=row.at,
        person_id=PersonId(person) if person is not None else None,
    )
