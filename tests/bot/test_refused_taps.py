"""Refusals around sales: a sentence for every combination of facts, short enough to stand over the button."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from itertools import product
from typing import Any, get_type_hints

import pytest

from bot.surface import TOAST
from bot.views.every import wording
from bot.views.plain import plain
from bot.words import LOCALES, speaking
from core.claims import refusals
from core.errors import Refusal
from tests.bot.samples import HOSTILE, NOW

KINDS = [kind for kind in vars(refusals).values() if isinstance(kind, type) and issubclass(kind, Refusal)]
KINDS.remove(Refusal)
PLAIN: dict[Any, Any] = {int: 10_000, str: HOSTILE[:64], bool: True, date: date(2026, 9, 30), type(NOW): NOW}


def examples(kind: type[Refusal]) -> Iterator[Refusal]:
    """The refusal with every combination of its closed sets."""
    if not is_dataclass(kind):
        yield kind()
        return
    hints = get_type_hints(kind)
    values = {field.name: _values(hints[field.name]) for field in fields(kind)}
    for combination in product(*values.values()):
        yield kind(**dict(zip(values, combination, strict=True)))


def _values(hint: Any) -> list[Any]:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return list(hint)
    if hint is bool:
        return [True, False]
    kinds: tuple[Any, ...] = getattr(hint, "__args__", ())
    if type(None) in kinds:
        return [None, *_values(kinds[0])]
    return [PLAIN[getattr(hint, "__supertype__", hint)]]


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_refused_tap_is_told_over_its_button(kind: type[Refusal], language: str) -> None:
    with speaking(language):
        for refusal in examples(kind):
            words = wording(refusal)
            assert 0 < len(plain(words)) <= TOAST
            assert "{" not in words
            assert "&\N{PILE OF POO}" not in words
