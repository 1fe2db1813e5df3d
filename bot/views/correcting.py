"""Correcting a claim in words: what was claimed beside what was found, and a button for whatever is wrong."""

from collections.abc import Sequence
from datetime import date, timedelta

from aiogram.types import InlineKeyboardButton

from bot.screen import Screen
from bot.taps_claims import Review, ReviewAct
from bot.taps_review import CorrectFor, Fix, FixAct
from bot.views import formats, reasons, sales
from bot.views.buttons import button, keyboard, rows_of
from bot.views.product_names import called
from bot.views.typed import typed as quoted
from bot.views.wording_points import document
from bot.words import translate as _
from core.catalog.products import ProductChoice
from core.claims.claim import DeclineReason
from core.claims.claim_card import ClaimCard
from core.claims.review_card import ReviewCard
from core.programme.programmes import Programme

QUANTITIES = 5
DAYS = 6
MOST_LINES = 8
"""Lines with a button of their own."""


def menu(found: ReviewCard, corrected: ClaimCard, why: Sequence[DeclineReason], programme: Programme) -> Screen:
    """The claim as it stands corrected; once anything is, the reasons approve it."""
    claim = found.claim
    granted = {line.position: line for line in corrected.granted}
    rows = []
    for line in claim.lines[:MOST_LINES]:
        one = granted.get(line.position)
        words = sales.times(one.sku, one.quantity) if one else _("{sku}: left out").format(sku=line.sku)
        rows.append([button(words, Fix(claim_id=claim.id, act=FixAct.LINE, arg=line.id))])
    rows.append(
        [
            button(_("Number"), Fix(claim_id=claim.id, act=FixAct.NUMBER)),
            button(_("Date"), Fix(claim_id=claim.id, act=FixAct.ASK_DAY)),
        ]
    )
    lines = [_("<b>What is wrong? Tap it.</b>"), "", *sales.facts(corrected)]
    if corrected.corrected:
        points = formats.points(corrected.granted_points, programme.points_names)
        lines += [
            _("<b>+{points}</b>, of {claimed} claimed").format(points=points, claimed=formats.number(claim.points)),
            "",
            _("Approve it so, because:"),
        ]
        chosen = [*why, DeclineReason.OTHER]
        because = [button(f"✓ {reasons.usual(one)}", _because(claim, one), style="success") for one in chosen]
        rows += rows_of(because, 2)
    rows.append([button(_("← Back"), Review(claim_id=claim.id, version=claim.version, act=ReviewAct.BACK))])
    return Screen("\n".join(lines), keyboard(rows))


def line(claim: ClaimCard, line_id: int) -> Screen:
    """One line: how many there are, or what it is."""
    facts = next(each for each in claim.lines if each.id == line_id)
    numbers = [n for n in range(1, QUANTITIES + 2) if n != facts.quantity][:QUANTITIES]
    quantities = [button(formats.number(n), Fix(claim_id=claim.id, act=FixAct.QUANTITY, arg=n)) for n in numbers]
    rows = [
        quantities,
        [
            button(_("Another product"), Fix(claim_id=claim.id, act=FixAct.PRODUCT)),
            button(_("Leave it out"), Fix(claim_id=claim.id, act=FixAct.LEAVE_OUT, arg=line_id)),
        ],
        [button(_("Serial number"), Fix(claim_id=claim.id, act=FixAct.SERIALS, arg=line_id))] if facts.serials else [],
        [_back(claim)],
    ]
    text = _("<b>{line}</b>\nHow many are they? Tap or type the number.").format(line=sales.line(facts))
    return Screen(text, keyboard(rows))


def ask_product(claim: ClaimCard, choices: Sequence[ProductChoice], typed: str = "") -> Screen:
    """Products that were typed in part, to choose from."""
    rows = [
        [button(f"{called(one)} ({one.sku})", Fix(claim_id=claim.id, act=FixAct.PICK, arg=one.id))] for one in choices
    ]
    text = _("Which product is it? Type part of its name or number.")
    if choices:
        text = _("Which product is it?")
    elif typed:
        text = _("No product is called “{text}”. Type another part of its name or number.").format(
            text=quoted(typed, 40)
        )
    return Screen(text, keyboard([*rows, [_back(claim)]]))


def ask_serials(claim: ClaimCard, line_id: int) -> Screen:
    facts = next(each for each in claim.lines if each.id == line_id)
    text = _("{serials} was claimed. Type what stands on the product, each on a line of its own.").format(
        serials=sales.serial_numbers(facts.serials)
    )
    return Screen(text, keyboard([[_back(claim)]]))


def ask_number(claim: ClaimCard) -> Screen:
    text = _("{document} was claimed. Type the number as it stands on the document.").format(
        document=document(claim.document_no)
    )
    return Screen(text, keyboard([[_back(claim)]]))


def ask_day(claim: ClaimCard, today: date) -> Screen:
    """Days around the claimed one."""
    first = min(claim.sold_on + timedelta(days=DAYS // 2), today)
    days = [first - timedelta(days=n) for n in range(DAYS + 1)]
    buttons = [
        button(formats.short_day(day), Fix(claim_id=claim.id, act=FixAct.DAY, arg=day.toordinal()))
        for day in reversed(days)
        if day != claim.sold_on
    ]
    text = _("{date} was claimed. Which day was it? Tap or type it.").format(date=formats.day(claim.sold_on))
    return Screen(text, keyboard([*rows_of(buttons, 3), [_back(claim)]]))


def ask_why(claim: ClaimCard) -> Screen:
    text = _("Why is {document} approved otherwise? Type it: the partner will read your words.").format(
        document=document(claim.document_no)
    )
    return Screen(text, keyboard([[_back(claim)]]))


def stopped() -> str:
    return _("Nothing is corrected. The sale still waits for its verdict.")


def _because(claim: ClaimCard, reason: DeclineReason) -> CorrectFor:
    return CorrectFor(claim_id=claim.id, reason=reason)


def _back(claim: ClaimCard) -> InlineKeyboardButton:
    return button(_("← Back"), Fix(claim_id=claim.id, act=FixAct.MENU))
