"""Pauses between tries that fail: each twice as long as the one before, up to a limit."""


class Pauses:
    """How long to wait before the next try; from the shortest again once one has succeeded."""

    def __init__(self, *, shortest: float, longest: float) -> None:
        self._shortest, self._longest = shortest, longest
        self._failures = 0

    def after_failure(self) -> float:
        """Seconds to wait now."""
        doubled = min(self._failures, 32)
        self._failures += 1
        return min(self._shortest * (1 << doubled), self._longest)

    def over(self) -> int:
        """End the row of failures; how many there were."""
        failures, self._failures = self._failures, 0
        return failures

    @property
    def failing(self) -> bool:
        """Whether the last try failed."""
        return self._failures > 0
