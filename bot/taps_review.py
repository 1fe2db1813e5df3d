"""Buttons of verdicts that take more than one tap: ids and codes only, as everywhere in bot.taps."""

from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.taps_claims import Whole
from core.claims.claim import DeclineReason, Reason


class FixAct(StrEnum):
    """What a moderator does about a claim that is to be corrected."""

    BEGIN = "b"
    MENU = "m"
    """Back to all that can be corrected."""
    LINE = "l"
    """A line; `arg` is its id."""
    QUANTITY = "q"
    PRODUCT = "p"
    """Asks for another product."""
    PICK = "k"
    """Takes one; `arg` is its id."""
    LEAVE_OUT = "x"
    NUMBER = "n"
    """Asks for the document's number."""
    SERIALS = "s"
    """Asks for the serial numbers of the line at hand."""
    ASK_DAY = "a"
    DAY = "d"
    """`arg` is `date.toordinal()`."""


class Fix(CallbackData, prefix="fx"):
    """A moderator's button on a claim that is being corrected."""

    claim_id: Whole
    act: FixAct
    arg: Whole = 0


class CorrectFor(CallbackData, prefix="fxok"):
    """Approve a claim as it was corrected, for a reason; `other` asks for a note first."""

    claim_id: Whole
    reason: DeclineReason


class DeclineSurely(CallbackData, prefix="nok"):
    """Decline a claim for a reason, and say whether it may be sent again."""

    claim_id: Whole
    version: Whole
    reason: Reason
    again: bool


class DeclineNote(CallbackData, prefix="nonote"):
    """Type a note before a claim is declined."""

    claim_id: Whole
    version: Whole
    reason: Reason


class Undo(CallbackData, prefix="undo"):
    """Take back a verdict that does not count yet."""

    verdict_id: Whole


class Second(CallbackData, prefix="2nd"):
    """Approve what somebody else has approved, where two have to."""

    verdict_id: Whole


class ReturnAct(StrEnum):
    """What is done about goods that came back."""

    ASK = "a"
    """Which of them?"""
    LINE = "l"
    """How many of a line?"""
    SHOW = "s"
    """Shows what that takes back."""
    SURELY = "y"
    BACK = "b"


class Return(CallbackData, prefix="rt"):
    """Report goods as returned: so many units of a line, all of the sale for neither."""

    claim_id: Whole
    act: ReturnAct
    number: Annotated[int, Field(ge=0, lt=100_000)] = 0
    """Which return of the sale it will be, as the question showed it."""
    position: Annotated[int, Field(ge=0, lt=1_000)] = 0
    quantity: Annotated[int, Field(ge=0, lt=1_000_000)] = 0


class ReasonsOf(CallbackData, prefix="whys"):
    """The reasons that were given in a month, so many months ago."""

    months_ago: Whole
