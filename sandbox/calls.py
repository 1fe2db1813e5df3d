"""What bots called: a short memory and counters, cheap enough for thousands of calls a second."""

from collections import Counter, deque
from datetime import datetime
from typing import NamedTuple

KEPT = 20_000


class Call(NamedTuple):
    """One call of a bot."""

    bot_id: int
    method: str
    """As Telegram spells it, e.g. sendMessage."""
    chat_id: int | None
    at: datetime
    code: int
    """200, or the error code that was answered; 0 if the connection was cut."""
    description: str


class Calls:
    """The last calls, and how many there were of each method."""

    def __init__(self) -> None:
        self.latest: deque[Call] = deque(maxlen=KEPT)
        self.counts: Counter[str] = Counter()
        """Calls that succeeded, by method."""
        self.failures: Counter[str] = Counter()
        """Calls that were refused or cut, by method."""

    def add(self, call: Call) -> None:
        self.latest.append(call)
        (self.counts if call.code == 200 else self.failures)[call.method] += 1

    def of(self, method: str, *, chat_id: int | None = None) -> list[Call]:
        """The remembered calls of one method, to one chat if named."""
        return [call for call in self.latest if call.method == method and (chat_id is None or call.chat_id == chat_id)]

    def clear(self) -> None:
        self.latest.clear()
        self.counts.clear()
        self.failures.clear()
