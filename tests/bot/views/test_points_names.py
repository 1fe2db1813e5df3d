"""The programme's own word for points: what screens say, they say with it."""

import io
import re

import pytest
from babel.messages.pofile import read_po

from tandem.catalogues import ROOT, catalogue_path, extracted

FIXED = {"en": r"\bpoints?\b", "ru": r"балл", "it": r"\bpunt[oi]\b"}
FOR_OWNERS = {f"bot/views/{name}.py" for name in ("set_up", "questions", "programme", "catalogue")}
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
