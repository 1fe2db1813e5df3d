"""Notices: what a person has to be told, as facts. A channel's view words them in the person's language."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from pydantic import TypeAdapter
from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.outbox import Form, Priority, enqueue
from core.channel.tables import OutboxRow
from core.ids import PersonId

KINDS: dict[str, type["Notice"]] = {}
"""Every notice class by its kind."""

_TOLD = select(OutboxRow.id).where(OutboxRow.key == bindparam("key"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Facts to be told. A subclass names its `kind` and, where it is not money, its `priority`."""

    kind: ClassVar[str]
    priority: ClassVar[Priority] = Priority.MONEY

    @property
    def about(self) -> tuple[PersonId, ...]:
        """People whom its words name; their names are looked up at delivery."""
        return ()

    @classmethod
    def __init_subclass__(cls, **kwargs: Any) -> None:
        KINDS[cls.kind] = cls


def tell(session: AsyncSession, recipient: PersonId, notice: Notice, *, key: str, now: datetime) -> None:
    """Have a person told. `key` names the fact, so that it is told once: `claim:42:decision:1`."""
    enqueue(
        session,
        key=_key(recipient, key),
        form=Form.NOTICE,
        kind=notice.kind,
        priority=notice.priority,
        now=now,
        person_id=recipient,
        payload=TypeAdapter(type(notice)).dump_json(notice),
    )


async def was_told(session: AsyncSession, recipient: PersonId, *, key: str) -> bool:
    """Whether a person has been told under that key by an earlier step, or will be."""
    return await session.scalar(_TOLD, {"key": _key(recipient, key)}) is not None


def read(kind: str, payload: bytes) -> Notice:
    """The notice that an outbox row holds. Raises KeyError for a kind nobody declared."""
    notice: Notice = TypeAdapter(KINDS[kind]).validate_json(payload)
    return notice


def _key(recipient: PersonId, key: str) -> str:
    return f"notice:{recipient}:{key}"
