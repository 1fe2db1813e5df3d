"""What Telegram makes of text that a person typed: trimmed, cut to pieces, commands and links marked."""

import re

from sandbox.model import Entity

LONGEST_TEXT = 4096
_MARKS = re.compile(
    r"(?P<url>https?://[^\s<>]+|(?<![\w.@])t\.me/[^\s<>]+)"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{4,32})?)"
    r"|(?P<mention>(?<![\w@/])@[A-Za-z]\w{3,31})"
)


def utf16_length(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text) + sum(1 for char in text if ord(char) > 0xFFFF)


def marks(text: str) -> tuple[Entity, ...]:
    """The commands, links and mentions in plain text."""
    return tuple(
        Entity(
            type=str(match.lastgroup),
            offset=utf16_length(text[: match.start()]),
            length=utf16_length(match.group()),
        )
        for match in _MARKS.finditer(text)
    )


def pieces(text: str) -> list[str]:
    """The messages an app sends for one long text."""
    trimmed = text.strip()
    return [trimmed[at : at + LONGEST_TEXT] for at in range(0, len(trimmed), LONGEST_TEXT)]
