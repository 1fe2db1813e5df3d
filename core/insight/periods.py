"""The periods that boards are cut in: calendar weeks, months, quarters, and all time."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from core.clock import local_date

BEGINNING = date(1970, 1, 1)
"""The first day of "all"."""


class Period(StrEnum):
    """What a board covers."""

    WEEK = "week"
    """From Monday (ISO)."""
    MONTH = "month"
    QUARTER = "quarter"
    ALL = "all"


def starts_on(period: Period, day: date) -> date:
    """The first day of the period that a day lies in."""
    match period:
        case Period.WEEK:
            return day - timedelta(days=day.weekday())
        case Period.MONTH:
            return day.replace(day=1)
        case Period.QUARTER:
            return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        case Period.ALL:
            return BEGINNING


def current(period: Period, *, now: datetime, zone: str) -> date:
    """The first local day of the period that runs now."""
    return starts_on(period, local_date(now, zone))
