"""Time as the programme sees it: instants are UTC and come from a Clock, local dates are made here."""

import time
from datetime import UTC, date, datetime
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
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
