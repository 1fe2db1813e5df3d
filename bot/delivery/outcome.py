"""How a row ended, as the rows to write."""

from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import Executable

from bot.delivery.items import Item
from core.channel.outbox import OutboxState, Priority
from core.channel.settling import HOLD, PLACE_CARD, SETTLE

Write = tuple[Executable, dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a card's message stands now, and what it shows."""

    message_id: int
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """The end of one outbox row."""

    state: OutboxState
    why: str | None = None
    message_id: int | None = None
    placed: Placed | None = None

    @classmethod
    def sent(cls, message_id: int | None = None, placed: Placed | None = None) -> Self:
        return cls(state=OutboxState.SENT, message_id=message_id, placed=placed)

    @classmethod
    def dropped(cls) -> Self:
        """Overtaken by a newer version, or with nothing to show any more."""
        return cls(state=OutboxState.DROPPED)

    @classmethod
    def failed(cls, why: str, item: Item) -> Self:
        """Refused for good. `why` never holds what people wrote."""
        return cls(state=OutboxState.FAILED, why=f"{item.kind}: {why}"[:200])

    @classmethod
    def unknown(cls) -> Self:
        return cls(state=OutboxState.UNKNOWN, why="the answer was lost")

    @classmethod
    def unreachable(cls, item: Item) -> Self:
        """What a person has to know is held for the return; the rest is not worth keeping."""
        held = item.person_id is not None and item.priority is Priority.MONEY
        return cls(state=OutboxState.HELD if held else OutboxState.UNREACHABLE)

    def writes(self, item: Item) -> list[Write]:
        """The rows that record it."""
        if self.state is OutboxState.HELD:
            return [(HOLD, {"row_key": item.key})]
        settled = {
            "row_key": item.key,
            "to": self.state.value,
            "why": self.why,
            "message": self.message_id,
            "tried": item.tries,
        }
        return [(SETTLE, settled), *self._card(item)]

    def _card(self, item: Item) -> list[Write]:
        if self.placed is None:
            return []
        where = {"card": item.card_id, "message": self.placed.message_id, "fingerprint": self.placed.fingerprint}
        return [(PLACE_CARD, where | {"pictured": not self.placed.fingerprint.startswith(":")})]
