"""Buttons of announcements."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.taps import Number


class Announcing(StrEnum):
    """What a tap does about an announcement."""

    LAUNCH = "launch"
    CHANGE = "change"
    DROP = "drop"


class Announce(CallbackData, prefix="ann"):
    """Something about an announcement that its author sees."""

    do: Announcing
    id: Number
