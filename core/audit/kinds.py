"""Names for what can be done to an audit log past the service."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What was done to the log."""

    EDITED = "edited"
    REMOVED = "removed"
    """Missing from the middle; numbers are those that the entries had."""
    INSERTED = "inserted"
    REORDERED = "reordered"
    CUT = "cut"
    """Missing at the end, or the end itself is not signed by us."""
    FORKED = "forked"
    """From here on it is another log: entries were rewritten and chained anew."""
    SEAL = "seal"
    """A day's seal is not signed by us; its number is the entry that it pretends to end with."""


@dataclass(frozen=True, slots=True)
class Tampering:
    """One thing that was done, and to which entries."""

    kind: Kind
    first: int
    last: int
