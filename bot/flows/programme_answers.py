"""Answers about the programme that touch several languages: what to keep, the same at first start and later."""

from typing import Any

from bot.taps import CallPoints, Offer
from core.programme import answers, changing
from core.programme.points_names import PRESETS
from core.programme.programmes import Programme
from core.programme.registry import Setting
from core.programme.setup import languages_of, points_named
from core.programme.zones import zone_named


def languages_after(programme: Programme, wish: Offer) -> Any:
    """The languages with one more, or without it; None where it is the last one. The first met one follows it."""
    offered = [locale for locale in programme.locales if locale != wish.locale]
    offered += [wish.locale] if wish.offered else []
    if not offered:
        return None
    return languages_of(offered, main=programme.locale if programme.locale in offered else offered[0])


def points_after(programme: Programme, wish: CallPoints, *, first: str) -> Any:
    """The points by a usual name; chosen in the language asked first, it is for all. None for no such name."""
    locale, number = wish.locale, wish.preset
    if locale not in programme.locales or number >= len(PRESETS[locale]):
        return None
    named = programme.locales if locale == first else (locale,)
    return points_named(programme, {each: ", ".join(PRESETS[each][number]) for each in named})


def typed_after(setting: Setting, text: str, programme: Programme, locale: str) -> Any:
    """A setting's value by a typed answer; in one language where it has several. Raises what `answers.typed` raises."""
    match setting.key:
        case "timezone":
            return zone_named(text)
        case "points_names":
            return points_named(programme, {locale: text})
    return answers.typed(setting, text, changing.value_of(programme, setting.key))
