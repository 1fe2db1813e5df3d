"""Time as the programme sees it: instants are UTC and come from a Clock, local dates are made here."""

import time
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Tells the present instant, aware and in UTC."""

    def __call__(self) -> datetime: ...


def system_clock() -> datetime:
    """The machine's clock."""
    return datetime.fromtimestamp(time.time(), UTC)


def local_date(now: datetime, zone: str) -> date:
    """The calendar day of an instant in an IANA zone."""
    return now.astimezone(ZoneInfo(zone)).date()


def start_of_day(day: date, zone: str) -> datetime:
    """The first instant of a local day, in UTC."""
    return at_hour(day, 0, zone)


def at_hour(day: date, hour: int, zone: str) -> datetime:
    """When clocks of a zone show a full hour of a day, in UTC; 24 is the end of the day.

    Of an hour that comes twice, as clocks are changed, the first is meant; one left out begins when they change.
    """
    if hour == 24:
        return at_hour(day + timedelta(days=1), 0, zone)
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(zone)).astimezone(UTC)
