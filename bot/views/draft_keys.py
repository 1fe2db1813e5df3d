"""Buttons of the card of a sale being described: answers to its question, and the ways out."""

from collections.abc import Callable
from datetime import timedelta

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.taps_claims import (
    AddLine,
    AllProducts,
    AnswerSame,
    AskAgain,
    ClaimAct,
    DropSale,
    LineAct,
    NewSale,
    OfLine,
    OneSale,
    OwnClaim,
    PickDay,
    PickIssuer,
    PickProduct,
    PickQuantity,
    SendSale,
    SplitSale,
    TakeAsNumber,
    ToClaim,
)
from bot.taps_filling import Handed, HandedAct
from bot.taps_practice import Practise, Practising
from bot.views import formats
from bot.views.buttons import Rows, button, keyboard, rows_of
from bot.views.product_names import called
from bot.views.proof_keys import about_serial, customers, document_no, serial
from bot.views.typed import label
from bot.views.wording_points import numbered
from bot.words import translate as _
from core.catalog.products import MATCHES, ProductChoice
from core.claims.answers import MOST_QUANTITY
from core.claims.claim import Asking, DraftState, SameAs
from core.claims.draft_card import DraftCard
from core.claims.drafting import Draft
from core.claims.handed import may_hand_over
from core.claims.lines import MOST_LINES
from core.programme.options import ClaimField

QUANTITIES = range(1, 7)
DAYS = 7
"""Days back that have a button."""

LONGEST_SKU = 20
LONGEST_PRODUCT = 32
"""Characters of a product's name and article number that a phone shows in one line."""


def keys(found: DraftCard) -> InlineKeyboardMarkup | None:
    return keyboard([*answers(found), to_the_manager(found.draft), _ways_out(found)])


def to_the_manager(draft: Draft) -> list[InlineKeyboardButton]:
    """The photo alone, where the programme fills in the rest."""
    asked = draft.asking in {Asking.PRODUCT, Asking.SERIAL, Asking.DOCUMENT_NO} and draft.browsing is None
    if not asked or not may_hand_over(draft):
        return []
    return [button(_("📨 Let the manager fill it in"), Handed(act=HandedAct.HAND_OVER, draft_id=draft.id))]


def answers(found: DraftCard) -> Rows:
    """Answers to the question, and what can be changed."""
    buttons = _ANSWERS.get(found.draft.asking)
    return buttons(found) if buttons else []


def _issuers(found: DraftCard) -> Rows:
    draft_id = found.draft.id
    return rows_of([button(one.name, PickIssuer(draft_id=draft_id, issuer_id=one.id)) for one in found.issuers], 2)


def _belongs(found: DraftCard) -> Rows:
    """Which claim the photo was asked for, or that it is a new sale."""
    draft_id = found.draft.id
    rows = [
        [button(numbered(one.document_no[:24]), ToClaim(draft_id=draft_id, claim_id=one.claim_id), style="primary")]
        for one in found.may_belong
    ]
    return [*rows, [button(_("A new sale"), NewSale(draft_id=draft_id))]]


def _one_or_each(found: DraftCard) -> Rows:
    """Whether pictures that came together are one sale."""
    draft, n = found.draft, found.draft.brought
    each = _("{n} sale", "{n} sales", n).format(n=formats.number(n))
    one = button(_("One sale"), OneSale(draft_id=draft.id), style="primary")
    return [[one, button(each, SplitSale(draft_id=draft.id), style="primary")]]


def _products(found: DraftCard) -> Rows:
    draft_id, line, page = found.draft.id, found.draft.at_line, found.draft.browsing
    rows = [
        [button(_product(one), PickProduct(draft_id=draft_id, product_id=one.id, line=line))] for one in found.products
    ]
    if page is not None:
        turning = [button(_("← Earlier"), AllProducts(draft_id=draft_id, page=page - 1, line=line))] if page else []
        if found.products_in_all > (page + 1) * MATCHES:
            turning.append(button(_("More →"), AllProducts(draft_id=draft_id, page=page + 1, line=line)))
        return [*rows, turning]
    if found.products_in_all > len(found.products):
        rows.append([button(_("All products"), AllProducts(draft_id=draft_id, page=0, line=line))])
    return rows


def _quantities(found: DraftCard) -> Rows:
    """Numbers to tap; or what a number may be that is hardly a quantity."""
    draft = found.draft
    if not draft.hardly_quantity:
        numbers = (PickQuantity(draft_id=draft.id, quantity=n, line=draft.at_line) for n in QUANTITIES)
        return [[button(str(number.quantity), number) for number in numbers]]
    rows = []
    if draft.document_no is None:
        number = _("Yes, the document’s number")
        rows.append([button(number, TakeAsNumber(draft_id=draft.id), style="primary")])
    n = int(draft.hardly_quantity)
    if n <= MOST_QUANTITY:
        pieces = _("{n} piece", "{n} pieces", n).format(n=formats.number(n))
        rows.append([button(pieces, PickQuantity(draft_id=draft.id, quantity=n, line=draft.at_line))])
    return rows


def _product(one: ProductChoice) -> str:
    """A product on a button: a long name is cut, the article number is what tells two of them apart."""
    sku = label(one.sku, LONGEST_SKU)
    return f"{label(called(one), LONGEST_PRODUCT - len(sku))} · {sku}"


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


def _about_duplicate(found: DraftCard) -> Rows:
    if found.serial_elsewhere:
        return about_serial(found)
    words = {
        SameAs.ANOTHER: _("Another document"),
        SameAs.SAME: _("The same document"),
        SameAs.NOT_SURE: _("Not sure"),
    }
    draft = found.draft
    return [
        [button(text, AnswerSame(draft_id=draft.id, version=draft.version, answer=answer))]
        for answer, text in words.items()
    ]


def _of_line(found: DraftCard) -> Rows:
    """What can be done about one of several products."""
    draft = found.draft
    words = {LineAct.PRODUCT: _("Product"), LineAct.QUANTITY: _("Quantity"), LineAct.REMOVE: _("Remove")}
    if _with_serials(draft):
        words[LineAct.SERIAL] = _("Serial number")
    return [[_line(draft, draft.at_line, act, text) for act, text in words.items()]]


def _line(draft: Draft, line: int, act: LineAct, text: str) -> InlineKeyboardButton:
    return button(text, OfLine(draft_id=draft.id, version=draft.version, line=line, act=act))


def _products_known(found: DraftCard) -> tuple[Rows, dict[Asking, str]]:
    """How products are changed: of one its facts, of several each; and the facts."""
    draft = found.draft
    if len(found.lines) < 2:
        serial = {Asking.SERIAL: _("Serial number")} if _with_serials(draft) else {}
        return [], {Asking.PRODUCT: _("Product"), Asking.QUANTITY: _("Quantity"), **serial}
    each = [
        _line(draft, place, LineAct.OPEN, f"{label(line.product.sku, LONGEST_SKU)} × {formats.number(line.quantity)}")
        for place, line in enumerate(found.lines)
        if line.product is not None and line.quantity is not None
    ]
    return rows_of(each, 2), {}


def _with_serials(draft: Draft) -> bool:
    """Whether serial numbers play a part in a sale."""
    return ClaimField.SERIAL in draft.options.required or bool(draft.serials)


def _send_or_edit(found: DraftCard) -> Rows:
    draft = found.draft
    send = button(_("Send"), SendSale(draft_id=draft.id, version=draft.version), style="success")
    lines, of_one = _products_known(found)
    asked = ClaimField.CUSTOMER_TYPE in draft.options.required or draft.customer_type is not None
    customer_type = {Asking.CUSTOMER_TYPE: _("Customer")} if asked else {}
    fields = {
        **of_one,
        Asking.DOCUMENT_NO: _("Number"),
        Asking.SOLD_ON: _("Date"),
        Asking.ISSUER: _("Issuer"),
        **customer_type,
        Asking.PICTURE: _photo(draft),
    }
    if draft.state is DraftState.HANDED:
        fields.pop(Asking.PICTURE)
    edits = rows_of([button(text, AskAgain(draft_id=draft.id, field=field)) for field, text in fields.items()], 2)
    if len(found.lines) < MOST_LINES:
        lines.append([button(_("+ Another product"), AddLine(draft_id=draft.id))])
    if found.own_earlier is None:
        return [[send], *lines, *edits]
    if draft.state is DraftState.HANDED:
        return [*lines, *edits]
    earlier = OwnClaim(claim_id=found.own_earlier.claim_id, act=ClaimAct.SHOW)
    return [[button(_("Show what we have"), earlier, style="primary")], *lines, *edits]


def _photo(draft: Draft) -> str:
    """What a picture sent now does."""
    if draft.claim_id is None:
        return _("Add a photo")
    return _("Add a page") if draft.adds_pages else _("Replace photo")


def _ways_out(found: DraftCard) -> list[InlineKeyboardButton]:
    draft = found.draft
    text = _("Leave as it was") if draft.claim_id is not None else _("Cancel")
    out = [button(text, DropSale(draft_id=draft.id))]
    if draft.practice:
        out.insert(0, button(_("It is a real sale"), Practise(do=Practising.REAL, draft_id=draft.id)))
    if draft.asking in {Asking.READY, Asking.DUPLICATE, Asking.ALBUM, Asking.BELONGS}:
        return out
    before = _before(found)
    if before is None:
        if 0 < draft.at_line < len(draft.lines) and draft.asking is Asking.PRODUCT:
            return [_line(draft, draft.at_line, LineAct.REMOVE, _("Without this product")), *out]
        return out
    return [button(_("← Back"), AskAgain(draft_id=draft.id, field=before)), *out]


def way_back(found: DraftCard) -> list[InlineKeyboardButton]:
    """To the question before, where there is one."""
    before = _before(found)
    return [] if before is None else [button(_("← Back"), AskAgain(draft_id=found.draft.id, field=before))]


def _before(found: DraftCard) -> Asking | None:
    """The question that "back" leads to: out of a list or a doubt first."""
    draft = found.draft
    if draft.browsing is not None or draft.hardly_quantity:
        return draft.asking
    return Asking.READY if draft.complete else _asked_before(draft)


def _asked_before(draft: Draft) -> Asking | None:
    """The question before the one that is asked, while a sale is described for the first time."""
    asked = {
        Asking.PRODUCT: True,
        Asking.QUANTITY: ClaimField.QUANTITY in draft.options.required,
        Asking.SERIAL: bool(draft.serials),
        Asking.DOCUMENT_NO: draft.document_no is not None or draft.needs_number,
    }
    if draft.asking in {Asking.PRODUCT, Asking.PICTURE, Asking.LINE}:
        return None
    earlier = list(asked)[: list(asked).index(draft.asking)] if draft.asking in asked else list(asked)
    return next((asking for asking in reversed(earlier) if asked[asking]), None)


_ANSWERS: dict[Asking, Callable[[DraftCard], Rows]] = {
    Asking.BELONGS: _belongs,
    Asking.ALBUM: _one_or_each,
    Asking.PRODUCT: _products,
    Asking.QUANTITY: _quantities,
    Asking.SERIAL: serial,
    Asking.DOCUMENT_NO: document_no,
    Asking.SOLD_ON: _days,
    Asking.ISSUER: _issuers,
    Asking.CUSTOMER_TYPE: customers,
    Asking.DUPLICATE: _about_duplicate,
    Asking.LINE: _of_line,
    Asking.READY: _send_or_edit,
}
