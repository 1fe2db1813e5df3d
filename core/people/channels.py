"""The channels through which a person can be reached."""

from enum import StrEnum


class Channel(StrEnum):
    """A messenger, or another door to the programme."""

    TELEGRAM = "telegram"
    """Telegram; external ids are its user ids."""
