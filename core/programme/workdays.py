"""Working days: the programme's own days of the week, less its country's public holidays and the days it has off."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache

from core.clock import at_hour, local_date
from core.programme.options import Options

MOST_IDLE = 366
"""Days after which somebody has to be at work again: a calendar without working days is no calendar."""


def works_on(day: date, options: Options) -> bool:
    """Whether the programme works on a day."""
    if day.weekday() not in options.work_days or day in options.holidays:
        return False
    return options.country is None or day not in public_holidays(options.country, day.year)


def working_days_after(day: date, options: Options) -> Iterator[date]:
    """The working days that follow a day, in their order."""
    idle = 0
    while True:
        day += timedelta(days=1)
        idle += 1
        if works_on(day, options) or idle > MOST_IDLE:
            idle = 0
            yield day


def end_of_working_day(since: datetime, zone: str, days: int, options: Options) -> datetime:
    """When work ends on so many working days after the local day of an instant."""
    following = working_days_after(local_date(since, zone), options)
    day = [next(following) for _ in range(days)][-1]
    return at_hour(day, options.work_until, zone)


def at_work(now: datetime, zone: str, options: Options) -> datetime | None:
    """This instant, if it lies in working hours on the person's own clock, else when they begin; None for never."""
    day = local_date(now, zone)
    for ahead in range(31):
        that = day + timedelta(days=ahead)
        if not works_on(that, options):
            continue
        begins, ends = at_hour(that, options.work_from, zone), at_hour(that, options.work_until, zone)
        if now < ends:
            return max(now, begins)
    return None


@lru_cache(maxsize=64)
def public_holidays(country: str, year: int) -> frozenset[date]:
    """A country's public holidays (ISO 3166-1 alpha-2); none for a country that nobody has listed.

    The first call for a country takes a moment: `warm` takes it where nobody waits.
    """
    from holidays import country_holidays  # half a second, which a start need not spend

    try:
        return frozenset(country_holidays(country, years=year))
    except NotImplementedError:
        return frozenset()


def warm(options: Options, today: date) -> None:
    """Have this year's and the next year's public holidays at hand. For a thread."""
    if options.country is not None:
        for year in (today.year, today.year + 1):
            public_holidays(options.country, year)
