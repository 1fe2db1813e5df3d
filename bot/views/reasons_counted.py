"""Reasons counted, in words: each with its share as a bar, month by month."""

from datetime import date

from aiogram.types import InlineKeyboardButton
from babel.dates import format_skeleton

from bot.screen import Screen
from bot.taps import Open, Place
from bot.taps_review import ReasonsOf
from bot.views import formats, reasons, states
from bot.views.buttons import button, keyboard
from bot.views.typed import typed
from bot.words import locale
from bot.words import translate as _
from core.claims.claim import ClaimState
from core.insight.reasons import MOST_MONTHS, Counted, Reasons
from core.programme.programmes import Programme

LENGTH = 10
"""Of a bar, in signs."""


def screen(found: Reasons, programme: Programme) -> Screen:
    """A month's reasons, and the way to the months beside it."""
    head = states.why(programme.options, _("Why sales were declined"))
    lines = [f"<b>{head}</b>", _month(found.month), ""]
    if not found.decided:
        lines.append(_("No sale was decided in this month."))
    else:
        lines += [_head(found, programme), "", *(_line(one, found, programme) for one in found.by_reason)]
    earlier = [_to(found, 1)] if found.months_ago < MOST_MONTHS else []
    later = [_to(found, -1)] if found.months_ago else []
    return Screen(
        "\n".join(lines).rstrip(), keyboard([[*earlier, *later], [button(_("Today"), Open(place=Place.TODAY))]])
    )


def _head(found: Reasons, programme: Programme) -> str:
    own = states.own(ClaimState.DECLINED, programme.options)
    if own:
        words = _(
            "{state}: {n} of {decided} sale decided, {percent}%",
            "{state}: {n} of {decided} sales decided, {percent}%",
            found.decided,
        )
    elif found.declined:
        words = _(
            "{n} sale declined, of {decided} decided: {percent}%",
            "{n} sales declined, of {decided} decided: {percent}%",
            found.declined,
        )
    else:
        words = _("{n} sale decided, none declined.", "{n} sales decided, none declined.", found.decided)
    return words.format(
        state=own,
        n=formats.number(found.declined if own or found.declined else found.decided),
        decided=formats.number(found.decided),
        percent=round(found.declined * 100 / found.decided),
    )


def _line(one: Counted, found: Reasons, programme: Programme) -> str:
    percent = found.percent(one.sales)
    filled = max(round(percent * LENGTH / 100), 1)
    bar = "▰" * filled + "▱" * (LENGTH - filled)
    why = typed(reasons.choice(one.reason, programme.options))
    return f"{bar} {percent}%\n{why}: {formats.number(one.sales)}"


def _to(found: Reasons, further: int) -> InlineKeyboardButton:
    year, month = divmod(found.month.year * 12 + found.month.month - 1 - further, 12)
    name = _month(date(year, month + 1, 1))
    return button(f"← {name}" if further > 0 else f"{name} →", ReasonsOf(months_ago=found.months_ago + further))


def _month(first: date) -> str:
    """`October 2026`, as it stands by itself."""
    name: str = format_skeleton("yMMMM", first, locale=locale())
    return name[:1].upper() + name[1:]
