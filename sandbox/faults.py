"""Bad days of a network and of Telegram, switched on by tests and from the page."""

import random
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from typing import TypeVar

T = TypeVar("T")


class FaultKind(StrEnum):
    """What goes wrong with a call, or with the updates a bot receives."""

    SERVER_ERROR = "server_error"
    """500 with Telegram's JSON; nothing happened."""
    BAD_GATEWAY = "bad_gateway"
    """502 with a page of HTML; nothing happened."""
    HTML = "html"
    """200 with a page of HTML in place of JSON; nothing happened."""
    RESET_BEFORE = "reset_before"
    """The connection is cut before anything happened."""
    RESET_AFTER = "reset_after"
    """The connection is cut after it happened."""
    SLOW = "slow"
    """It happens, `delay` real seconds later."""
    TOO_MANY = "too_many"
    """429 with `retry_after`; nothing happened."""
    FORBIDDEN = "forbidden"
    """403, as if the person had blocked the bot; nothing happened."""
    DUPLICATE = "duplicate"
    """Updates are delivered twice, and one that was confirmed comes again."""
    SHUFFLE = "shuffle"
    """Updates are delivered out of order."""


OF_UPDATES = frozenset({FaultKind.DUPLICATE, FaultKind.SHUFFLE})


@dataclass(slots=True, kw_only=True)
class Fault:
    """One thing that goes wrong, for the next `times` fitting calls or for some of all of them."""

    number: int
    kind: FaultKind
    times: int | None = None
    """How many more; None: for ever."""
    probability: float = 1.0
    methods: frozenset[str] = frozenset()
    """Lower case; empty: every method except getUpdates."""
    chat_id: int | None = None
    """Only calls about this chat."""
    delay: float = 1.0
    retry_after: int = 1
    happened: int = field(default=0)

    def fits(self, method: str, chat_id: int | None) -> bool:
        if self.times is not None and self.times <= 0:
            return False
        if self.chat_id is not None and self.chat_id != chat_id:
            return False
        return method in self.methods if self.methods else method != "getupdates"


class Faults:
    """The faults that are switched on; the same seed gives the same bad day."""

    def __init__(self, *, seed: int = 0, on_change: Callable[[], None] = lambda: None) -> None:
        self._random = random.Random(seed)  # noqa: S311 - a bad day must be repeatable, not secret
        self._on_change = on_change
        self._numbers = count(1)
        self.active: list[Fault] = []

    def seed(self, seed: int) -> None:
        self._random.seed(seed)

    def add(
        self,
        kind: FaultKind,
        *,
        times: int | None = None,
        probability: float = 1.0,
        methods: Collection[str] = (),
        chat_id: int | None = None,
        delay: float = 1.0,
        retry_after: int = 1,
    ) -> Fault:
        """Switch a fault on; the answer is for `remove`, and counts how often it happened."""
        fault = Fault(
            number=next(self._numbers),
            kind=kind,
            times=times,
            probability=probability,
            methods=frozenset(method.lower() for method in methods),
            chat_id=chat_id,
            delay=delay,
            retry_after=retry_after,
        )
        self.active.append(fault)
        self._on_change()
        return fault

    def remove(self, fault: Fault) -> None:
        if fault in self.active:
            self.active.remove(fault)
            self._on_change()

    def clear(self) -> None:
        self.active.clear()
        self._on_change()

    def strike(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault that hits this call, if any; `method` in lower case."""
        for fault in self.active:
            if fault.kind not in OF_UPDATES and fault.fits(method, chat_id) and self._hits(fault):
                return fault
        return None

    def distort(self, updates: Sequence[T], *, taken: Sequence[T] = ()) -> list[T]:
        """The updates as they arrive: in order and once, unless faults say otherwise.

        `taken` were received before; a duplicating network brings the last of them again.
        """
        out = list(updates)
        for fault in self.active:
            if fault.kind is FaultKind.DUPLICATE:
                doubled = [update for update in out if self._hits(fault)]
                out = [*(taken[-1:] if doubled else ()), *out, *doubled]
            elif fault.kind is FaultKind.SHUFFLE and len(out) > 1 and self._hits(fault):
                self._random.shuffle(out)
        return out

    def _hits(self, fault: Fault) -> bool:
        if fault.times is not None and fault.times <= 0:
            return False
        if fault.probability < 1.0 and self._random.random() >= fault.probability:
            return False
        fault.happened += 1
        if fault.times is not None:
            fault.times -= 1
            if fault.times == 0:
                self._on_change()
        return True
