"""Buttons of the weekly page."""

from aiogram.filters.callback_data import CallbackData

from bot.taps import Number


class WeekFile(CallbackData, prefix="week"):
    """The week as a page to forward."""

    monday: Number
    """The proleptic ordinal of its first day."""
