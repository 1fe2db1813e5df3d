"""Small events that say what changed in the world, for the chat page and for tests that wait."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    """What happened; each names the fields of `Change` it fills."""

    BOT = "bot"
    """A bot appeared or renamed itself."""
    PERSON = "person"
    """A person appeared, or deleted the account."""
    MESSAGE_NEW = "message_new"
    """A message stands in a chat; a waiting one has message_id 0."""
    MESSAGE_SENT = "message_sent"
    """A waiting message reached the server and got its message_id."""
    MESSAGE_EDITED = "message_edited"
    """Text, media or buttons changed."""
    MESSAGE_DELETED = "message_deleted"
    REACTION = "reaction"
    TAP = "tap"
    """A button was tapped and spins; `detail` is the query id."""
    TAP_ANSWERED = "tap_answered"
    """The bot answered, or the tap was lost; `detail` is the query id."""
    CHAT_ACTION = "chat_action"
    """The bot is doing something ("typing"); `detail` names it."""
    NOTIFIED = "notified"
    """The phone rang or showed a silent notification."""
    KEYBOARD = "keyboard"
    """Another reply keyboard, or none, is shown."""
    MENU = "menu"
    """The bot changed its commands or descriptions."""
    READ = "read"
    PRESENCE = "presence"
    """A person went offline or came back."""
    BLOCKED = "blocked"
    """A person blocked or unblocked the bot."""
    ROOM = "room"
    """A group appeared on a phone, or changed its name or members."""
    LISTENING = "listening"
    """A bot began or ceased to wait for updates."""
    CLOCK = "clock"
    """Time was moved."""
    FAULTS = "faults"
    """Faults or limits were switched."""
    COMPLAINT = "complaint"
    """A bot sent what Telegram silently ignores; `detail` says what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One event; what it concerns is looked up in the world."""

    kind: ChangeKind
    person_id: int | None = None
    bot_id: int | None = None
    serial: int | None = None
    """The message's serial, which unlike its message_id exists from the start."""
    detail: str = ""


class Subscription:
    """An endless async iterator over changes; close it, or use it as a context manager."""

    def __init__(self, changes: "Changes") -> None:
        self._changes = changes
        self._queue: deque[Change] = deque()
        self._wake = asyncio.Event()

    @property
    def pending(self) -> int:
        """How many changes wait to be iterated."""
        return len(self._queue)

    def put(self, change: Change) -> None:
        self._queue.append(change)
        self._wake.set()

    def close(self) -> None:
        self._changes.unsubscribe(self)

    def __enter__(self) -> "Subscription":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __aiter__(self) -> AsyncIterator[Change]:
        return self

    async def __anext__(self) -> Change:
        while not self._queue:
            self._wake.clear()
            await self._wake.wait()
        return self._queue.popleft()


class Changes:
    """Hands every change to all subscriptions, and wakes those who wait for a condition."""

    def __init__(self) -> None:
        self._subscriptions: list[Subscription] = []
        self._waiters: list[asyncio.Event] = []

    def subscribe(self) -> Subscription:
        subscription = Subscription(self)
        self._subscriptions.append(subscription)
        return subscription

    def unsubscribe(self, subscription: Subscription) -> None:
        if subscription in self._subscriptions:
            self._subscriptions.remove(subscription)

    def tell(
        self,
        kind: ChangeKind,
        *,
        person_id: int | None = None,
        bot_id: int | None = None,
        serial: int | None = None,
        detail: str = "",
    ) -> None:
        for waiter in self._waiters:
            waiter.set()
        if self._subscriptions:
            change = Change(kind=kind, person_id=person_id, bot_id=bot_id, serial=serial, detail=detail)
            for subscription in self._subscriptions:
                subscription.put(change)

    async def wait_until(self, predicate: Callable[[], bool], *, within: float = 5.0) -> None:
        """Return once `predicate` holds, asked again after every change; TimeoutError after `within` s."""
        if predicate():
            return
        waiter = asyncio.Event()
        self._waiters.append(waiter)
        try:
            async with asyncio.timeout(within):
                while not predicate():
                    waiter.clear()
                    await waiter.wait()
        finally:
            self._waiters.remove(waiter)
