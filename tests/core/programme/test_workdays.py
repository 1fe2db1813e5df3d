"""Working days: promises count the days on which somebody works, and no others."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from core.programme.options import Options
from core.programme.workdays import end_of_working_day, public_holidays, works_on

RUSSIAN = Options(country="RU")


def due(since: str, days: int, options: Options) -> str:
    ends = end_of_working_day(datetime.fromisoformat(since), "Europe/Moscow", days, options)
    return ends.astimezone(ZoneInfo("Europe/Moscow")).isoformat()[:16]


def test_the_week_is_the_programmes_own() -> None:
    weekend = Options(work_days=(5, 6), work_until=20)
    assert due("2026-11-23T12:00+03:00", 1, weekend) == "2026-11-28T20:00"
    assert due("2026-11-23T12:00+03:00", 2, Options()) == "2026-11-25T18:00"


def test_public_holidays_of_the_country_are_kept() -> None:
    """New Year lasts until the ninth of January in Russia, and a day in Italy."""
    assert due("2025-12-30T12:00+03:00", 1, RUSSIAN) == "2026-01-12T18:00"
    assert due("2025-12-31T12:00+03:00", 1, Options(country="IT")) == "2026-01-02T18:00"
    assert not works_on(date(2026, 11, 4), RUSSIAN)
    assert works_on(date(2026, 11, 4), Options())


def test_days_off_are_kept_besides() -> None:
    off = Options(holidays=(date(2026, 11, 24), date(2026, 11, 25)))
    assert due("2026-11-23T12:00+03:00", 1, off) == "2026-11-26T18:00"


def test_work_may_end_at_midnight() -> None:
    assert due("2026-11-23T12:00+03:00", 1, Options(work_until=24)) == "2026-11-25T00:00"


def test_a_calendar_without_working_days_comes_to_an_end() -> None:
    """Whatever was set, a promise is a date."""
    assert due("2026-11-23T12:00+03:00", 1, Options(work_days=())) > "2027-11"


@pytest.mark.parametrize("country", ["ZZ"])
def test_a_country_without_a_list_has_no_holidays(country: str) -> None:
    assert len(public_holidays(country, 2026)) <= 1
