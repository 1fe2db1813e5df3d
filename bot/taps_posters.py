"""Buttons that bind a poster to its shop and to whoever looks after those who come by it."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.taps import Number


class Binding(StrEnum):
    """What a tap does."""

    SHOW = "show"
    OUTLETS = "shops"
    OUTLET = "shop"
    MANAGERS = "mgrs"
    MANAGER = "mgr"


class Bind(CallbackData, prefix="pst"):
    """A poster and what it is bound to."""

    do: Binding = Binding.SHOW
    id: Number
    value: Number = 0
    page: Number = 0
