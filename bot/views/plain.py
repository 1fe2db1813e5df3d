"""HTML words where Telegram shows no formatting: over a button."""

import re
from html import unescape

_TAG = re.compile(r"<[^>]+>")


def plain(words: str) -> str:
    """The words without tags and entities."""
    return unescape(_TAG.sub("", words))
