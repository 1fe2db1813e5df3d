"""Time zones: the few worth offering, and what people type in their place."""

from dataclasses import dataclass
from functools import cache
from zoneinfo import available_timezones

from babel import Locale

from core.errors import Refusal
from core.programme.locales import LOCALES

USUAL: dict[str, tuple[str, ...]] = {
    "ru": (
        "Europe/Kaliningrad",
        "Europe/Moscow",
        "Europe/Samara",
        "Asia/Yekaterinburg",
        "Asia/Omsk",
        "Asia/Novosibirsk",
        "Asia/Irkutsk",
        "Asia/Yakutsk",
        "Asia/Vladivostok",
        "Asia/Magadan",
        "Asia/Kamchatka",
        "Europe/Minsk",
        "Asia/Almaty",
        "Asia/Tashkent",
    ),
    "it": ("Europe/Rome", "Europe/Zurich", "Europe/London", "Europe/Athens"),
    "en": (
        "Europe/London",
        "Europe/Rome",
        "Europe/Athens",
        "Europe/Moscow",
        "Asia/Dubai",
        "Asia/Kolkata",
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Los_Angeles",
    ),
}


@dataclass(kw_only=True, eq=False)
class ZoneUnknown(Refusal):
    """No time zone goes by this name."""

    text: str


def usual_zones(locale: str) -> tuple[str, ...]:
    """Zones where readers of a language mostly live, west to east: what buttons offer."""
    return USUAL.get(locale, USUAL["en"])


def zone_named(text: str) -> str:
    """The IANA zone meant by "Europe/Moscow", "europe/moscow", "Moscow", "Москва", "Mosca". Raises ZoneUnknown."""
    found = _zones_by_name().get(_folded(text))
    if found is None:
        raise ZoneUnknown(text=text)
    return found


@cache
def _zones_by_name() -> dict[str, str]:
    """Folded names of every zone: its own, its city's, and its city's in each language; the more exact name wins."""
    zones = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")
    by_city = {_folded(zone.rpartition("/")[2]): zone for zone in zones}
    for locale in LOCALES:
        cities = Locale.parse(locale).time_zones
        by_city |= {_folded(cities[zone]["city"]): zone for zone in zones if "city" in cities.get(zone, {})}
    return by_city | {_folded(zone): zone for zone in zones}


def _folded(name: str) -> str:
    return " ".join(name.replace("_", " ").casefold().replace("ё", "е").split())
