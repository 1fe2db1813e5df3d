"""Days of a sale: the window it is claimed in, the promise of a decision, and the dates people write."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from core.claims.language import DAYS_AGO, MONTHS, alternatives
from core.claims.refusals import BadDate, FutureDate, OutsideWindow
from core.clock import local_date

WINDOW_DAYS = 30
"""Days between a sale and the first message about it."""

REVIEW_DAYS = 2
"""Working days, Monday to Friday, in which a decision is promised."""

END_OF_WORK = 18
"""Local hour by which a promised decision is due."""

NEXT_YEAR = 180
"""A day and month without a year that lie further ahead than this many days belong to the year before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleDays:
    """The days a sale may bear."""

    earliest: date
    latest: date
    """Today, in the programme's zone or the person's, whichever is further on."""
    today: date
    """Where the person is."""

    def check(self, sold_on: date) -> date:
        """The day itself. Raises FutureDate or OutsideWindow."""
        if sold_on > self.latest:
            raise FutureDate(sold_on=sold_on, today=self.today)
        if sold_on < self.earliest:
            raise OutsideWindow(sold_on=sold_on, earliest=self.earliest, window_days=WINDOW_DAYS)
        return sold_on


def sale_days(*, started_at: datetime, now: datetime, zone: str, own_zone: str) -> SaleDays:
    """The window of a sale first told of at `started_at`, in the programme's zone and the person's own."""
    now = max(started_at, now)
    today = local_date(now, own_zone)
    return SaleDays(
        earliest=local_date(started_at, zone) - timedelta(days=WINDOW_DAYS),
        latest=max(today, local_date(now, zone)),
        today=today,
    )


def promise(since: datetime, zone: str) -> datetime:
    """When a decision is due for a claim submitted at `since`: the end of the second working day after."""
    day = local_date(since, zone)
    left = REVIEW_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return datetime(day.year, day.month, day.day, END_OF_WORK, tzinfo=ZoneInfo(zone))


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFound:
    """A date within a text."""

    start: int
    end: int
    day: date | None
    """None for one that no calendar has."""


def read_date(text: str, today: date) -> date:
    """The one date a text is. Raises BadDate."""
    found = list(find_dates(text, today))
    if len(found) != 1 or (day := found[0].day) is None:
        raise BadDate
    rest = f"{text[: found[0].start]} {text[found[0].end :]}"
    if re.search(r"[^\W\d_]{4,}|\d", rest):
        raise BadDate
    return day


def find_dates(text: str, today: date) -> Iterator[DateFound]:
    """The dates a text names, in words or digits, day before month, in three languages."""
    taken: list[range] = []
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            if not any(match.start() in span for span in taken):
                taken.append(range(match.start(), match.end()))
                yield DateFound(start=match.start(), end=match.end(), day=read(match, today))


def _relative(match: re.Match[str], today: date) -> date | None:
    said = " ".join(match[0].casefold().replace("ё", "е").replace("’", "'").split())
    return today - timedelta(days=DAYS_AGO[said])


def _numeric(match: re.Match[str], today: date) -> date | None:
    return _calendar(match["day"], int(match["month"]), match["year"], today)


def _named(match: re.Match[str], today: date) -> date | None:
    return _calendar(match["day"], MONTHS[match["month"].casefold()[:3]], match["year"], today)


def _calendar(day: str, month: int, year: str | None, today: date) -> date | None:
    try:
        if year is not None:
            return date(int(year) + (2000 if len(year) == 2 else 0), month, int(day))
        this_year = date(today.year, month, int(day))
        return this_year.replace(year=today.year - 1) if (this_year - today).days > NEXT_YEAR else this_year
    except ValueError:
        return None


_MONTH = rf"(?P<month>(?:{alternatives(MONTHS)})[^\W\d_]*)\.?"
_YEAR = r"(?:\s*,?\s*(?P<year>\d{4})(?!\d)(?:\s*г(?:ода|\.)?)?)?"
_READERS = (
    (re.compile(rf"(?<!\w)(?:{alternatives(DAYS_AGO)})(?!\w)", re.IGNORECASE), _relative),
    (re.compile(r"(?<![\w./-])(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?![\w/-])"), _numeric),
    (
        re.compile(
            r"(?<![\w./-])(?P<day>\d{1,2})(?P<sep>[./-])(?P<month>\d{1,2})"
            r"(?:(?P=sep)(?P<year>\d{4}|\d{2})|(?<!-\d)(?<!-\d\d))(?:\s*г(?:ода|\.))?(?![\w/-])(?!\.\d)"
        ),
        _numeric,
    ),
    (re.compile(rf"(?<![\w./-])(?P<day>\d{{1,2}})\s+(?:di\s+|of\s+)?{_MONTH}{_YEAR}(?!\w)", re.IGNORECASE), _named),
    (re.compile(rf"(?<!\w){_MONTH}\s+(?P<day>\d{{1,2}})(?!\d){_YEAR}(?!\w)", re.IGNORECASE), _named),
)
