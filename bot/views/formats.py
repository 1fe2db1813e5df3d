"""Numbers, dates and points as the reader's language writes them."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal

from bot.views.typed import typed
from bot.words import locale
from bot.words import translate as _
from core.programme.points_names import points_form

MINUS = "−"


class Clocked(Protocol):
    """A person, or a group as its programme has it: whoever lives by a clock."""

    @property
    def timezone(self) -> str: ...


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
    """An amount with the programme's word for it, as HTML: `1 480 баллов`."""
    return f"{number(value)} {typed(points_form(names, locale(), abs(value)))}"


def points_word(names: Mapping[str, tuple[str, ...]]) -> str:
    """The programme's word for points in general, as HTML, as it follows "many": in Russian always the genitive."""
    return typed(points_form(names, locale(), 5))


def money(minor: int, currency: str) -> str:
    """Hundredths of a currency, to the whole: `1 480 ₽`, `€1,480`."""
    return format_currency(round(minor / 100), currency, locale=dates(), currency_digits=False, format=_whole(locale()))


@lru_cache
def _whole(language: str) -> str:
    """The language's way to write money, without a fraction."""
    pattern: str = Locale.parse(language).currency_formats["standard"].pattern
    return re.sub(r"\.0+", "", pattern)


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
    """A date with its year: `21 ноября 2026`, without a Russian `г.` that would double the stop of a sentence."""
    return _first(value, _date(value, "d MMMM y", dates()))


def days(first: date, last: date) -> str:
    """Some days on end with their year: `23–29 ноября 2026`."""
    if first.month == last.month:
        return f"{_date(first, 'd', dates())}–{full_day(last)}"
    return f"{day(first)} – {full_day(last)}"


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


def since(oldest: datetime | None, person: Clocked) -> str:
    """What follows a count: since when the oldest waits; nothing where that is not known."""
    if oldest is None:
        return ""
    return ", " + _("the oldest since {moment}").format(moment=moment(oldest, person.timezone))


def full_moment(value: datetime, zone: str) -> str:
    """An instant that may lie years ahead: `21 ноября 2027, 18:00`."""
    local = value.astimezone(ZoneInfo(zone))
    return f"{full_day(local.date())}, {format_time(local, 'short', locale=dates())}"


def time_of_day(value: datetime, zone: str) -> str:
    """An instant of today on somebody's clock: `18:00`."""
    return format_time(value.astimezone(ZoneInfo(zone)), "HH:mm", locale=dates())


def clock(value: datetime, zone: str) -> str:
    """An instant to the second on somebody's clock: `18:00:05`."""
    return format_time(value.astimezone(ZoneInfo(zone)), "HH:mm:ss", locale=dates())
