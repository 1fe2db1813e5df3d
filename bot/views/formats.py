"""Numbers, dates and points as the reader's language writes them."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_decimal

from bot.words import locale
from core.programme.points_names import points_form

MINUS = "−"


def number(value: int) -> str:
    """1480 -> `1 480` in Russian, `1,480` in English; a true minus."""
    return _number(value, locale())


@lru_cache(maxsize=4096)
def _number(value: int, language: str) -> str:
    return format_decimal(value, locale=language).replace("-", MINUS)


def signed(value: int) -> str:
    """As `number`, with a plus where it is above zero."""
    return f"+{number(value)}" if value > 0 else number(value)


def points(value: int, names: Mapping[str, tuple[str, ...]]) -> str:
    """An amount with the programme's word for it: `1 480 баллов`."""
    return f"{number(value)} {points_form(names, locale(), abs(value))}"


def points_word(names: Mapping[str, tuple[str, ...]]) -> str:
    """The programme's word for points in general, as it follows "many": in Russian always the genitive."""
    return points_form(names, locale(), 5)


def dates() -> str:
    """By whose habit dates are written: English ones day first, with a clock of 24 hours."""
    return "en_GB" if locale() == "en" else locale()


def day(value: date) -> str:
    """A date without its year, as people write it: `21 ноября`."""
    return _first(value, _date(value, "d MMMM", dates()))


def short_day(value: date) -> str:
    """A date for a button: `пт 20.11`."""
    return _date(value, "EEE d MMM" if locale() == "en" else "EEE d.MM", dates())


def full_day(value: date) -> str:
    """A date with its year: `21 ноября 2026 г.`."""
    return _first(value, _date(value, "long", dates()))


@lru_cache(maxsize=4096)
def _date(value: date, form: str, language: str) -> str:
    return format_date(value, form, locale=language)


def _first(value: date, written: str) -> str:
    """Italian counts the first of a month, and only that."""
    return written.replace("1 ", "1º ", 1) if value.day == 1 and locale() == "it" else written


def moment(value: datetime, zone: str) -> str:
    """An instant on somebody's clock: `21 ноября, 18:00`."""
    local = value.astimezone(ZoneInfo(zone))
    return f"{day(local.date())}, {format_time(local, 'short', locale=dates())}"


def weekday_moment(value: datetime, zone: str) -> str:
    """An instant with its weekday: `вторник, 24 ноября, 18:00`."""
    local = value.astimezone(ZoneInfo(zone))
    return f"{format_datetime(local, 'EEEE', locale=dates())}, {moment(value, zone)}"
