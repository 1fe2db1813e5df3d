"""The queue in words: a claim as on its card, how many are left, and the last verdict to take back."""

from aiogram.types import InlineKeyboardButton

from bot.screen import Picture, Screen
from bot.taps_queue import Later, OpenQueue
from bot.taps_review import Undo
from bot.views import asked, filling, formats, review
from bot.views.buttons import button, keyboard
from bot.views.wording_points import bare, numbered
from bot.words import locale
from bot.words import translate as _
from core.claims.claim import ClaimState, Verdict
from core.claims.queue import Hand
from core.claims.review_card import ReviewCard
from core.people.persons import Person
from core.programme import state_names
from core.programme.programmes import Programme

LONGEST_NUMBER = 16


def card(hand: Hand, found: ReviewCard | None, person: Person, programme: Programme, picture: Picture | None) -> Screen:
    """The claim under the thumb; where there is none, what is left to do."""
    if found is None:
        return _nothing(hand, programme)
    shown = review.card(found, person, programme, picture, below=_progress(hand))
    rows = shown.keyboard.inline_keyboard if shown.keyboard else []
    later = _("⏭ Later") if found.may_decide else _("Next")
    return Screen(
        shown.text,
        keyboard([*rows, [button(later, Later(claim_id=found.claim.id))], _to_fill(hand), _undo(hand, programme)]),
        picture,
    )


def yours_now() -> str:
    return _("It is yours now.")


def _nothing(hand: Hand, programme: Programme) -> Screen:
    undo = _undo(hand, programme)
    if hand.left + hand.put_off == 0 and hand.to_fill:
        text = _("No sale waits for your decision.") + "\n" + filling.photos_wait(hand.to_fill)
        return Screen(text, keyboard([_to_fill(hand, style="primary"), _to_asked(hand), undo]))
    if hand.left + hand.put_off == 0:
        return Screen(_("Nothing waits for your decision."), keyboard([_to_asked(hand), undo]))
    waiting = hand.left + hand.put_off
    text = _("{n} sale still waits.", "{n} sales still wait.", waiting).format(n=formats.number(waiting))
    return Screen(text, keyboard([[button(_("Look at them"), OpenQueue(), style="primary")], _to_fill(hand), undo]))


def _progress(hand: Hand) -> str:
    if hand.left == 0:
        return _("📋 The last one")
    return _("📋 {n} more after this", "📋 {n} more after this", hand.left).format(n=formats.number(hand.left))


def _to_fill(hand: Hand, *, style: str | None = None) -> list[InlineKeyboardButton]:
    """The way to photos that were sent alone."""
    return [filling.to_fill(hand.to_fill, style=style)] if hand.to_fill else []


def _to_asked(hand: Hand) -> list[InlineKeyboardButton]:
    """The way to claims that wait for their partners."""
    return [asked.to_asked(hand.asked)] if hand.asked.count else []


def _undo(hand: Hand, programme: Programme) -> list[InlineKeyboardButton]:
    if hand.last is None:
        return []
    declined = hand.last.verdict is Verdict.DECLINE
    state = ClaimState.DECLINED if declined else ClaimState.APPROVED
    own = state_names.own(programme.options, state, locale())
    words = _("↩️ {document} declined · Undo") if declined else _("↩️ {document} approved · Undo")
    number = numbered(bare(hand.last_no)[:LONGEST_NUMBER])
    if own:
        words = _("↩️ {document}: {state} · Undo")
    return [button(words.format(document=number, state=own), Undo(verdict_id=hand.last.verdict_id))]
