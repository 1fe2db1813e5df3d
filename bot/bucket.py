"""A token bucket that can also be overdrawn: people are answered at once, and the bulk makes room."""

import time


class Bucket:
    """`rate` tokens a second, at most `capacity` of them; full at first. Real time: it is about politeness."""

    def __init__(self, *, rate: float, capacity: float) -> None:
        self._rate = rate
        self._capacity = capacity
        self._level = capacity
        self._at = time.monotonic()

    def take(self) -> bool:
        """Take a token if there is one."""
        if self.delay() > 0:
            return False
        self._level -= 1
        return True

    def overdraw(self) -> None:
        """Take a token whether there is one or not: those who wait will wait longer."""
        self.delay()
        self._level -= 1

    def delay(self) -> float:
        """Seconds until there is a token; 0 when there is one now."""
        now = time.monotonic()
        self._level = min(self._capacity, self._level + (now - self._at) * self._rate)
        self._at = now
        return 0.0 if self._level >= 1 else (1 - self._level) / self._rate
