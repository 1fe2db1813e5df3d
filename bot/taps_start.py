"""Buttons of somebody's beginnings: first steps, asking to join, the programme's conditions."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData


class Beginning(StrEnum):
    """What a tap on first steps does."""

    SHOW = "show"
    SALE = "sale"
    PRIZES = "prizes"


class Steps(CallbackData, prefix="steps"):
    """First steps."""

    do: Beginning = Beginning.SHOW


class AskToJoin(CallbackData, prefix="letme"):
    """A stranger asks to be let in."""


class Fits(CallbackData, prefix="fits"):
    """Whether the programme's conditions hold for me."""

    yes: bool
