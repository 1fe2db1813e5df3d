"""Values of the programme's settings in words: `30 days`, `Monday, Tuesday`, `for ever`."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from babel import Locale
from babel.dates import get_day_names
from babel.numbers import format_currency, format_decimal

from bot.views import formats, reasons, states, zones
from bot.views.languages import OWN_NAMES
from bot.views.occupations import occupation
from bot.views.plain import plain
from bot.views.setting_words import words
from bot.words import locale
from bot.words import translate as _
from core.claims.claim import ClaimState, DeclineReason
from core.people.roles import Occupation
from core.programme.options import ClaimField, Module, Tone, WeekTo
from core.programme.points_names import PRESETS, points_form
from core.programme.programmes import Programme
from core.programme.registry import SETTINGS, Dates, Named, Setting, Several, Switch, Unit, Whole

FEW = 3
"""Dates that are named; of more it is told how many they are."""


def shown(key: str, value: Any, programme: Programme) -> str:
    """A value in the language that speaks now; not quoted."""
    setting = SETTINGS[key]
    if value in (None, "") or (value == [] and key != "reasons_off"):
        return words(key).none
    match setting.shape:
        case Whole():
            text = number(setting, value, programme)
        case Switch():
            text = _("yes") if value else _("no")
        case Several():
            text = _several(key, value)
        case Dates():
            text = _dates(value)
        case Named(of=of):
            text = named(of, value)
        case _ if key in _IN_OWN_WORDS:
            text = _IN_OWN_WORDS[key](value)
        case _:
            text = _own(key, value, programme)
    return text


def number(setting: Setting, value: int, programme: Programme) -> str:
    """A number with what it counts; not quoted."""
    unit = setting.shape.unit if isinstance(setting.shape, Whole) else Unit.POINTS
    match unit:
        case Unit.POINTS:
            return plain(formats.points(value, programme.points_names))
        case Unit.PERCENT:
            return f"{formats.number(value)}\u00a0%"
        case Unit.HOUR:
            return f"{value}:00"
        case Unit.MONEY:
            return money(value, programme.options.currency)
    return _counted(unit, value).format(n=formats.number(value))


def _counted(unit: Unit, n: int) -> str:
    return {
        Unit.WORKING_DAYS: _("{n} working day", "{n} working days", n),
        Unit.MONTHS: _("{n} month", "{n} months", n),
        Unit.MINUTES: _("{n} minute", "{n} minutes", n),
        Unit.SECONDS: _("{n} second", "{n} seconds", n),
        Unit.SALES: _("{n} sale", "{n} sales", n),
    }.get(unit, _("{n} day", "{n} days", n))


def money(minor: int, currency: str | None) -> str:
    """Hundredths as money; a bare number where the currency is not known."""
    amount = minor / 100
    return format_currency(amount, currency, locale=locale()) if currency else format_decimal(amount, locale=locale())


def named(of: str, code: str) -> str:
    """A country or currency by its code."""
    known = Locale.parse(locale())
    return str((known.territories if of == "country" else known.currencies).get(code, code))


def member(key: str, code: Any) -> str:
    """One of the codes that a setting of several is made of."""
    match key:
        case "required":
            return field(ClaimField(code))
        case "reasons_off":
            return reasons.usual(DeclineReason(code))
        case "modules":
            return module(Module(code))
        case "occupations":
            return occupation(Occupation(code))
    return str(get_day_names("wide", "stand-alone", locale())[int(code)]).capitalize()


def field(which: ClaimField) -> str:
    """What a sale can be asked to carry."""
    return {
        ClaimField.DOCUMENT_NO: _("Document number"),
        ClaimField.SOLD_ON: _("Date of the sale"),
        ClaimField.QUANTITY: _("Quantity"),
        ClaimField.ISSUER: _("Who issued the document"),
        ClaimField.SERIAL: _("Serial number"),
        ClaimField.CUSTOMER_TYPE: _("Kind of customer"),
    }[which]


def module(which: Module) -> str:
    """A part of the programme."""
    return {
        Module.CLAIMS: _("Registering sales"),
        Module.BALANCE: _("Balance"),
        Module.PRIZES: _("Prizes"),
        Module.HUMAN: _("Questions to a human"),
        Module.BOARD: _("Boards: who leads"),
        Module.QUIZZES: _("Quizzes"),
        Module.SURVEYS: _("Surveys"),
        Module.BROADCASTS: _("Announcements"),
        Module.NUDGES: _("Reminders to partners"),
    }[which]


def tone(which: Tone) -> str:
    """How people are addressed."""
    return {
        Tone.USUAL: _("As usual (вы, tu)"),
        Tone.FORMAL: _("Formal (вы, Lei)"),
        Tone.FAMILIAR: _("Familiar (ты, tu)"),
    }[which]


def week_to(which: WeekTo) -> str:
    """Who gets the weekly page."""
    return {
        WeekTo.NOBODY: _("nobody gets it"),
        WeekTo.OWNERS: _("owners"),
        WeekTo.VIEWERS: _("owners and viewers"),
        WeekTo.STAFF: _("owners, viewers and managers"),
    }[which]


def languages_met(locales: Sequence[str], main: str) -> str:
    """The languages, and the one that strangers are met in."""
    names = ", ".join(OWN_NAMES[each] for each in locales)
    return _("{languages}; first {language}").format(languages=names, language=OWN_NAMES[main])


def counted(forms: Sequence[str], locale: str) -> str:
    """A name of the points as it counts: `1 звезда, 3 звезды, 5 звёзд`."""
    numbers = (1, 3, 5) if len(forms) > 2 else (1, 5)
    return ", ".join(f"{number} {points_form({locale: tuple(forms)}, locale, number)}" for number in numbers)


def _several(key: str, value: list[Any]) -> str:
    shape = SETTINGS[key].shape
    assert isinstance(shape, Several)  # noqa: S101 (what the registry says)
    there = {*value, *shape.kept}
    chosen = [code for code in shape.codes if (code in there) is not (key == "reasons_off")]
    return ", ".join([name.lower() if number else name for number, name in enumerate(member(key, c) for c in chosen)])


def _dates(value: list[str]) -> str:
    days = [formats.full_day(date.fromisoformat(each)) for each in value]
    more = len(days) - FEW
    told = ", ".join(days[:FEW])
    return told if more <= 0 else _("{days} and {n} more", "{days} and {n} more", more).format(days=told, n=more)


def _reasons(value: list[dict[str, Any]]) -> str:
    live = [one["words"] for one in value if not one.get("retired")]
    return ", ".join(words.get(locale()) or next(iter(words.values())) for words in live)


def _states(value: list[dict[str, Any]]) -> str:
    """States that are called otherwise, each with its word: in this language, else in one that has it."""
    named = [(ClaimState(one["state"]), one["words"]) for one in value]
    return ", ".join(f"{states.usual(state)} – {its.get(locale()) or next(iter(its.values()))}" for state, its in named)


_IN_OWN_WORDS: dict[str, Callable[[list[dict[str, Any]]], str]] = {"own_reasons": _reasons, "state_names": _states}


def _own(key: str, value: Any, programme: Programme) -> str:
    match key:
        case "points_names":
            spoken = locale() if locale() in programme.locales else programme.locale
            return counted(value.get(spoken, PRESETS[spoken][0]), spoken)
        case "languages":
            return languages_met(value["locales"], value["main"])
        case "tone":
            return tone(Tone(value))
        case "week_to":
            return week_to(WeekTo(value))
        case "timezone":
            return f"{zones.city(value)} ({value})"
    return str(value)
