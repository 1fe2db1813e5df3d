"""Buttons of talks between partners and those who look after them."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.taps import Number


class Talking(StrEnum):
    """What a tap does about a talk."""

    LIST = "list"
    SHOW = "show"
    ANSWER = "answer"
    """Await the answer as the next message."""
    SETTLE = "settle"
    """There is nothing to answer."""


class InTalk(CallbackData, prefix="talk"):
    """Something about a talk."""

    do: Talking = Talking.LIST
    id: Number = 0
