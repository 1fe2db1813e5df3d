"""A contact is something to write to, to call or to open."""

import pytest

from core.programme.contacts import ContactUnclear, contact_line


@pytest.mark.parametrize(
    "typed",
    [
        "help@heat.example",
        "почта: help@heat.example",
        "@heat",
        "Анна, +7 (495) 123-45-67",
        "02 1234567",
        "8 800 200 600",
        "t.me/heat",
        "https://heat.example/help",
        "www.heat.example",
        "heat.example",
        "тепло.рф",
    ],
)
def test_what_reaches_somebody_is_taken(typed: str) -> None:
    assert contact_line(f" {typed}\n") == typed


@pytest.mark.parametrize(
    "typed", ["call me", "Позвоните Анне", "a@b", "112", "ask me.later please", "Teplo Dom\nClima Casa"]
)
def test_words_alone_reach_nobody(typed: str) -> None:
    with pytest.raises(ContactUnclear):
        contact_line(typed)
