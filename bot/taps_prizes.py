"""Buttons of prizes and orders."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.taps import Number
from core.rewards.values import CancelReason


class Shopping(StrEnum):
    """What a partner's tap does."""

    SHOW = "show"
    ASK = "ask"
    ORDER = "do"
    MINE = "mine"
    ASK_CANCEL = "askc"
    CANCEL = "cancel"


class Shop(CallbackData, prefix="shop"):
    """The prize list as partners see it, and own orders."""

    do: Shopping = Shopping.SHOW
    id: Number = 0
    """Of the prize, or of the order."""
    page: Number = 0
    points: Number = 0
    """What the screen said that the prize costs: another price is told before anything is taken."""
    after: Number = 0
    """The newest own order when the question was asked: a second tap orders nothing."""


class Stocking(StrEnum):
    """What staff's tap on the prize list does."""

    LIST = "list"
    SHOW = "show"
    ADD = "add"
    NO_PICTURE = "nopic"
    NAME = "name"
    TEXT = "text"
    POINTS = "points"
    STOCK = "stock"
    NO_STOCK = "nostock"
    LIMIT = "limit"
    NO_LIMIT = "nolimit"
    ENDS = "ends"
    NO_END = "noend"
    PICTURE = "pic"
    PUT = "put"
    HIDE = "hide"


class Stock(CallbackData, prefix="stock"):
    """The prize list as staff keeps it."""

    do: Stocking = Stocking.LIST
    id: Number = 0
    page: Number = 0


class StockIn(CallbackData, prefix="stockin"):
    """A prize's name or description in one of the programme's languages."""

    do: Stocking
    id: Number
    locale: str


class Handing(StrEnum):
    """What staff's tap on orders does."""

    LIST = "list"
    GIVE = "give"
    ASK_CANCEL = "askc"
    CANCEL = "cancel"
    UNDO = "undo"


class Hand(CallbackData, prefix="hand"):
    """Orders to hand over."""

    do: Handing = Handing.LIST
    id: Number = 0
    page: Number = 0
    reason: CancelReason | None = None
