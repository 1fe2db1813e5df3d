"""The demo's page tells a newcomer who is who, and where to begin."""

import pytest

from sandbox.server import Sandbox
from tandem.demo import enter
from tandem.demo_cast import CASTS

ROLES = {
    "ru": ["Монтажник", "Продавец", "Модератор", "Владелец"],
    "it": ["Installatore", "Venditore", "Moderatore", "Titolare"],
    "en": ["Installer", "Seller", "Moderator", "Owner"],
}


@pytest.mark.parametrize("language", CASTS)
def test_everybody_has_his_role_under_his_name(language: str) -> None:
    """In the words that the bot itself uses."""
    players = enter(Sandbox(), CASTS[language])
    assert [person.bio for person in players.all] == ROLES[language]


@pytest.mark.parametrize("language", CASTS)
def test_the_hint_names_who_sends_and_who_approves(language: str) -> None:
    """By first name, declined as the language wants it."""
    cast = CASTS[language]
    for name in (cast.partners[0].name, cast.moderator):
        assert name.split()[0][:4] in cast.hint
    assert cast.title.startswith(cast.programme)
    assert cast.title != cast.programme
