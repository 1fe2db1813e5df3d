"""What people typed, made fit for a message: cut to a length that holds even when quoted."""

import re

from aiogram import html

MORE = "…"
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Controls, and marks that would turn the direction of whatever follows."""


def typed(text: str, most: int = 64) -> str:
    """A text as HTML of at most `most` UTF-16 units, which is how Telegram counts; a cut one ends in an ellipsis."""
    text = UNSEEN.sub("", text)
    if units(quoted := html.quote(text)) <= most:
        return quoted
    kept, left = [], most - len(MORE)
    for sign in text:
        left -= units(html.quote(sign))
        if left < 0:
            break
        kept.append(sign)
    return html.quote("".join(kept).rstrip()) + MORE


def label(text: str, most: int = 40) -> str:
    """A text for a button, where nothing is quoted."""
    text = UNSEEN.sub("", text)
    return text if len(text) <= most else text[: most - 1].rstrip() + MORE


def units(text: str) -> int:
    """Length of a text as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
