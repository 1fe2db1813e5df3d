"""What people type into one line: freed of characters nobody sees, and measured."""

import unicodedata
from dataclasses import dataclass

from core.errors import Refusal

INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
"""Unicode categories that are dropped: controls, direction overrides, zero-width, private use, halves of pairs."""


@dataclass(kw_only=True, eq=False)
class TextUnusable(Refusal):
    """A text that is empty once cleaned, or too long."""

    length: int
    """Characters that can be seen; 0 when nothing was left to read."""
    most: int
    """Characters that are accepted."""


def line(text: str, *, most: int) -> str:
    """The text on one line, runs of white space as one space. Raises TextUnusable outside 1 to `most` characters."""
    spaced = " ".join(text.split())
    seen = "".join(sign for sign in spaced if unicodedata.category(sign) not in INVISIBLE)
    cleaned = " ".join(seen.split())
    if not any(sign.isalnum() for sign in cleaned):
        raise TextUnusable(length=0, most=most)
    if len(cleaned) > most:
        raise TextUnusable(length=len(cleaned), most=most)
    return cleaned
