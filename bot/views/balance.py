"""The balance in words: what can be spent first, then what else there is to know."""

from aiogram.types import InlineKeyboardMarkup

from bot.screen import Screen
from bot.taps import Open, Place
from bot.views import formats
from bot.views.buttons import button, keyboard
from bot.views.sales import PointsNames
from bot.words import translate as _
from core.points.values import Balance
from core.programme.programmes import Programme


def balance(found: Balance, programme: Programme) -> Screen:
    """The balance; lines that would say nothing are left out."""
    names = programme.points_names
    lines = [_("<b>{points}</b> to spend").format(points=formats.points(found.spendable, names)), *_apart(found, names)]
    lines += _to_come(found, names)
    if not found.earned and not found.pending:
        lines.append(_("To earn the first ones, send a photo of an invoice here."))
        return Screen("\n".join(lines))
    return Screen("\n".join(lines), _buttons())


def _apart(found: Balance, names: PointsNames) -> list[str]:
    """What is not there to spend, and why."""
    amounts = [
        (found.pending, _("In review: {points}")),
        (found.held, _("Held for orders: {points}")),
        (found.spent, _("Spent: {points}")),
        (found.expired, _("Expired: {points}")),
        (found.debt, _("To be paid off: {points}")),
    ]
    return [words.format(points=formats.points(amount, names)) for amount, words in amounts if amount]


def _to_come(found: Balance, names: PointsNames) -> list[str]:
    """What expires next; and, as long as there is nothing to spend on, that it keeps until there is."""
    prizes = [_("Prizes will open later; what you have stays.")] if found.spendable else []
    if not found.next_expiry:
        return prizes
    expiring, until = found.next_expiry.points, found.next_expiry.expires_on
    expires = _("{points} expire after {date}").format(
        points=formats.points(expiring, names), date=formats.full_day(until)
    )
    return [expires, *([_("Prizes will open later.")] if found.spendable else [])]


def _buttons() -> InlineKeyboardMarkup | None:
    history = button(_("Where they come from"), Open(place=Place.HISTORY), style="primary")
    return keyboard([[history]])
