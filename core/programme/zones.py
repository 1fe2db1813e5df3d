"""Time zones: the few worth offering, and what people type in their place."""

import unicodedata
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global

from core.errors import Refusal
from core.programme.cities import CITIES
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
    """The IANA zone meant by "Europe/Moscow", "Moscow", "Москва", "Mosca", "Милан", "Milano, Italia", "Italia".

    A country names a zone where it has one only. Raises ZoneUnknown.
    """
    known = _zones_by_name()
    found = known.get(_folded(text)) or known.get(_folded(text.partition(",")[0].partition("(")[0]))
    if found is None:
        raise ZoneUnknown(text=text)
    return found


@cache
def _zones_by_name() -> dict[str, str]:
    """Folded names of every zone: its own, its cities' and its country's in each language; the more exact name wins."""
    zones = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")
    by_name = _of_countries(zones)
    by_name |= {_folded(zone.rpartition("/")[2]): zone for zone in zones}
    for locale in LOCALES:
        cities = Locale.parse(locale).time_zones
        by_name |= {_folded(cities[zone]["city"]): zone for zone in zones if "city" in cities.get(zone, {})}
    by_name |= {_folded(city): zone for zone, cities in CITIES.items() for city in cities.split(",")}
    return by_name | {_folded(zone): zone for zone in zones}


def _of_countries(zones: Collection[str]) -> dict[str, str]:
    """Countries that have one zone only, by their folded names."""
    zones_of = defaultdict(list)
    for zone, country in get_global("zone_territories").items():
        zones_of[country].append(zone)
    only = {country: found[0] for country, found in zones_of.items() if len(found) == 1 and found[0] in zones}
    names = [Locale.parse(locale).territories for locale in LOCALES]
    return {_folded(named[country]): zone for named in names for country, zone in only.items() if country in named}


def _folded(name: str) -> str:
    """Without case, accents, hyphens and dots, which everybody sets differently."""
    letters = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return " ".join(letters.translate(_SPACES).casefold().split()).removeprefix("г ")


_SPACES = str.maketrans({"_": " ", "-": " ", "‐": " ", "–": " ", ".": " ", "’": "'"})
