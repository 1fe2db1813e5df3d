"""Days of a sale: the window it is claimed in, the promise of a decision, and the dates people write."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.claims.language import DAYS_AGO, MONTHS, alternatives
from core.claims.refusals import BadDate, FutureDate, OutsideWindow
from core.clock import local_date
from core.people.roles import Occupation
from core.programme.options import Options
from core.programme.workdays import end_of_working_day

MOST_LATE = 120
"""Months of lateness that are counted at all."""

NEXT_YEAR = 180
"""A day and month without a year that lie further ahead than this many days belong to the year before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How long after a sale it can be claimed, and what lateness costs."""

    window_days: int = 30
    """Days between a sale and the first message about it."""
    late_percent: int = 0
    """What each month begun after that takes off the points; where 0, nothing is taken late."""
    late_months: int = 0
    """Months after which nothing is taken any more."""


USUAL = Terms()


def terms_of(options: Options, occupation: Occupation | None) -> Terms:
    """The programme's terms for somebody of an occupation: a shop's receipts are taken for a few days only."""
    if occupation is Occupation.SELLER:
        return Terms(window_days=min(options.claim_window_days, options.receipt_days))
    percent = options.late_percent_per_month or 0
    months = min(options.late_months, MOST_LATE, 99 // percent) if percent else 0
    return Terms(window_days=options.claim_window_days, late_percent=percent if months else 0, late_months=months)


def kept_of(lines: Iterable[tuple[int, int]]) -> int:
    """What lateness left of the points, in percent, by lines of points before and after: the roundest that fits all."""
    pairs = tuple(lines)
    fitting = [percent for percent in range(1, 101) if all(whole * percent // 100 == kept for whole, kept in pairs)]
    return max(fitting, key=lambda percent: (percent == 100, percent % 10 == 0, percent % 5 == 0, percent), default=100)


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleDays:
    """The days a sale may bear."""

    earliest: date
    on_time: date
    """The first day that is not late; `earliest` where nothing is taken late."""
    terms: Terms
    latest: date
    """Today, in the programme's zone or the person's, whichever is further on."""
    today: date
    """Where the person is."""

    def check(self, sold_on: date) -> date:
        """The day itself. Raises FutureDate or OutsideWindow."""
        if sold_on > self.latest:
            raise FutureDate(sold_on=sold_on, today=self.today)
        if sold_on < self.earliest:
            window_days = (self.today - self.earliest).days if self.terms.late_percent else self.terms.window_days
            raise OutsideWindow(sold_on=sold_on, earliest=self.earliest, window_days=window_days)
        return sold_on

    def kept_percent(self, sold_on: date) -> int:
        """What a sale of a day earns of its points, in percent: less for each month begun that it is late."""
        months = 0
        while months < self.terms.late_months and sold_on < months_before(self.on_time, months):
            months += 1
        return 100 - months * self.terms.late_percent


def sale_days(*, started_at: datetime, now: datetime, zone: str, own_zone: str, terms: Terms = USUAL) -> SaleDays:
    """The window of a sale first told of at `started_at`, in the programme's zone and the person's own."""
    now = max(started_at, now)
    today = local_date(now, own_zone)
    on_time = local_date(started_at, zone) - timedelta(days=terms.window_days)
    return SaleDays(
        earliest=months_before(on_time, terms.late_months),
        on_time=on_time,
        terms=terms,
        latest=max(today, local_date(now, zone)),
        today=today,
    )


def months_before(day: date, months: int) -> date:
    """The same day so many months ago, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def promise(since: datetime, zone: str, options: Options) -> datetime:
    """When a decision is due for a claim submitted at `since`: the end of so many working days of the programme."""
    return end_of_working_day(since, zone, options.review_working_days, options)


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
