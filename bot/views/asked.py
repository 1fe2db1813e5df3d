"""Sales that wait for their partners' answers, in words: how many, and which."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.screen import Screen
from bot.taps_queue import OpenAsked, ShowClaim
from bot.views import formats
from bot.views.buttons import Rows, button, keyboard
from bot.views.wording_points import bare, numbered
from bot.words import translate as _
from core.claims.unanswered import Asked, Unanswered
from core.people.persons import Person

LONGEST_NUMBER = 16
LONGEST_NAME = 24


def wait_for_partners(found: Unanswered, person: Person) -> str:
    """How many wait, and since when the oldest."""
    n = found.count
    told = _("❓ {n} sale waits for its partner’s answer", "❓ {n} sales wait for their partners’ answers", n)
    return told.format(n=formats.number(n)) + formats.since(found.oldest, person)


def to_asked(found: Unanswered) -> InlineKeyboardButton:
    """The way to them."""
    return button(_("❓ Wait for partners: {n}").format(n=formats.number(found.count)), OpenAsked())


def waiting(found: Sequence[Asked], person: Person, *, page: int, more: bool) -> Screen:
    """A page of them, a tap each."""
    if not found:
        return Screen(_("No sale waits for its partner’s answer."))
    text = _(
        "<b>Sales that wait for their partners’ answers</b>\n"
        "Each partner is reminded once, after three days. Tap a sale to see what was asked."
    )
    rows: Rows = [[button(_line(each, person), ShowClaim(claim_id=each.claim_id))] for each in found]
    turns = [button(_("← Earlier"), OpenAsked(page=page - 1, turned=True))] if page else []
    turns += [button(_("More →"), OpenAsked(page=page + 1, turned=True))] if more else []
    return Screen(text, keyboard([*rows, turns]))


def _line(each: Asked, person: Person) -> str:
    name = (each.partner or _("A participant"))[:LONGEST_NAME]
    number = numbered(bare(each.document_no)[:LONGEST_NUMBER])
    return " · ".join(part for part in (number, name, formats.moment(each.since, person.timezone)) if part)
