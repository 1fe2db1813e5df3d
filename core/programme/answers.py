"""Answers to what can be set: typed or tapped, made the value that is kept, or refused with the bounds."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from babel import Locale
from babel.numbers import list_currencies

from core.errors import Refusal
from core.programme.contacts import contact_line
from core.programme.locales import LOCALES
from core.programme.registry import (
    Contact,
    Dates,
    Line,
    Named,
    OneOf,
    Setting,
    Several,
    Switch,
    Unit,
    Whole,
)
from core.programme.text import line

MOST_DATES = 60
NONE = "none"
"""The code of no value."""

_NUMBER = re.compile(r"\d{1,15}")
_AMOUNT = re.compile(r"(\d{1,9})(?:[.,](\d{1,2}))?")
_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")


@dataclass(kw_only=True, eq=False)
class OutOfBounds(Refusal):
    """A number below or above what can be set; `value` is None where there was no number at all."""

    setting: Setting
    value: int | None


@dataclass(kw_only=True, eq=False)
class DatesUnclear(Refusal):
    """No date, one that is not in the calendar, or too many."""

    text: str
    most: int = MOST_DATES


@dataclass(kw_only=True, eq=False)
class NotKnown(Refusal):
    """No country, or no currency, goes by this name."""

    of: str
    text: str


class NothingToSet(Refusal):
    """A button that names a value nobody offers: it is out of date."""


class OneHasToStay(Refusal):
    """Nothing would be left."""


def typed(setting: Setting, text: str, present: Any) -> Any:
    """The value of a typed answer, as JSON holds it; dates are added to those that are there.

    Raises OutOfBounds, TextUnusable, ContactUnclear, DatesUnclear, NotKnown; NothingToSet where nothing can be typed.
    """
    match setting.shape:
        case Whole(unit=unit):
            return _bounded(setting, _amount(text) if unit is Unit.MONEY else _number(text))
        case Line(most=most):
            return line(text, most=most)
        case Contact():
            return contact_line(text)
        case Dates():
            return _dates(text, present)
        case Named(of=of):
            return named(of, text)
    raise NothingToSet


def tapped(setting: Setting, code: str, present: Any) -> Any:
    """The value that a button asks for, `present` being the one that holds now. Raises NothingToSet, OneHasToStay."""
    shape = setting.shape
    if code == NONE:
        return _nothing(setting)
    match shape:
        case Whole() if _NUMBER.fullmatch(code):
            return _bounded(setting, int(code))
        case Named(of=of):
            return named(of, code)
        case Several():
            return _switched(shape, code, present)
        case Dates():
            return sorted(set(present) - {code})
    known: dict[str, Any] = {"on": True, "off": False} if isinstance(shape, Switch) else {}
    if isinstance(shape, OneOf):
        known = {each: each for each in shape.codes}
    if code not in known:
        raise NothingToSet
    return known[code]


def _nothing(setting: Setting) -> str | None:
    match setting.shape:
        case Whole(offers=offers) | Named(offers=offers) if None in offers:
            return None
        case Line(may_be_empty=True):
            return ""
    raise NothingToSet


@cache
def names_of(of: str) -> dict[str, str]:
    """Folded name or code -> code, of countries or currencies, in every language of ours."""
    found: dict[str, str] = {}
    for locale in LOCALES:
        parsed = Locale.parse(locale)
        names = parsed.territories if of == "country" else parsed.currencies
        known = {code: name for code, name in names.items() if len(code) == (2 if of == "country" else 3)}
        found |= {name.casefold(): code for code, name in known.items()}
        found |= {code.casefold(): code for code in known}
    return found


def named(of: str, text: str) -> str:
    """The code of a country or currency by its name or code. Raises NotKnown."""
    code = names_of(of).get(" ".join(text.casefold().split()))
    if code is None or (of == "currency" and code not in list_currencies()):
        raise NotKnown(of=of, text=text)
    return code


def _number(text: str) -> int | None:
    digits = re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d{3})", "", text)
    found = _NUMBER.findall(digits)
    return int(found[0]) if len(found) == 1 else None


def _amount(text: str) -> int | None:
    found = _AMOUNT.findall(text)
    if len(found) != 1:
        return None
    return int(Decimal(".".join(part for part in found[0] if part)) * 100)


def _bounded(setting: Setting, value: int | None) -> int:
    shape = setting.shape
    if value is None or not isinstance(shape, Whole) or not shape.low <= value <= shape.high:
        raise OutOfBounds(setting=setting, value=value)
    return value


def _switched(several: Several, code: str, present: Any) -> list[Any]:
    by_code = {str(each): each for each in several.codes}
    sign, which = code[:1], by_code.get(code[1:])
    if sign not in ("+", "-") or which is None:
        raise NothingToSet
    there = {*present, *several.kept}
    chosen = there | {which} if sign == "+" else there - {which}
    if len(chosen) < several.least or not several.kept <= chosen:
        raise OneHasToStay
    return sorted(chosen)


def one_day(text: str) -> date:
    """The one day that a text names. Raises DatesUnclear."""
    found = _dates(text, ())
    if len(found) != 1:
        raise DatesUnclear(text=text, most=1)
    return date.fromisoformat(found[0])


def _dates(text: str, present: Any) -> list[str]:
    found = _DATE.findall(text)
    try:
        days = {
            (date(int(y1), int(m1), int(d1)) if y1 else date(int(y2), int(m2), int(d2))).isoformat()
            for d1, m1, y1, y2, m2, d2 in found
        }
    except ValueError as error:
        raise DatesUnclear(text=text) from error
    if not days or len(days | set(present)) > MOST_DATES:
        raise DatesUnclear(text=text)
    return sorted(days | set(present))
