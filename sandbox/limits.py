"""How much a bot may send: Telegram's flood limits, on the world's clock."""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class _Window:
    """At most `most` events within any `seconds`."""

    most: int
    seconds: float
    times: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Seconds until one more fits, 0 if it fits now."""
        while self.times and self.times[0] <= now - self.seconds:
            self.times.popleft()
        return 0.0 if len(self.times) < self.most else self.times[0] + self.seconds - now


@dataclass(slots=True, kw_only=True)
class Limits:
    """Off until switched on. Numbers may be changed at any time; they hold for what is sent next."""

    clock: Callable[[], datetime]
    on: bool = False
    per_second: int = 30
    """Over all chats of a bot."""
    per_chat: int = 1
    """A second in one chat, on average..."""
    chat_burst: int = 3
    """...of which so many may come at once."""
    per_group_minute: int = 20
    _windows: dict[tuple[int, int | None], _Window] = field(default_factory=dict)

    def refusal(self, bot_id: int, chat_id: int, *, count: int = 1) -> int:
        """Seconds to wait before `count` messages may go to the chat; 0 and they are counted."""
        if not self.on:
            return 0
        now = self.clock().timestamp()
        windows = (self._everywhere(bot_id), self._chat(bot_id, chat_id))
        wait = max(window.wait(now) for window in windows)
        if wait > 0:
            return max(1, math.ceil(wait))
        for window in windows:
            window.times.extend([now] * count)
        return 0

    def _everywhere(self, bot_id: int) -> _Window:
        return self._window((bot_id, None), self.per_second, 1.0)

    def _chat(self, bot_id: int, chat_id: int) -> _Window:
        if chat_id < 0:
            return self._window((bot_id, chat_id), self.per_group_minute, 60.0)
        return self._window((bot_id, chat_id), self.chat_burst, self.chat_burst / self.per_chat)

    def _window(self, key: tuple[int, int | None], most: int, seconds: float) -> _Window:
        window = self._windows.get(key)
        if window is None or (window.most, window.seconds) != (most, seconds):
            window = self._windows[key] = _Window(most, seconds)
        return window
