"""Italian articles follow the number that comes to stand behind them."""

from datetime import date

import pytest

from bot.elision import eliding
from bot.views import formats
from bot.words import speaking
from bot.words import translate as _


@pytest.mark.parametrize(
    ("template", "value", "said"),
    [
        ("Fino al {date}", "8 maggio", "Fino all’8 maggio"),
        ("entro il {date}", "11 maggio", "entro l’11 maggio"),
        ("Il {date} no", "8 maggio", "L’8 maggio no"),
        ("dal {date}", "18 maggio", "dal 18 maggio"),
        ("dal {date}", "1º maggio", "dal 1º maggio"),
        ("vale il {percent}%", "80", "vale l’80%"),
        ("il {n}", 110, "il 110"),
        ("il {n}", "11.000", "l’11.000"),
        ("del {name} al {day}", "8", "dell’8 al {day}"),
    ],
)
def test_an_article_follows_its_number(template: str, value: object, said: str) -> None:
    """Otto and undici begin with a vowel, and so does whatever begins with an 8."""
    fields = dict.fromkeys(("date", "percent", "n", "name"), value) | {"day": "{day}"}
    assert eliding(template).format(**fields) == said


def test_a_date_elides_in_italian_alone() -> None:
    """A screen's own words come out so."""
    with speaking("it"):
        said = _("Until {date}").format(date=formats.day(date(2026, 5, 8)))
        assert said.endswith("all’8 maggio")
    with speaking("en"):
        assert _("Until {date}").format(date=formats.day(date(2026, 5, 8))) == "Until 8 May"


def test_only_a_placeholder_is_looked_at() -> None:
    """What people typed keeps its letters."""
    with speaking("it"):
        assert eliding("Trovati con «{text}»:").format(text="al 8 maggio") == "Trovati con «al 8 maggio»:"
