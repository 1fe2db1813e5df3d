"""Buttons of the card of a sale being described: answers to its question, and the ways out."""

from collections.abc import Sequence
from datetime import timedelta

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.taps_claims import (
    AllProducts,
    AnswerSame,
    AskAgain,
    ClaimAct,
    DropSale,
    OwnClaim,
    PickDay,
    PickIssuer,
    PickProduct,
    PickQuantity,
    SendSale,
    TakeAsNumber,
)
from bot.views import formats
from bot.views.buttons import Rows, button, keyboard, rows_of
from bot.views.typed import label
from bot.words import translate as _
from core.catalog.products import MATCHES, ProductChoice
from core.claims.answers import MOST_QUANTITY
from core.claims.claim import Asking, SameAs
from core.claims.draft_card import DraftCard

QUANTITIES = range(1, 7)
DAYS = 7
"""Days back that have a button."""

LONGEST_SKU = 20
LONGEST_PRODUCT = 32
"""Characters of a product's name and article number that a phone shows in one line."""

BEFORE = {
    Asking.QUANTITY: Asking.PRODUCT,
    Asking.DOCUMENT_NO: Asking.QUANTITY,
    Asking.SOLD_ON: Asking.DOCUMENT_NO,
    Asking.ISSUER: Asking.DOCUMENT_NO,
}
"""Where the way back leads while a sale is described for the first time."""


def keys(found: DraftCard) -> InlineKeyboardMarkup | None:
    draft = found.draft
    match draft.asking:
        case Asking.PRODUCT:
            rows = _products(found)
        case Asking.QUANTITY:
            rows = _quantities(found)
        case Asking.SOLD_ON:
            rows = _days(found)
        case Asking.ISSUER:
            rows = rows_of(
                [button(one.name, PickIssuer(draft_id=draft.id, issuer_id=one.id)) for one in found.issuers], 2
            )
        case Asking.DUPLICATE:
            rows = [[one] for one in _answers(found)]
        case Asking.READY:
            rows = _send_or_edit(found)
        case _:
            rows = []
    return keyboard([*rows, _ways_out(found)])


def _products(found: DraftCard) -> Rows:
    draft_id, page = found.draft.id, found.draft.browsing
    rows = [[button(_product(one), PickProduct(draft_id=draft_id, product_id=one.id))] for one in found.products]
    if page is not None:
        turning = [button(_("← Earlier"), AllProducts(draft_id=draft_id, page=page - 1))] if page else []
        if found.products_in_all > (page + 1) * MATCHES:
            turning.append(button(_("More →"), AllProducts(draft_id=draft_id, page=page + 1)))
        return [*rows, turning]
    if found.products_in_all > len(found.products):
        rows.append([button(_("All products"), AllProducts(draft_id=draft_id, page=0))])
    return rows


def _quantities(found: DraftCard) -> Rows:
    """Numbers to tap; or what a number may be that is hardly a quantity."""
    draft = found.draft
    if not draft.hardly_quantity:
        return [[button(str(n), PickQuantity(draft_id=draft.id, quantity=n)) for n in QUANTITIES]]
    rows = []
    if draft.document_no is None:
        number = _("Yes, the document’s number")
        rows.append([button(number, TakeAsNumber(draft_id=draft.id), style="primary")])
    n = int(draft.hardly_quantity)
    if n <= MOST_QUANTITY:
        pieces = _("{n} piece", "{n} pieces", n).format(n=formats.number(n))
        rows.append([button(pieces, PickQuantity(draft_id=draft.id, quantity=n))])
    return rows


def _product(one: ProductChoice) -> str:
    """A product on a button: a long name is cut, the article number is what tells two of them apart."""
    sku = label(one.sku, LONGEST_SKU)
    return f"{label(one.name, LONGEST_PRODUCT - len(sku))} · {sku}"


def _days(found: DraftCard) -> Rows:
    today, draft_id = found.days.today, found.draft.id
    back = [today - timedelta(days=days) for days in range(DAYS + 1)]
    buttons = [
        button(_("Today") if day == today else formats.short_day(day), PickDay(draft_id=draft_id, day=day.toordinal()))
        for day in back
        if day >= found.days.earliest and day != today - timedelta(days=1)
    ]
    yesterday = PickDay(draft_id=draft_id, day=today.toordinal() - 1)
    return [[buttons[0], button(_("Yesterday"), yesterday)], *rows_of(buttons[1:], 3)]


def _answers(found: DraftCard) -> Sequence[InlineKeyboardButton]:
    words = {
        SameAs.ANOTHER: _("Another document"),
        SameAs.SAME: _("The same document"),
        SameAs.NOT_SURE: _("Not sure"),
    }
    draft = found.draft
    return [
        button(text, AnswerSame(draft_id=draft.id, version=draft.version, answer=answer))
        for answer, text in words.items()
    ]


def _send_or_edit(found: DraftCard) -> Rows:
    draft = found.draft
    send = button(_("Send"), SendSale(draft_id=draft.id, version=draft.version), style="success")
    fields = {
        Asking.PRODUCT: _("Product"),
        Asking.QUANTITY: _("Quantity"),
        Asking.DOCUMENT_NO: _("Number"),
        Asking.SOLD_ON: _("Date"),
        Asking.ISSUER: _("Issuer"),
        Asking.PICTURE: _("Replace photo") if draft.claim_id is not None else _("Add a photo"),
    }
    edits = [button(text, AskAgain(draft_id=draft.id, field=field)) for field, text in fields.items()]
    if found.own_earlier is None:
        return [[send], *rows_of(edits, 2)]
    earlier = OwnClaim(claim_id=found.own_earlier.claim_id, act=ClaimAct.SHOW)
    return [[button(_("Show what we have"), earlier, style="primary")], *rows_of(edits, 2)]


def _ways_out(found: DraftCard) -> list[InlineKeyboardButton]:
    draft = found.draft
    text = _("Leave as it was") if draft.claim_id is not None else _("Cancel")
    out = [button(text, DropSale(draft_id=draft.id))]
    if draft.asking in {Asking.READY, Asking.DUPLICATE}:
        return out
    before = _before(found)
    if before is None:
        return out
    return [button(_("← Back"), AskAgain(draft_id=draft.id, field=before)), *out]


def _before(found: DraftCard) -> Asking | None:
    """The question that "back" leads to: out of a list or a doubt first."""
    draft = found.draft
    if draft.browsing is not None or draft.hardly_quantity:
        return draft.asking
    return Asking.READY if draft.complete else BEFORE.get(draft.asking)
