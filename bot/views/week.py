"""The week in words: what somebody who pays wants to know, in one message, beside the week before."""

from collections.abc import Sequence

from aiogram.methods import SendMessage

from bot.screen import Screen
from bot.taps_week import WeekFile
from bot.views import formats, reasons, states
from bot.views.buttons import button, keyboard
from bot.views.notices import message
from bot.views.typed import typed
from bot.words import translate as _
from core.claims.claim import ClaimState, reason_of
from core.insight.week import Figures, Week
from core.insight.weeks import WeeklyPage
from core.people.persons import Person
from core.programme.programmes import Programme

FEW = 3
"""Reasons that are told."""

Line = tuple[str, str, str]
"""What is counted, this week, and the week before."""


def screen(found: Week, programme: Programme) -> Screen:
    """The message, and the same as a page."""
    page = button(_("📄 As a page to forward"), WeekFile(monday=found.starts_on.toordinal()))
    return Screen("\n".join([f"<b>{heading(found, programme)}</b>", "", *_body(found, programme)]), keyboard([[page]]))


@message.register
def weekly_page(notice: WeeklyPage, _person: Person, programme: Programme, chat_id: int) -> SendMessage:
    shown = screen(notice.found, programme)
    return SendMessage(chat_id=chat_id, text=shown.text, reply_markup=shown.keyboard)


def heading(found: Week, programme: Programme) -> str:
    """Which programme, which week."""
    return f"{typed(programme.name, 60)}: {formats.days(found.starts_on, found.ends_on)}"


def lines(found: Week, programme: Programme) -> list[Line]:
    """Every figure, this week and the one before."""
    this, before, options = found.this, found.before, programme.options
    rows: list[Line] = [
        (_("Partners who take part"), formats.number(found.members), ""),
        _numbers(_("Joined"), this.joined, before.joined),
        _numbers(_("Sent a sale"), this.active, before.active),
        _numbers(_("Sales sent"), this.sent, before.sent),
        _numbers(states.figure(ClaimState.APPROVED, options, _("Sales approved")), this.approved, before.approved),
        _numbers(states.figure(ClaimState.DECLINED, options, _("Sales declined")), this.declined, before.declined),
        (_("Usual time to a decision"), _hours(this), _hours(before)),
        (_given(programme), formats.number(this.points), formats.number(before.points)),
    ]
    if found.currency is not None and this.cost_minor is not None and before.cost_minor is not None:
        cost = formats.money(this.cost_minor, found.currency), formats.money(before.cost_minor, found.currency)
        rows.append((_("Which costs"), *cost))
    return [*rows, _numbers(_("Prizes ordered"), this.orders, before.orders)]


def head_of_reasons(programme: Programme) -> str:
    return states.why(programme.options, _("Why declined"))


def why_declined(found: Week, programme: Programme) -> list[str]:
    """The reasons heard most."""
    return [f"{_reason(code, programme)}: {formats.number(n)}" for code, n in list(found.reasons.items())[:FEW]]


def top(found: Week, programme: Programme) -> list[str]:
    """The products granted most."""
    names = programme.points_names
    return [
        f"{typed(sold.name, 60)} × {formats.number(sold.quantity)}, {formats.points(sold.points, names)}"
        for sold in found.top
    ]


def file_name(found: Week) -> str:
    return f"week-{found.starts_on.isoformat()}.html"


def _body(found: Week, programme: Programme) -> list[str]:
    told = [f"{name}: <b>{now}</b>{_was(before)}" for name, now, before in lines(found, programme)]
    told += _listed(head_of_reasons(programme), why_declined(found, programme))
    told += _listed(_("Sold most"), top(found, programme))
    return told


def _listed(head: str, rows: Sequence[str]) -> list[str]:
    return ["", f"<b>{head}</b>", *(f"• {row}" for row in rows)] if rows else []


def _was(before: str) -> str:
    return " " + _("(before: {before})").format(before=before) if before else ""


def _numbers(name: str, this: int, before: int) -> Line:
    return name, formats.number(this), formats.number(before)


def _hours(of: Figures) -> str:
    hours = of.hours_to_decide
    if hours is None:
        return "–"
    if hours == 0:
        return _("under an hour")
    return _("{n} hour", "{n} hours", hours).format(n=formats.number(hours))


def _given(programme: Programme) -> str:
    return _("Given: {points}").format(points=formats.points_word(programme.points_names))


def _reason(code: str, programme: Programme) -> str:
    return typed(reasons.choice(reason_of(code), programme.options))
