"""The balance in words: what can be spent first, then what else there is to know."""

from aiogram.types import InlineKeyboardMarkup

from bot.screen import Screen
from bot.taps import Open, Place
from bot.views import formats, states
from bot.views.buttons import button, keyboard
from bot.views.sales import PointsNames
from bot.words import translate as _
from core.claims.claim import ClaimState
from core.clock import local_date
from core.points.values import Balance
from core.programme.options import Module
from core.programme.programmes import Programme


def balance(found: Balance, programme: Programme, *, frozen: bool) -> Screen:
    """The balance; lines that would say nothing are left out."""
    names = programme.points_names
    first = _("<b>{points}</b>, but you cannot spend for now") if frozen else _("<b>{points}</b> to spend")
    lines = [first.format(points=formats.points(found.spendable, names))]
    lines += [*_resting(found, programme), *_apart(found, programme)]
    if found.debt:
        lines.append(_("It comes of goods that were returned. Your next sales pay it off first."))
    if found.debt and found.spendable and not frozen:
        lines.append(_("What you have to spend is of other sales: it stays yours."))
    has_prizes = programme.options.has(Module.PRIZES)
    lines += _to_come(found, names, has_prizes=has_prizes)
    if not (found.earned or found.in_review or found.spent or found.debt):
        lines.append(_("To earn the first ones, send a photo of an invoice here."))
        return Screen("\n".join(lines))
    return Screen("\n".join(lines), _buttons(has_prizes=has_prizes))


def _resting(found: Balance, programme: Programme) -> list[str]:
    """What is earned and cannot be spent yet, and from when on it can."""
    if not found.next_active:
        return []
    first, names = found.next_active.points, programme.points_names
    told = _("Pending until {date}: {points}")
    if first < found.pending:
        told = _("Pending: {points}, the next {first} until {date}")
    date = formats.day(local_date(found.next_active.spendable_at, programme.timezone))
    return [told.format(points=formats.points(found.pending, names), first=formats.number(first), date=date)]


def _apart(found: Balance, programme: Programme) -> list[str]:
    """What is not there to spend, and why."""
    names = programme.points_names
    own = states.own(ClaimState.IN_REVIEW, programme.options)
    amounts = [
        (found.in_review, "{state}: {points}" if own else _("In review: {points}")),
        (found.held, _("Held for orders: {points}")),
        (found.spent, _("Spent: {points}")),
        (found.expired, _("Expired: {points}")),
        (found.debt, _("To be paid off: {points}")),
    ]
    return [words.format(points=formats.points(amount, names), state=own) for amount, words in amounts if amount]


def _to_come(found: Balance, names: PointsNames, *, has_prizes: bool) -> list[str]:
    """What expires next; and, as long as there is nothing to spend on, that it keeps until there is."""
    later = found.spendable and not has_prizes
    prizes = [_("Prizes will open later; what you have stays.")] if later else []
    if not found.next_expiry:
        return prizes
    expiring, until = found.next_expiry.points, found.next_expiry.expires_on
    expires = _("{points} expire after {date}").format(
        points=formats.points(expiring, names), date=formats.full_day(until)
    )
    return [expires, *([_("Prizes will open later.")] if later else [])]


def _buttons(*, has_prizes: bool) -> InlineKeyboardMarkup | None:
    history = button(_("Where they come from"), Open(place=Place.HISTORY), style="primary")
    prizes = [button(_("🎁 Prizes"), Open(place=Place.PRIZES))] if has_prizes else []
    return keyboard([[history], prizes])
