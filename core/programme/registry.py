"""What can be set about a programme: a line each, with its group, its bounds and the values worth a button.

Whoever adds an option adds its field to Options, its line here, and its words in the surface.
"""

from dataclasses import dataclass
from enum import StrEnum

from core.claims.claim import DeclineReason
from core.people.roles import Occupation
from core.programme.options import ClaimField, Module, Tone, WeekTo


class Group(StrEnum):
    """Settings that stand on one screen."""

    NAMES = "names"
    POINTS = "points"
    SALES = "sales"
    DECISIONS = "decisions"
    TIME = "time"
    PARTS = "parts"


class Unit(StrEnum):
    """What a number counts."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    PERCENT = "percent"
    MINUTES = "minutes"
    SECONDS = "seconds"
    POINTS = "points"
    SALES = "sales"
    HOUR = "hour"
    MONEY = "money"
    """Hundredths of the currency."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number, or nothing where that is among the offers."""

    low: int
    high: int
    unit: Unit
    offers: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Switch:
    """Yes or no."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few codes."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Several:
    """Any of some codes; `kept` is always among them and has no button, and one at least has to stay."""

    codes: tuple[str | int, ...]
    kept: frozenset[str | int] = frozenset()
    least: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one line."""

    most: int
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """Something to write to, call or open."""


@dataclass(frozen=True, slots=True)
class Dates:
    """Days of the calendar."""


@dataclass(frozen=True, slots=True)
class Named:
    """A country or a currency, typed by name or code, or nothing."""

    of: str
    """`country` or `currency`."""
    offers: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Own:
    """Asked for in a way of its own: zone, languages, the points' name, own reasons to decline, names of states."""


Shape = Whole | Switch | OneOf | Several | Line | Contact | Dates | Named | Own


@dataclass(frozen=True, slots=True)
class Setting:
    """Something that can be set."""

    key: str
    """The field of Options, or of Programme."""
    group: Group
    shape: Shape


BUILT = (Module.CLAIMS, Module.BALANCE, Module.PRIZES, Module.HUMAN, Module.BOARD, Module.BROADCASTS)
"""Parts of the programme that can be switched; whoever builds another one adds it here."""

_REASONS = tuple(reason.value for reason in DeclineReason if reason is not DeclineReason.OTHER)

_LINES = (
    Setting("name", Group.NAMES, Line(64)),
    Setting("brand", Group.NAMES, Line(64, may_be_empty=True)),
    Setting("tone", Group.NAMES, OneOf(tuple(Tone))),
    Setting("operator", Group.NAMES, Line(300)),
    Setting("contact", Group.NAMES, Contact()),
    Setting("points_names", Group.POINTS, Own()),
    Setting("points_live_months", Group.POINTS, Whole(1, 120, Unit.MONTHS, (6, 12, 24, None))),
    Setting("welcome_points", Group.POINTS, Whole(0, 10**6, Unit.POINTS, (0, 50, 100, 200))),
    Setting("hold_days", Group.POINTS, Whole(0, 90, Unit.DAYS, (0, 7, 14, 30))),
    Setting("points_cap", Group.POINTS, Whole(1, 10**12, Unit.POINTS, (100_000, 1_000_000, None))),
    Setting("point_cost_minor", Group.POINTS, Whole(1, 10**6, Unit.MONEY, (100, 500, 1000, None))),
    Setting("currency", Group.POINTS, Named("currency", ("RUB", "EUR", "USD", None))),
    Setting("claim_window_days", Group.SALES, Whole(1, 366, Unit.DAYS, (14, 30, 60, 90))),
    Setting("late_percent_per_month", Group.SALES, Whole(1, 100, Unit.PERCENT, (5, 10, 20, None))),
    Setting("late_months", Group.SALES, Whole(1, 24, Unit.MONTHS, (3, 6, 10, 12))),
    Setting("receipt_days", Group.SALES, Whole(1, 60, Unit.DAYS, (3, 7, 14))),
    Setting("required", Group.SALES, Several(tuple(ClaimField), frozenset({ClaimField.ISSUER}))),
    Setting("manager_fills", Group.SALES, Switch()),
    Setting("claims_a_day_flag", Group.SALES, Whole(1, 1000, Unit.SALES, (10, 30, 50))),
    Setting("review_working_days", Group.DECISIONS, Whole(1, 30, Unit.WORKING_DAYS, (1, 2, 3, 5))),
    Setting("undo_seconds", Group.DECISIONS, Whole(0, 300, Unit.SECONDS, (0, 15, 30, 60))),
    Setting("take_minutes", Group.DECISIONS, Whole(1, 120, Unit.MINUTES, (5, 10, 20))),
    Setting("second_approver_above", Group.DECISIONS, Whole(1, 10**9, Unit.POINTS, (500, 1000, 5000, None))),
    Setting("appeal_days", Group.DECISIONS, Whole(1, 90, Unit.DAYS, (5, 10, 14, 30))),
    Setting("reasons_off", Group.DECISIONS, Several(_REASONS, least=0)),
    Setting("own_reasons", Group.DECISIONS, Own()),
    Setting("state_names", Group.DECISIONS, Own()),
    Setting("timezone", Group.TIME, Own()),
    Setting("languages", Group.TIME, Own()),
    Setting("country", Group.TIME, Named("country", ("RU", "IT", "KZ", "BY", None))),
    Setting("work_days", Group.TIME, Several(tuple(range(7)))),
    Setting("work_from", Group.TIME, Whole(0, 23, Unit.HOUR, (8, 9, 10))),
    Setting("work_until", Group.TIME, Whole(1, 24, Unit.HOUR, (17, 18, 19, 20))),
    Setting("holidays", Group.TIME, Dates()),
    Setting("modules", Group.PARTS, Several(tuple(BUILT), least=0)),
    Setting("week_to", Group.PARTS, OneOf(tuple(WeekTo))),
    Setting("self_registration", Group.PARTS, Switch()),
    Setting("adults_only", Group.PARTS, Switch()),
    Setting("staff_excluded", Group.PARTS, Switch()),
    Setting("occupations", Group.PARTS, Several(tuple(Occupation))),
    Setting("evidence_months", Group.PARTS, Whole(1, 120, Unit.MONTHS, (12, 24, 36, None))),
)

SETTINGS: dict[str, Setting] = {setting.key: setting for setting in _LINES}


def of_group(group: Group) -> list[Setting]:
    """A group's settings, in their order."""
    return [setting for setting in _LINES if setting.group is group]
