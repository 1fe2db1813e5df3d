"""Buttons of announcements."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.taps import Number


class Announcing(StrEnum):
    """What a tap does about an announcement."""

    LAUNCH = "launch"
    NEWS = "news"
    """Takes it for news of the programme."""
    OFFER = "offer"
    """Takes it for an offer."""
    CHANGE = "change"
    DROP = "drop"


class AnnounceAs(CallbackData, prefix="annas"):
    """What the message that is about to be sent will be."""

    advertising: bool


class Offers(CallbackData, prefix="offers"):
    """Get offers, or none from now on: the wish, so that a second tap does not undo the first."""

    wanted: bool


class Announce(CallbackData, prefix="ann"):
    """Something about an announcement that its author sees."""

    do: Announcing
    id: Number
