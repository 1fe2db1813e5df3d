"""Buttons of practice sales."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.taps_claims import Whole


class Practising(StrEnum):
    """What a tap does."""

    BEGIN = "begin"
    APPROVE = "yes"
    DECLINE = "no"
    REMOVE = "del"
    REAL = "real"
    """What is being practised is a sale after all."""


class Practise(CallbackData, prefix="prac"):
    """A sale for practice: begun, decided, deleted, or meant in earnest."""

    do: Practising
    draft_id: Whole = 0
