"""Time zones as people know them: by a city, and by what its clocks show now."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_time

from bot.views import formats
from bot.words import locale
from core.programme.zones import usual_zones


def city(zone: str) -> str:
    """The city that a zone is named after: `Москва`."""
    known = Locale.parse(locale()).time_zones.get(zone)
    return (known and known.get("city")) or zone.rpartition("/")[2].replace("_", " ")


def clock(zone: str, now: datetime) -> str:
    """A city and its time: `Москва, 16:27`."""
    return f"{city(zone)}, {_time(zone, now)}"


def in_full(zone: str, now: datetime) -> str:
    """A zone by both its names and its time, for whoever may have meant another one: `Рим (Europe/Rome), 14:05`."""
    return f"{city(zone)} ({zone}), {_time(zone, now)}" if "/" in zone else clock(zone, now)


def choices(now: datetime, *, besides: str) -> list[str]:
    """Zones worth offering to readers of the language that speaks now, the one that is chosen included."""
    usual = usual_zones(locale())
    return [*([] if besides in usual else [besides]), *usual]


def _time(zone: str, now: datetime) -> str:
    return format_time(now.astimezone(ZoneInfo(zone)), "short", locale=formats.dates())
