"""Time zones as people know them: by a city, and by what its clocks show now."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_time

from bot.words import locale
from core.programme.zones import usual_zones


def city(zone: str) -> str:
    """The city that a zone is named after: `Москва`."""
    known = Locale.parse(locale()).time_zones.get(zone)
    return (known and known.get("city")) or zone.rpartition("/")[2].replace("_", " ")


def clock(zone: str, now: datetime) -> str:
    """A city and its time: `Москва, 16:27`."""
    return f"{city(zone)}, {format_time(now.astimezone(ZoneInfo(zone)), 'short', locale=locale())}"


def choices(now: datetime, *, besides: str) -> list[str]:
    """Zones worth offering to readers of the language that speaks now, the one that is chosen included."""
    usual = usual_zones(locale())
    return [*([] if besides in usual else [besides]), *usual]
