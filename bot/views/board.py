"""Boards in words: the first three, one's own place with its neighbours, and the days they cover."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from aiogram.types import InlineKeyboardMarkup
from babel.dates import format_date, format_interval

from bot.screen import Screen
from bot.taps import BoardOf, Open, Place
from bot.views import formats
from bot.views.buttons import button, keyboard
from bot.views.typed import typed
from bot.words import translate as _
from core.ids import PersonId
from core.insight.periods import Period, starts_on
from core.insight.standings import Place as OwnPlace
from core.insight.standings import Standing
from core.people.persons import Person
from core.people.rights import Right, may
from core.people.roles import ShownAs
from core.programme.programmes import Programme

MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}
LONGEST_NAME = 32
INTO_NEXT = {Period.WEEK: 7, Period.MONTH: 32, Period.QUARTER: 95}
"""Days after a period's first that surely lie in the one after it."""


def board(
    top: Sequence[Standing],
    own: OwnPlace,
    names: Mapping[PersonId, str | None],
    *,
    person: Person,
    programme: Programme,
    period: Period,
    since: date,
) -> Screen:
    """A board as one of its people sees it. Plain lines: nothing is lost where formatting is."""
    lines = [_heading(period, since), ""]
    lines += _rows(top, own, names, person=person, programme=programme)
    if not own.points and may(person, Right.CLAIM):
        lines += ["", _no_points_yet(programme)]
    lines += ["", *_footer(own, period, since)]
    return Screen("\n".join(lines), _buttons(period))


def _heading(period: Period, since: date) -> str:
    match period:
        case Period.WEEK:
            covered = format_interval(since, since + timedelta(days=6), "MMMd", locale=formats.dates())
            return _("🏆 <b>This week</b>, {days}").format(days=covered)
        case Period.MONTH:
            return _("🏆 <b>This month</b>, {month}").format(month=format_date(since, "LLLL y", locale=formats.dates()))
        case Period.QUARTER:
            last = _following(period, since) - timedelta(days=1)
            covered = format_interval(since, last, "yMMMM", locale=formats.dates())
            return _("🏆 <b>This quarter</b>, {months}").format(months=covered)
        case Period.ALL:
            return _("🏆 <b>All time</b>")


def _following(period: Period, since: date) -> date:
    """The first day of the period after the one that begins then."""
    return starts_on(period, since + timedelta(days=INTO_NEXT[period]))


def _rows(
    top: Sequence[Standing],
    own: OwnPlace,
    names: Mapping[PersonId, str | None],
    *,
    person: Person,
    programme: Programme,
) -> list[str]:
    """Those who lead, a gap, and those around one's own place; nobody twice."""
    near = [*own.above, *_own_row(own, person), *own.below]
    known = {row.person_id for row in near}
    leading = [row for row in top if row.person_id not in known]
    gap = bool(leading and near) and near[0].rank > leading[-1].rank + 1
    shown = [_row(row, names, person=person, programme=programme) for row in leading]
    shown += ["…"] if gap else []
    shown += [_row(row, names, person=person, programme=programme) for row in near]
    return shown or [_nobody_leads(programme)]


def _no_points_yet(programme: Programme) -> str:
    names = formats.points_word(programme.points_names)
    return _("You have no {points} here yet. Send a photo of an invoice to get on the board.").format(points=names)


def _nobody_leads(programme: Programme) -> str:
    names = formats.points_word(programme.points_names)
    return _("Nobody has {points} yet. The first sale that is approved leads.").format(points=names)


def _own_row(own: OwnPlace, person: Person) -> list[Standing]:
    return [Standing(person_id=person.id, points=own.points, rank=own.rank)] if own.points else []


def _row(row: Standing, names: Mapping[PersonId, str | None], *, person: Person, programme: Programme) -> str:
    is_own = row.person_id == person.id
    line = _("{place} {name}: {points}").format(
        place=MEDALS.get(row.rank) or f"{formats.number(row.rank)}.",
        name=_("You") if is_own else _name(names.get(row.person_id)),
        points=formats.points(row.points, programme.points_names),
    )
    if is_own and person.shown_as is ShownAs.HIDDEN:
        line = _("{line} (others do not see your name)").format(line=line)
    return f"<b>{line}</b>" if is_own else line


def _name(name: str | None) -> str:
    return _("A participant") if name is None else typed(name, LONGEST_NAME)


def _footer(own: OwnPlace, period: Period, since: date) -> list[str]:
    lines = []
    if own.points:
        lines.append(
            _("Your place: {place} of {n}.").format(place=formats.number(own.rank), n=formats.number(own.total))
        )
    if period in INTO_NEXT:
        anew = formats.day(_following(period, since))
        lines.append(_("Counting starts anew on {date}. What was spent still counts.").format(date=anew))
    else:
        lines.append(_("What was spent still counts."))
    return lines


def _buttons(period: Period) -> InlineKeyboardMarkup | None:
    words = {
        Period.WEEK: _("Week"),
        Period.MONTH: _("Month"),
        Period.QUARTER: _("Quarter"),
        Period.ALL: _("All time"),
    }
    choices = [button(f"• {word} •" if each is period else word, BoardOf(period=each)) for each, word in words.items()]
    shown_as = button(_("My name here"), Open(place=Place.SHOWN_AS))
    return keyboard([choices[:2], choices[2:], [shown_as]])
