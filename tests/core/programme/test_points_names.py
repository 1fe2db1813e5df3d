"""The points' name follows each number as the language wants it."""

import pytest

from core.programme.points_names import PLURALS, PRESETS, FormsMiscounted, default_names, parse_forms, points_form
from core.programme.text import TextUnusable

STARS = {"ru": ("звезда", "звезды", "звёзд"), "it": ("stella", "stelle")}


@pytest.mark.parametrize(
    ("n", "ru", "it"),
    [
        (0, "звёзд", "stelle"),
        (1, "звезда", "stella"),
        (-1, "звезда", "stella"),
        (3, "звезды", "stelle"),
        (11, "звёзд", "stelle"),
        (21, "звезда", "stelle"),
        (1480, "звёзд", "stelle"),
        (1_000_000, "звёзд", "stelle"),
    ],
)
def test_the_form_fits_the_number(n: int, ru: str, it: str) -> None:
    assert (points_form(STARS, "ru", n), points_form(STARS, "it", n)) == (ru, it)


def test_a_language_without_a_name_falls_back() -> None:
    assert points_form(STARS, "en", 2) == "points"
    assert points_form({}, "ru", 5) == "баллов"
    assert points_form(STARS, "de", 2) == "points"
    assert points_form({"de": ("Punkt", "Punkte")}, "de", 2) == "Punkte"


def test_presets_have_the_forms_of_their_language() -> None:
    for locale, presets in PRESETS.items():
        assert {len(forms) for forms in presets} == {len(PLURALS[locale])}
    assert default_names()["ru"] == ("балл", "балла", "баллов")


@pytest.mark.parametrize("typed", ["звезда, звезды, звёзд", "звезда/звезды/звёзд", " звезда ;звезды;\nзвёзд,"])
def test_forms_are_read_as_people_type_them(typed: str) -> None:
    assert parse_forms("ru", typed) == STARS["ru"]


@pytest.mark.parametrize(
    ("locale", "typed", "needed", "given"),
    [("ru", "звезда", 3, 1), ("ru", "a, b, c, d", 3, 4), ("it", "", 2, 0), ("en", "star, stars, stars", 2, 3)],
)
def test_too_few_or_too_many_forms_are_counted(locale: str, typed: str, needed: int, given: int) -> None:
    with pytest.raises(FormsMiscounted) as refusal:
        parse_forms(locale, typed)
    assert (refusal.value.locale, refusal.value.needed, refusal.value.given) == (locale, needed, given)


def test_a_form_is_a_short_word() -> None:
    for typed in ("a" * 33 + ", b", "🔥, b"):
        with pytest.raises(TextUnusable):
            parse_forms("en", typed)
