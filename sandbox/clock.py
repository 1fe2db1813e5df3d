"""The one clock of a sandbox: real time that people can push forward, or frozen time for tests."""

import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

Listener = Callable[[datetime, datetime], Awaitable[None]]
NextStop = Callable[[datetime], datetime | None]


class MovableClock:
    """Call it for the present, an aware UTC datetime.

    With `frozen_at` time stands still and only `move` changes it; without it the clock is real time plus
    everything that `move` added.
    """

    def __init__(self, *, frozen_at: datetime | None = None) -> None:
        if frozen_at is not None and frozen_at.tzinfo is None:
            raise ValueError("frozen_at must be aware")
        self._frozen_at = frozen_at.astimezone(UTC) if frozen_at is not None else None
        self._listeners: list[Listener] = []
        self._stops: list[NextStop] = []
        self.offset = timedelta()
        """How far the clock was moved."""

    def __call__(self) -> datetime:
        base = self._frozen_at or datetime.fromtimestamp(time.time(), UTC)
        return base + self.offset

    @property
    def frozen(self) -> bool:
        return self._frozen_at is not None

    def on_move(self, listener: Listener) -> Callable[[], None]:
        """Have `listener(old, new)` awaited by every move; the answer unsubscribes it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def add_stops(self, next_stop: NextStop) -> Callable[[], None]:
        """Have moves halt at the instants `next_stop(after)` names, so that each tick sees its own time.

        `next_stop` answers the first due instant later than `after`, or None; the answer unsubscribes it.
        """
        self._stops.append(next_stop)
        return lambda: self._stops.remove(next_stop)

    async def move(self, by: timedelta) -> None:
        """Go forward and wait for the listeners, at every stop on the way and at the end."""
        if by < timedelta():
            raise ValueError("time only moves forward")
        target = self() + by
        while (stop := self._first_stop(before=target)) is not None:
            await self._go_to(stop)
        await self._go_to(target)

    def _first_stop(self, *, before: datetime) -> datetime | None:
        now = self()
        stops = (next_stop(now) for next_stop in tuple(self._stops))
        return min((stop for stop in stops if stop is not None and now < stop < before), default=None)

    async def _go_to(self, instant: datetime) -> None:
        old = self()
        if instant > old:
            self.offset += instant - old
        for listener in tuple(self._listeners):
            await listener(old, max(instant, old))
