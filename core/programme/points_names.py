"""What a programme calls its points, with the plural forms that each language needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from babel import Locale

from core.errors import Refusal
from core.programme.text import line

PLURALS: dict[str, tuple[str, ...]] = {
    "ru": ("one", "few", "many"),
    "it": ("one", "other"),
    "en": ("one", "other"),
}
"""Plural categories (CLDR) of the forms kept for a language, in their order."""

LONGEST = 32

PRESETS: dict[str, tuple[tuple[str, ...], ...]] = {
    "ru": (("балл", "балла", "баллов"), ("бонус", "бонуса", "бонусов"), ("звезда", "звезды", "звёзд")),
    "it": (("punto", "punti"), ("bonus", "bonus"), ("stella", "stelle")),
    "en": (("point", "points"), ("bonus", "bonuses"), ("star", "stars")),
}
"""Names to choose from; the first is a new programme's."""


@dataclass(kw_only=True, eq=False)
class FormsMiscounted(Refusal):
    """A points' name with too few or too many plural forms."""

    locale: str
    needed: int
    given: int


def default_names() -> dict[str, tuple[str, ...]]:
    """The name a programme starts with, in every language."""
    return {locale: presets[0] for locale, presets in PRESETS.items()}


def parse_forms(locale: str, text: str) -> tuple[str, ...]:
    """The forms of "звезда, звезды, звёзд". Raises FormsMiscounted, or TextUnusable for one of them."""
    typed = [form for form in text.replace(";", ",").replace("/", ",").replace("\n", ",").split(",") if form.strip()]
    needed = len(PLURALS[locale])
    if len(typed) != needed:
        raise FormsMiscounted(locale=locale, needed=needed, given=len(typed))
    return tuple(line(form, most=LONGEST) for form in typed)


def points_form(names: Mapping[str, tuple[str, ...]], locale: str, n: int) -> str:
    """The name as it follows a number: "балла" after 3. Falls back on the language's usual name, then on English."""
    forms = names.get(locale) or default_names().get(locale)
    if forms is None:
        return points_form(names, "en", n)
    category = _plural_rule(locale)(abs(n))
    kept = PLURALS.get(locale, ("one", "other"))
    return forms[kept.index(category)] if category in kept else forms[-1]


@cache
def _plural_rule(locale: str) -> Callable[[int], str]:
    return Locale.parse(locale).plural_form
