"""The balance in words: what can be spent first, then what else there is to know."""

from aiogram.types import InlineKeyboardMarkup

from bot.screen import Screen
from bot.taps import Open, Place
from bot.views import formats
from bot.views.buttons import button, keyboard
from bot.words import translate as _
from core.points.values import Balance
from core.programme.programmes import Programme


def balance(found: Balance, programme: Programme) -> Screen:
    """The balance; lines that would say nothing are left out."""
    names = programme.points_names
    lines = [_("<b>{points}</b> to spend").format(points=formats.points(found.spendable, names))]
    if found.pending:
        lines.append(_("In review: {points}").format(points=formats.points(found.pending, names)))
    if found.held:
        lines.append(_("Held for orders: {points}").format(points=formats.points(found.held, names)))
    if found.spent:
        lines.append(_("Spent: {points}").format(points=formats.points(found.spent, names)))
    if found.expired:
        lines.append(_("Expired: {points}").format(points=formats.points(found.expired, names)))
    if found.debt:
        lines.append(_("To be paid off: {points}").format(points=formats.points(found.debt, names)))
    if found.next_expiry:
        expiring, until = found.next_expiry.points, found.next_expiry.expires_on
        lines.append(
            _("{points} expire after {date}").format(
                points=formats.points(expiring, names), date=formats.full_day(until)
            )
        )
    if not found.earned and not found.pending:
        lines.append(_("To earn the first ones, send a photo of an invoice here."))
        return Screen("\n".join(lines))
    return Screen("\n".join(lines), _buttons())


def _buttons() -> InlineKeyboardMarkup | None:
    history = button(_("Where they come from"), Open(place=Place.HISTORY), style="primary")
    return keyboard([[history]])
