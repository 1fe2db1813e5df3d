"""Buttons of whoever looks after people: lists, cards and what is changed on them."""

from enum import StrEnum
from typing import Literal

from aiogram.filters.callback_data import CallbackData

from bot.taps import Number
from core.people.listing import Whom
from core.people.roles import Status
from core.people.sanctions import Ground, Step


class People(CallbackData, prefix="ppl"):
    """A page of a list; the whole of its filters, so that old screens go on working."""

    whom: Whom = Whom.PARTNERS
    status: Status = Status.ACTIVE
    company: Number = 0
    region: Number = 0
    mine: bool = False
    before: Number = 0
    after: Number = 0


class Narrowing(StrEnum):
    """What a list is narrowed by."""

    COMPANY = "c"
    REGION = "r"
    STATUS = "s"


class Narrow(CallbackData, prefix="pplby"):
    """Choose what to narrow a list to."""

    by: Narrowing
    whom: Whom = Whom.PARTNERS
    page: Number = 0


class Doing(StrEnum):
    """What a tap does about one person."""

    SHOW = "show"
    OCCUPATION = "occ"
    COMPANY = "firm"
    OUTLET = "shop"
    MANAGER = "mgr"
    LIMITS = "lim"
    REGIONS = "limr"
    FIRMS = "limf"
    ASK_REMOVE = "rm"
    CONDITIONS = "cond"
    REMOVE = "rmdo"
    RESTORE = "back"
    ASK_ERASE = "er"
    ERASE = "erdo"
    CODE = "code"
    LADDER = "ladder"
    HAND_OVER = "hand"
    HANDED = "handdo"
    AWAY = "away"
    AT_WORK = "work"


class Who(CallbackData, prefix="who"):
    """A person, what to do, and with which value; where `chosen` is not set, the values are offered."""

    do: Doing = Doing.SHOW
    id: Number
    chosen: bool = False
    value: Number = 0
    more: Number = 0
    """The company of an outlet."""
    page: Number = 0


class SalesOf(CallbackData, prefix="sold"):
    """A page of a person's sales: those sent before one, or after one."""

    id: Number
    before: Number = 0
    after: Number = 0


class Placing(StrEnum):
    """What a tap does about regions, companies and outlets."""

    REGIONS = "regs"
    REGION = "reg"
    REMOVE_REGION = "regrm"
    RESTORE_REGION = "regup"
    COMPANIES = "firms"
    COMPANY = "firm"
    COMPANY_REGION = "freg"
    COMPANY_ZONE = "fzone"
    OUTLET = "shop"
    OUTLET_REGION = "sreg"
    OUTLET_ZONE = "szone"
    REMOVE_OUTLET = "srm"
    RESTORE_OUTLET = "sup"
    BIN = "bin"
    RESTORE_COMPANY = "fup"


class Where(CallbackData, prefix="place"):
    """A region, company or outlet, and what to do with it."""

    do: Placing
    id: Number = 0
    chosen: bool = False
    value: Number = 0
    page: Number = 0


class StillThere(CallbackData, prefix="still"):
    """Whether an employment still holds."""

    employment: Number
    holds: bool


class MovedTo(CallbackData, prefix="moved"):
    """Where the person works now; `company` 0 for none of the list."""

    chosen: bool = False
    company: Number = 0
    page: Number = 0


class MovedInto(CallbackData, prefix="movein"):
    """In which outlet the person works now; 0 for the company as such."""

    company: Number
    chosen: bool = False
    outlet: Number = 0
    page: Number = 0


class Move(CallbackData, prefix="job"):
    """A decision about a partner who says to work elsewhere now."""

    do: Literal["yes", "no"]
    id: Number
    company: Number
    outlet: Number = 0
    seen: Number = 0
    """The employment of then."""


class Sanctioning(CallbackData, prefix="sanc"):
    """A sanction in the making."""

    id: Number
    step: Step
    ground: Ground | None = None
    sure: bool = False


class Standing(CallbackData, prefix="stand"):
    """A sanction that stands: lift it, appeal against it, decide the appeal."""

    do: Literal["lift", "appeal", "send", "uphold", "drop"]
    id: Number


class OwnPhone(CallbackData, prefix="phone"):
    """The own number as a way back: how it stands, have it kept, or kept no more."""

    do: Literal["show", "share", "forget"]


class ComeBack(CallbackData, prefix="again"):
    """Somebody without a profile here had one before."""
