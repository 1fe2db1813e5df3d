"""What waits to be delivered: an outbox row in memory."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.channel.outbox import Form, Priority


@dataclass(slots=True)
class Item:
    """One outbox row on its way out."""

    key: str
    form: Form
    kind: str
    """The method's name, the card's kind or the notice's kind."""
    priority: Priority
    chat_id: int | None
    person_id: int | None
    card_id: int | None
    payload: bytes
    """Plain: JSON of the method, the card's subject and version, or the notice's facts."""
    tries: int = 0
    plain: bool = False
    """Whether Telegram could not parse its HTML, so that it goes as plain text."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """Of a card: its subject, version and the message it leaves."""

    def __post_init__(self) -> None:
        if self.form is Form.CARD:
            self.facts = json.loads(self.payload)

    @property
    def lane(self) -> tuple[str, int]:
        """What it queues behind: the same chat's earlier messages."""
        return ("chat", self.chat_id) if self.chat_id is not None else ("person", self.person_id or 0)


def item_of(row: Mapping[str, Any], plain: bytes) -> Item:
    """An item of an outbox row's columns and its opened payload."""
    return Item(
        key=row["key"],
        form=Form(row["form"]),
        kind=row["kind"],
        priority=Priority(row["priority"]),
        chat_id=row["chat_id"],
        person_id=row["person_id"],
        card_id=row["card_id"],
        payload=plain,
        tries=row["tries"],
    )
