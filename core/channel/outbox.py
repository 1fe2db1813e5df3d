"""The outbox: what is to be told, written in the same transaction as its cause and settled after the commit."""

import json
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.tables import OutboxRow
from core.db.database import keyring
from core.db.work import defer
from core.ids import CardId, PersonId

INSERT_OUTBOX = insert(OutboxRow.__table__)  # type: ignore[arg-type]  # declared tables are Tables at run time
"""The statement by which after-commit listeners recognise outbox rows; they are told the payload before sealing."""


class Priority(IntEnum):
    """How soon something has to be told."""

    INTERACTIVE = 0
    """Answers to what a person does now."""
    MONEY = 1
    """Decisions and points."""
    NUDGE = 2
    """Unasked reminders."""
    BROADCAST = 3
    """The same thing to many."""


class Form(StrEnum):
    """What an outbox row holds."""

    CALL = "call"
    """A stored method of the channel, sent as it is."""
    UPLOAD = "upload"
    """A stored method with files of its own."""
    CARD = "card"
    """A card to draw at its turn."""
    NOTICE = "notice"
    """A notice to word at its turn."""


class OutboxState(StrEnum):
    """How a row was settled."""

    NEW = "new"
    SENT = "sent"
    FAILED = "failed"
    """Refused for good; error says why."""
    UNKNOWN = "unknown"
    """May or may not have arrived."""
    UNREACHABLE = "unreachable"
    """The recipient cannot be reached, and it was not worth keeping."""
    HELD = "held"
    """Kept for the return of somebody who cannot be reached now."""
    DROPPED = "dropped"
    """Overtaken by a newer version of the same card."""


def enqueue(
    session: AsyncSession,
    *,
    key: str,
    form: Form,
    kind: str,
    priority: Priority,
    now: datetime,
    chat_id: int | None = None,
    person_id: PersonId | None = None,
    card_id: CardId | None = None,
    payload: dict[str, Any] | bytes | None = None,
) -> None:
    """Put a row into the outbox at the end of this step. A key already there undoes the step."""
    plain = payload if isinstance(payload, bytes) else json.dumps(payload or {}).encode()
    defer(
        session,
        INSERT_OUTBOX,
        {
            "key": key,
            "form": form.value,
            "kind": kind,
            "priority": priority.value,
            "chat_id": chat_id,
            "person_id": person_id,
            "card_id": card_id,
            "payload": keyring(session).channel.close(plain),
            "state": OutboxState.NEW.value,
            "tries": 0,
            "created_at": now,
            "owner": session.info.get("replica", ""),
        },
        told=plain,
    )
