"""When a prize is promised: so many working days after the order."""

from datetime import datetime

from core.programme.programmes import Programme
from core.programme.workdays import end_of_working_day


def promised(now: datetime, programme: Programme) -> datetime:
    """The end of work on the last promised day, in the programme's zone: public holidays and days off do not count."""
    options = programme.options
    return end_of_working_day(now, programme.timezone, options.prize_working_days, options)
