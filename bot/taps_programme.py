"""Buttons of the programme's settings: which group, which one, which value; never more than a code."""

from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import StringConstraints

from bot.taps import Number
from core.claims.claim import ClaimState
from core.programme.registry import Group

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_+\-]{1,24}$")]
"""A value as a button names it: a number, a code, one that goes in or out."""
Key = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,24}$")]


class Look(CallbackData, prefix="opt"):
    """A group of settings."""

    group: Group


class Ask(CallbackData, prefix="prog"):
    """One setting, to give it another value."""

    key: Key
    locale: str | None = None
    """Of the points' name."""


class Put(CallbackData, prefix="optv"):
    """Give a setting a value."""

    key: Key
    value: Code


class Lately(CallbackData, prefix="optl"):
    """What was changed last."""


class WholeLog(CallbackData, prefix="optf"):
    """The audit log as a file."""


class Undo(CallbackData, prefix="optu"):
    """Put back what a change replaced."""

    change_id: Number


class ReasonAct(StrEnum):
    """What is done about own reasons to decline."""

    LIST = "l"
    SHOW = "s"
    ADD = "a"
    WORDS = "w"
    """Asks how it is said in a language."""
    AGAIN = "g"
    """The other answer to whether such a sale may be sent again."""
    RETIRE = "r"
    """Offer it to moderators no more, or again."""


class OwnReasons(CallbackData, prefix="optr"):
    """The programme's own reasons to decline."""

    act: ReasonAct
    code: Annotated[str, StringConstraints(pattern=r"^(own_\d{1,4})?$")] = ""
    locale: Annotated[str, StringConstraints(pattern=r"^([a-z]{2})?$")] = ""


class NameAct(StrEnum):
    """What is done about the names of states."""

    LIST = "l"
    SHOW = "s"
    WORDS = "w"
    """Asks what it is called in a language."""
    USUAL = "u"
    """Calls it as usual again, in every language."""


class StateNames(CallbackData, prefix="opts"):
    """What the programme calls the states of a sale."""

    act: NameAct
    state: ClaimState | None = None
    locale: Annotated[str, StringConstraints(pattern=r"^([a-z]{2})?$")] = ""
