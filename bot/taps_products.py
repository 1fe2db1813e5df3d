"""Buttons of products, for those who keep the catalogue."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.taps import Number


class FindProduct(CallbackData, prefix="prods"):
    """Look for a product: a page of the list, or by typing."""

    page: Number = 0


class Keeping(StrEnum):
    """What a tap does about a product."""

    SHOW = "show"
    POINTS = "points"
    ALIAS = "alias"
    DROP_ALIASES = "drop"
    FORGET = "forget"
    RECALL = "recall"


class KeepProduct(CallbackData, prefix="prod"):
    """One product: its card, or a question about it."""

    do: Keeping = Keeping.SHOW
    id: Number
