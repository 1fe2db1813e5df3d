"""States of claims in the programme's own words, language by language; what each counts as stays as it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.claims.claim import ClaimState
from core.errors import Refusal
from core.programme.options import Options, json_of, with_option
from core.programme.text import line

KEY = "state_names"
LONGEST = 24
"""Characters: it stands at the head of a card and at the end of a button."""

Called = Mapping[str, Mapping[ClaimState, str]]
"""Locale -> what each state is called in it, in the programme's word or the usual one."""


@dataclass(kw_only=True, eq=False)
class SameWord(Refusal):
    """Two states would be called the same."""

    word: str
    other: ClaimState
    """Which one is called so already."""


def own(options: Options, state: ClaimState, locale: str) -> str | None:
    """The programme's own word for a state in a language. What was only sent is called as what is in review."""
    words = _words(options, state)
    if state is ClaimState.SUBMITTED and not words:
        words = _words(options, ClaimState.IN_REVIEW)
    return words.get(locale)


def worded(options: Options, state: ClaimState, text: str, *, locale: str, called: Called) -> Any:
    """The setting with a state called otherwise in a language. Raises TextUnusable, SameWord."""
    word = line(text, most=LONGEST)
    _require_another(state, word, called[locale])
    return _stored(options, state, {**_words(options, state), locale: word})


def as_usual(options: Options, state: ClaimState, *, usual: Mapping[str, str], called: Called) -> Any:
    """The setting with a state called as usual in every language. Raises SameWord where another is called so now."""
    for locale, word in usual.items():
        _require_another(state, word, called[locale])
    return _stored(options, state, {})


def _words(options: Options, state: ClaimState) -> Mapping[str, str]:
    return next((one.words for one in options.state_names if one.state is state), {})


def _require_another(state: ClaimState, word: str, called: Mapping[ClaimState, str]) -> None:
    other = next((one for one, its in called.items() if one is not state and its.casefold() == word.casefold()), None)
    if other is not None and {state, other} != {ClaimState.SUBMITTED, ClaimState.IN_REVIEW}:
        raise SameWord(word=word, other=other)


def _stored(options: Options, state: ClaimState, words: Mapping[str, str]) -> Any:
    known = {one.state: dict(one.words) for one in options.state_names} | {state: dict(words)}
    plain = [{"state": each.value, "words": known[each]} for each in ClaimState if known.get(each)]
    return json_of(with_option(options, KEY, plain), KEY)
