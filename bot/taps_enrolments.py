"""Buttons around people whom a list named."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.taps import Number
from core.people.stages import Stage


class Enrolling(StrEnum):
    """What a tap does."""

    HOME = "home"
    HOW = "how"
    """Say how a list has to look."""
    TEMPLATE = "form"
    LIST = "list"
    CARDS = "cards"
    """A page of invitations, each a card to forward."""
    TEXTS = "texts"
    """The same as plain texts."""
    SHOW = "show"
    CARD = "card"
    TEXT = "text"
    RENEW = "renew"
    ASK_REVOKE = "ask"
    REVOKE = "shut"


class Enrol(CallbackData, prefix="enr"):
    """Look at people whom lists named, pass their invitations on, end one."""

    do: Enrolling
    stage: Stage = Stage.INVITED
    id: Number = 0
    after: Number = 0
    """The last person of the page before."""
