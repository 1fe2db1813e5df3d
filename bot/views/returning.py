"""Goods that came back, in words: which and how many, what that takes back, and that it is for good."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.screen import Screen
from bot.taps_review import Return, ReturnAct
from bot.views import formats, sales
from bot.views.buttons import button, keyboard, rows_of
from bot.views.plain import plain
from bot.views.product_names import called_on
from bot.views.wording_points import document
from bot.words import translate as _
from core.claims.claim_card import ClaimCard
from core.claims.claim_verdict import GrantedFacts
from core.claims.returns import Return as Weighed
from core.claims.returns import Returnable
from core.programme.programmes import Programme

NUMBERS = 5
MOST_LINES = 8


def report(claim: ClaimCard) -> InlineKeyboardButton:
    """The way in, on a claim that earned points."""
    return button(_("↩️ Returned by the buyer"), Return(claim_id=claim.id, act=ReturnAct.ASK))


def which(claim: ClaimCard, left: Sequence[Returnable]) -> Screen:
    """Which line came back, or all of them."""
    names = {one.position: one.sku for one in claim.granted}
    rows = [
        [button(sales.times(names[one.position], one.quantity), _tap(claim, ReturnAct.LINE, position=one.position))]
        for one in left[:MOST_LINES]
    ]
    everything = button(_("All of it"), _tap(claim, ReturnAct.SHOW))
    text = _("<b>{document}: what came back?</b>").format(document=document(claim.document_no))
    return Screen(text, keyboard([*rows, [everything], [_back(claim)]]))


def how_many(claim: ClaimCard, line: Returnable) -> Screen:
    """How many units of a line came back."""
    granted = next(one for one in claim.granted if one.position == line.position)
    few = range(1, min(NUMBERS, line.quantity - 1) + 1)
    some = [button(formats.number(n), _tap(claim, ReturnAct.SHOW, position=line.position, quantity=n)) for n in few]
    everything = _tap(claim, ReturnAct.SHOW, position=line.position, quantity=line.quantity)
    text = _("<b>{document}: what came back?</b>").format(document=document(claim.document_no))
    asked = _("{line}: how many? Tap or type the number.").format(
        line=sales.times(sales.product(called_on(granted), granted.sku), line.quantity)
    )
    all_of_them = button(_("All {n}").format(n=formats.number(line.quantity)), everything)
    return Screen(f"{text}\n{asked}", keyboard([*rows_of(some, NUMBERS), [all_of_them], [_back(claim)]]))


def sure(claim: ClaimCard, weighed: Weighed, programme: Programme) -> Screen:
    """What it takes back and what becomes of it, before that is done."""
    names = programme.points_names
    granted = {one.position: one for one in claim.granted}
    lines = [
        f"<b>{_counted(granted[position], quantity)}</b>"
        for position, quantity in list(weighed.quantities.items())[:MOST_LINES]
    ]
    lines.append(_("<b>−{points}</b> will be taken back.").format(points=formats.points(weighed.points, names)))
    if weighed.debt:
        lines.append(
            _("{points} of it were spent already: the next sales pay them off.").format(
                points=formats.number(weighed.debt)
            )
        )
    lines.append(_("This cannot be undone."))
    position, quantity = _single(weighed)
    surely = Return(
        claim_id=claim.id, act=ReturnAct.SURELY, number=weighed.number, position=position, quantity=quantity
    )
    first = _("<b>{document}: returned?</b>").format(document=document(claim.document_no))
    yes = button(_("Yes, it came back"), surely, style="danger")
    return Screen("\n".join([first, *lines]), keyboard([[yes], [_back(claim)]]))


def done(weighed: Weighed, programme: Programme) -> str:
    """The toast over the last tap: plain text."""
    return _("Taken back: −{points}").format(points=plain(formats.points(weighed.points, programme.points_names)))


def came_back(claim: ClaimCard) -> list[str]:
    """What a card says of goods that came back."""
    if claim.came_back is None:
        return []
    n = claim.came_back.quantity
    text = _("↩️ {n} unit returned: −{points}", "↩️ {n} units returned: −{points}", n)
    return [text.format(n=formats.number(n), points=formats.number(claim.came_back.points))]


def _single(weighed: Weighed) -> tuple[int, int]:
    """The one line that is named; neither where all of the sale is."""
    if len(weighed.quantities) != 1:
        return 0, 0
    ((position, quantity),) = weighed.quantities.items()
    return position, quantity


def _tap(claim: ClaimCard, act: ReturnAct, *, position: int = 0, quantity: int = 0) -> Return:
    return Return(claim_id=claim.id, act=act, position=position, quantity=quantity)


def _back(claim: ClaimCard) -> InlineKeyboardButton:
    return button(_("← Back"), _tap(claim, ReturnAct.BACK))


def _counted(granted: GrantedFacts, quantity: int) -> str:
    return sales.times(sales.product(called_on(granted), granted.sku, short=True), quantity)
