"""Terms: until when points live."""

from calendar import monthrange
from datetime import date


def last_day(earned_on: date, months: int | None) -> date | None:
    """The last day points live: the end of the month so many whole months after the one of earning; None for ever."""
    if months is None:
        return None
    year, month = divmod(earned_on.year * 12 + earned_on.month - 1 + months, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])
