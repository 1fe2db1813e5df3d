"""The card of a sale being described: what is known, and one question with its buttons."""

from bot.screen import Screen
from bot.views import formats, reasons, sales
from bot.views.draft_keys import keys
from bot.views.typed import typed
from bot.views.wording_points import document
from bot.words import translate as _
from core.claims.claim import Asking, DraftState
from core.claims.days import WINDOW_DAYS
from core.claims.draft_card import DraftCard
from core.programme.programmes import Programme


def card(found: DraftCard, programme: Programme) -> Screen | None:
    """The card; None for a sale that was sent, whose message the claim has taken."""
    match found.draft.state:
        case DraftState.OPEN:
            return Screen("\n".join(_known(found, programme) + _question(found)), keys(found))
        case DraftState.DROPPED:
            return Screen("\n".join([_("<b>Cancelled, nothing was sent</b>"), *_facts(found)]))
    return None


# What is known


def _known(found: DraftCard, programme: Programme) -> list[str]:
    lines = [_title(found), *_facts(found)]
    if found.retired:
        lines.append(_("This product is no longer on the list. Choose another one."))
    elif found.points is not None:
        lines.append(sales.to_come(found.points, programme.points_names))
    return [*lines, ""]


def _title(found: DraftCard) -> str:
    if found.draft.claim_id is not None:
        return _("<b>Correction</b>")
    if found.declined_for is not None:
        why = reasons.told(*found.declined_for)
        return _("<b>The same sale once more.</b> It was declined: {why}").format(why=why)
    count = found.draft.pictures
    if not count:
        return _("<b>New sale</b>, no photo yet")
    return _("<b>New sale</b>, {n} photo", "<b>New sale</b>, {n} photos", count).format(n=formats.number(count))


def _facts(found: DraftCard) -> list[str]:
    draft, lines = found.draft, []
    if found.product is not None:
        name = sales.product(found.product.name, found.product.sku)
        lines.append(name if draft.quantity is None else sales.times(name, draft.quantity))
    elif draft.quantity is not None:
        lines.append(_("Quantity: {n}").format(n=formats.number(draft.quantity)))
    if draft.document_no is not None:
        lines.append(document(draft.document_no))
    if draft.sold_on is not None and draft.begun:
        lines.append(sales.sold_on(draft.sold_on, found.days.today))
    if found.issuer is not None and draft.begun:
        lines.append(sales.issued_by(found.issuer.name))
    return lines


# What is asked


def _question(found: DraftCard) -> list[str]:
    asking = found.draft.asking
    if asking is Asking.PRODUCT:
        return _product_question(found)
    return {
        Asking.PICTURE: [_picture_question(found)],
        Asking.QUANTITY: _quantity_question(found),
        Asking.DOCUMENT_NO: [_("<b>What is the number of the document?</b>"), _("Type it as it stands there.")],
        Asking.SOLD_ON: [_("<b>When was the sale?</b>"), _days_hint(found)],
        Asking.ISSUER: [_("<b>Who issued the document?</b>"), _("Tap the company or type its name.")],
        Asking.DUPLICATE: [
            _("<b>Is it the same document?</b>"),
            _("Somebody else has registered a sale with this document or photo. That happens when two share one."),
        ],
        Asking.READY: [_ready_question(found)],
    }[asking]


def _picture_question(found: DraftCard) -> str:
    if found.draft.claim_id is not None:
        return _("<b>Send the new photo.</b> It takes the place of the one before.")
    if found.draft.pictures:
        return _("<b>Send another photo of the document.</b>")
    return _("<b>Send a photo of the document.</b>")


def _quantity_question(found: DraftCard) -> list[str]:
    number = found.draft.hardly_quantity
    if not number:
        return [_("<b>How many?</b>"), _("Tap a number or type it.")]
    if found.draft.document_no is not None:
        return [
            _("<b>Really {number}?</b>").format(number=formats.number(int(number))),
            _("Tap, or type another number."),
        ]
    return [
        _("<b>Is {number} the number of the document?</b>").format(number=typed(number)),
        _("Tap what it is, or type the quantity."),
    ]


def _product_question(found: DraftCard) -> list[str]:
    if found.draft.browsing is not None:
        return [_("<b>All products</b>"), _("Tap yours, or type part of its name.")]
    search = typed(" ".join(found.draft.search.split()), 40)
    if not search:
        return [_("<b>Which product?</b>"), _("Tap it, or type part of its name.")]
    if not found.products:
        return [
            _("<b>Nothing found for “{search}”.</b>").format(search=search),
            _("Type another part of the name or the article number, or look through the list."),
        ]
    return [
        _("<b>Which product is “{search}”?</b>").format(search=search),
        _("Tap it, or type something else."),
    ]


def _days_hint(found: DraftCard) -> str:
    return _(
        "Tap a day or type it. A sale can be registered for {n} day; the earliest is {date}.",
        "Tap a day or type it. A sale can be registered for {n} days; the earliest is {date}.",
        WINDOW_DAYS,
    ).format(n=formats.number(WINDOW_DAYS), date=formats.day(found.days.earliest))


def _ready_question(found: DraftCard) -> str:
    if found.own_earlier is not None:
        return _("<b>We already have this from you.</b> If it is another document, change its number, date or issuer.")
    return _("<b>Is everything right?</b>")
