"""The programme's own word for points: what screens say, they say with it."""

import io
import re

import pytest
from babel.messages.pofile import read_po

from bot.views import formats
from bot.words import speaking
from tandem.catalogues import ROOT, catalogue_path, extracted

FIXED = {"en": r"\bpoints?\b", "ru": r"балл", "it": r"\bpunt[oi]\b"}
KEEPERS_VIEWS = ("set_up", "questions", "programme", "setting_words", "catalogue")
LISTS = ("list_faults", "product_card", "product_file", "product_sheet")
FOR_OWNERS = {f"bot/views/{name}.py" for name in (*KEEPERS_VIEWS, *LISTS)}
"""Where the word is chosen, and where lists are kept that name a column."""
SETTINGS = {
    "<b>Programme</b>: its name, clock and points, who runs it.",
    "The programme: name, time zone, points",
}
"""Where the word names what is set."""


@pytest.mark.parametrize("language", ["en", "ru", "it"])
def test_no_screen_has_a_word_of_its_own(language: str) -> None:
    """Stars stay stars from the first screen to the last."""
    catalogue = extracted(ROOT)
    if language != "en":
        catalogue = read_po(io.BytesIO(catalogue_path(ROOT, language).read_bytes()), locale=language)
    said = [
        form
        for message in catalogue
        if message.id and message.id not in SETTINGS and not {file for file, _ in message.locations} <= FOR_OWNERS
        for form in _forms(message.id if language == "en" else message.string or "")
    ]
    assert [form for form in said if re.search(FIXED[language], re.sub(r"{\w+}", "", form), re.IGNORECASE)] == []


def _forms(said: str | list[str] | tuple[str, ...]) -> list[str]:
    return [said] if isinstance(said, str) else list(said)


def test_the_word_is_text_whatever_it_holds() -> None:
    names = {"en": ("<b>", "R&D")}
    with speaking("en"):
        assert formats.points(1, names) == "1 &lt;b&gt;"
        assert formats.points_word(names) == "R&amp;D"
