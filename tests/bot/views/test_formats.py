"""Days and hours as each language writes them."""

from datetime import UTC, date, datetime

import pytest

from bot.views import formats
from bot.words import speaking


@pytest.mark.parametrize(
    ("language", "day", "in_full", "on_a_button", "at"),
    [
        ("en", "1 December", "1 December 2026", "Tue 1 Dec", "1 December, 18:00"),
        ("ru", "1 декабря", "1 декабря 2026", "вт 1.12", "1 декабря, 18:00"),
        ("it", "1º dicembre", "1º dicembre 2026", "mar 1.12", "1º dicembre, 18:00"),
    ],
)
def test_the_first_of_december(language: str, day: str, in_full: str, on_a_button: str, at: str) -> None:
    """Day before month, and 24 hours, everywhere."""
    first = date(2026, 12, 1)
    with speaking(language):
        assert formats.day(first) == day
        assert formats.full_day(first) == in_full
        assert formats.short_day(first) == on_a_button
        assert formats.moment(datetime(2026, 12, 1, 18, tzinfo=UTC), "UTC") == at
