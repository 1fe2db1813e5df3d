"""Rows that this process is at: what a look into their table must not take up a second time."""

from collections.abc import Iterable
from typing import Generic, TypeVar

KeyT = TypeVar("KeyT")


class AtHand(Generic[KeyT]):
    """Keys of rows at hand. A look begins with `look`, then reads the table, then takes what it found."""

    def __init__(self) -> None:
        self._held: set[KeyT] = set()
        self._let_go: set[KeyT] = set()

    def take(self, key: KeyT) -> bool:
        """Take a row; False if it is at hand already."""
        if key in self._held:
            return False
        self._held.add(key)
        return True

    def let_go(self, key: KeyT) -> None:
        """The row is settled. A look under way may still have read it unsettled."""
        self._held.discard(key)
        self._let_go.add(key)

    def look(self) -> None:
        """Begin a look into the table: whatever was let go before, it will find settled."""
        self._let_go.clear()

    def take_found(self, key: KeyT) -> bool:
        """Take a row that the look has found; False if it is at hand, or was until just now."""
        return key not in self._let_go and self.take(key)

    def unknown(self, keys: Iterable[KeyT]) -> list[KeyT]:
        """Those of the keys that a look has found and nobody is at."""
        return [key for key in keys if key not in self._held and key not in self._let_go]
