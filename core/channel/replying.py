"""Replying: what a message told that somebody replies to."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.outbox import Form
from core.channel.tables import TOLD, OutboxRow
from core.ids import PersonId

_TOLD_BY = (
    select(OutboxRow.key, OutboxRow.kind)
    .where(
        TOLD,
        OutboxRow.person_id == bindparam("person"),
        OutboxRow.message_id == bindparam("message"),
        OutboxRow.form == Form.NOTICE.value,
    )
    .order_by(OutboxRow.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a message told."""

    kind: str
    """The notice's."""
    key: str
    """The fact's name, as `tell` was given it."""


async def told_by(session: AsyncSession, person_id: PersonId, message_id: int) -> Told | None:
    """What a message of a person's chat told; None for one that was no notice."""
    row = (await session.execute(_TOLD_BY, {"person": person_id, "message": message_id})).one_or_none()
    return Told(kind=row.kind, key=row.key.split(":", 2)[2]) if row else None
