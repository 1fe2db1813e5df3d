"""Buttons about people who wait to be let in."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.taps import Number


class Admitting(StrEnum):
    """What a tap does."""

    LIST = "list"
    LET_IN = "in"
    TURN_AWAY = "out"


class Admit(CallbackData, prefix="adm"):
    """Look at who waits, let somebody in, or keep out."""

    do: Admitting
    id: Number = 0
