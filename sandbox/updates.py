"""The updates that wait for a bot, with the confirmation rules of getUpdates."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

KEPT_FOR = timedelta(hours=24)
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True, slots=True)
class Update:
    """One update as it was when it happened."""

    update_id: int
    kind: str
    payload: dict[str, Any]
    chat_id: int
    at: datetime

    def json(self) -> dict[str, Any]:
        return {"update_id": self.update_id, self.kind: self.payload}


class UpdateQueue:
    """One bot's updates, oldest first, kept for 24 hours."""

    def __init__(self, clock: Callable[[], datetime], *, first_id: int) -> None:
        self._clock = clock
        self._next_id = first_id
        self._waiting: OrderedDict[int, Update] = OrderedDict()
        self.taken: deque[Update] = deque(maxlen=1)
        """The last update that was confirmed."""
        self.arrived = asyncio.Event()
        """Set when something may be there to take; whoever waits clears it."""
        self.on_put: Callable[[Update], None] | None = None
        """Told of each update at once: the webhook's sender."""
        self.allowed: frozenset[str] = frozenset()
        """Kinds that are queued; empty means the default kinds."""

    def __len__(self) -> int:
        return len(self._waiting)

    def wants(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    def put(self, kind: str, payload: dict[str, Any], *, chat_id: int) -> None:
        """Queue an update, unless the bot did not ask for its kind."""
        if self.wants(kind):
            self.put_raw(kind, payload, chat_id=chat_id)

    def put_raw(self, kind: str, payload: Any, *, chat_id: int = 0) -> int:
        """Queue anything as an update, even of a kind nobody knows; answers its update_id."""
        update = Update(self._next_id, kind, payload, chat_id, self._clock())
        self._waiting[update.update_id] = update
        self._next_id += 1
        self.arrived.set()
        if self.on_put is not None:
            self.on_put(update)
        return update.update_id

    def confirm(self, offset: int) -> None:
        """Forget what getUpdates with this offset says was received.

        A negative offset keeps so many of the last; one beyond the newest update is ignored.
        """
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popitem(last=False)
        elif offset <= self._next_id:
            while self._waiting and next(iter(self._waiting)) < offset:
                self.taken.append(self._waiting.popitem(last=False)[1])

    def first(self, limit: int) -> list[Update]:
        """The oldest updates that are not confirmed yet."""
        oldest = self._clock() - KEPT_FOR
        while self._waiting and next(iter(self._waiting.values())).at < oldest:
            self._waiting.popitem(last=False)
        return list(islice(self._waiting.values(), limit))

    def discard(self, update: Update) -> None:
        """It was delivered."""
        self._waiting.pop(update.update_id, None)

    def __contains__(self, update: Update) -> bool:
        return update.update_id in self._waiting

    def clear(self) -> None:
        self._waiting.clear()
