"""Buttons of photos that are sent alone, and of filling them in: ids and versions only, as everywhere in bot.taps."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.taps_claims import Whole


class HandedAct(StrEnum):
    """What is done about a photo that is sent alone."""

    HAND_OVER = "h"
    TAKE_BACK = "b"
    BEGIN = "f"
    LEAVE = "l"
    """Leaves it to others after all."""
    UNREADABLE = "u"
    """Asks the partner for another photo."""
    NEXT = "n"
    """Shows the one that has waited longest; it names no draft."""


class Handed(CallbackData, prefix="ho"):
    """A button about a photo that is sent alone."""

    act: HandedAct
    draft_id: Whole = 0
