"""Zones are found by the names people know them by."""

from zoneinfo import available_timezones

import pytest

from core.programme.cities import CITIES
from core.programme.locales import LOCALES, closest
from core.programme.zones import ZoneUnknown, usual_zones, zone_named


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Moscow", "Europe/Moscow"),
        ("europe/moscow", "Europe/Moscow"),
        (" Москва ", "Europe/Moscow"),
        ("Mosca", "Europe/Moscow"),
        ("roma", "Europe/Rome"),
        ("new york", "America/New_York"),
        ("America/New_York", "America/New_York"),
        ("Екатеринбург", "Asia/Yekaterinburg"),
        ("UTC", "UTC"),
        ("Milano", "Europe/Rome"),
        ("Милан, Италия", "Europe/Rome"),
        ("Torino (TO)", "Europe/Rome"),
        ("l’aquila", "Europe/Rome"),
        ("Мюнхен", "Europe/Berlin"),
        ("Munchen", "Europe/Berlin"),
        ("санкт петербург", "Europe/Moscow"),
        ("г. Орел", "Europe/Moscow"),
        ("Челябинск", "Asia/Yekaterinburg"),
        ("Улан‑Удэ", "Asia/Irkutsk"),
        ("Италия", "Europe/Rome"),
        ("italy", "Europe/Rome"),
    ],
)
def test_a_zone_is_found(typed: str, zone: str) -> None:
    assert zone_named(typed) == zone


@pytest.mark.parametrize("typed", ["", "Атлантида", "Россия", "UTC+3; DROP TABLE", "../../etc/passwd", "x" * 4096])
def test_what_is_no_zone_is_refused(typed: str) -> None:
    with pytest.raises(ZoneUnknown):
        zone_named(typed)


def test_every_city_of_ours_has_one_zone_that_exists() -> None:
    names = [city.strip() for cities in CITIES.values() for city in cities.split(",")]
    assert set(CITIES) <= available_timezones()
    assert [name for name in names if names.count(name) > 1 or not name] == []
    assert [name for zone, cities in CITIES.items() for name in cities.split(",") if zone_named(name) != zone] == []


def test_what_is_offered_exists() -> None:
    for locale in LOCALES:
        assert set(usual_zones(locale)) <= available_timezones()
    assert usual_zones("de") == usual_zones("en")


def test_a_device_speaks_the_nearest_language() -> None:
    assert closest("it-CH", LOCALES, "ru") == "it"
    assert closest("EN_us", LOCALES, "ru") == "en"
    assert closest("de", LOCALES, "ru") == "ru"
    assert closest(None, LOCALES, "ru") == "ru"
