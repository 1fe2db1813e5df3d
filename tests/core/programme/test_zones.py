"""Zones are found by the names people know them by."""

from zoneinfo import available_timezones

import pytest

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
    ],
)
def test_a_zone_is_found(typed: str, zone: str) -> None:
    assert zone_named(typed) == zone


@pytest.mark.parametrize("typed", ["", "Атлантида", "UTC+3; DROP TABLE", "../../etc/passwd", "x" * 4096])
def test_what_is_no_zone_is_refused(typed: str) -> None:
    with pytest.raises(ZoneUnknown):
        zone_named(typed)


def test_what_is_offered_exists() -> None:
    for locale in LOCALES:
        assert set(usual_zones(locale)) <= available_timezones()
    assert usual_zones("de") == usual_zones("en")


def test_a_device_speaks_the_nearest_language() -> None:
    assert closest("it-CH", LOCALES, "ru") == "it"
    assert closest("EN_us", LOCALES, "ru") == "en"
    assert closest("de", LOCALES, "ru") == "ru"
    assert closest(None, LOCALES, "ru") == "ru"
