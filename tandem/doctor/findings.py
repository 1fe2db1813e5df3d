"""What the doctor says: one line a finding, and how to mend what is wrong."""

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How a finding is shown."""

    GOOD = "✓"
    WRONG = "✗"
    """To be mended; the examination fails."""
    NOTE = "·"
    """Worth knowing, nothing is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    mark: Mark
    what: str
    mend: str = ""
    """What to do about it, as a sentence."""

    def __str__(self) -> str:
        return f"{self.mark} {self.what}" + (f"\n    {self.mend}" if self.mend else "")


def good(what: str) -> Finding:
    """Nothing to do."""
    return Finding(mark=Mark.GOOD, what=what)


def wrong(what: str, mend: str) -> Finding:
    """Something to mend."""
    return Finding(mark=Mark.WRONG, what=what, mend=mend)


def note(what: str, mend: str = "") -> Finding:
    """Something to know."""
    return Finding(mark=Mark.NOTE, what=what, mend=mend)
