"""The card of a sale being described: what is known, and one question with its buttons."""

from bot.screen import Screen
from bot.taps_filling import Handed, HandedAct
from bot.views import formats, reasons, sales
from bot.views.buttons import button, keyboard
from bot.views.draft_keys import keys
from bot.views.product_names import called
from bot.views.typed import typed
from bot.views.wording_points import document
from bot.words import translate as _
from core.claims.claim import Asking, DraftState
from core.claims.draft_card import DraftCard, DraftLine
from core.claims.drafting import Draft
from core.programme.programmes import Programme

SHORT = 40
"""Characters of a product's name within a question."""


def card(found: DraftCard, programme: Programme) -> Screen | None:
    """The card; None for a sale that was sent, whose message the claim has taken."""
    match found.draft.state:
        case DraftState.OPEN:
            return Screen("\n".join(_known(found, programme) + question(found)), keys(found))
        case DraftState.HANDED:
            return _handed(found)
        case DraftState.DROPPED if found.draft.in_doubt:
            return Screen(_("The photo has gone to the sale that it was asked for."))
        case DraftState.DROPPED:
            return Screen("\n".join([_("<b>Cancelled, nothing was sent</b>"), *facts(found)]))
    return None


def _handed(found: DraftCard) -> Screen:
    """A photo that was sent alone, while others fill it in."""
    draft = found.draft
    if draft.filled_by is not None:
        return Screen(
            "\n".join([_("📨 <b>Your photo is being filled in.</b> You will see what was found."), *facts(found)])
        )
    back = button(_("Fill it in myself"), Handed(act=HandedAct.TAKE_BACK, draft_id=draft.id))
    lines = [_("📨 <b>Your photo is sent.</b> The manager fills in the rest, and you will see it."), *_promised(draft)]
    lines += facts(found)
    return Screen("\n".join(lines), keyboard([[back]]))


def _promised(draft: Draft) -> list[str]:
    """By when its partner has the answer; nothing for a photo of before there were such promises."""
    if draft.due_at is None:
        return []
    by_when = sales.by(draft.due_at, draft.own_zone)
    if draft.missed_due_at is None:
        return [_("Answer {by_when}.").format(by_when=by_when)]
    was = sales.by(draft.missed_due_at, draft.own_zone)
    return [_("The answer was promised {was}. Now: {by_when}.").format(was=was, by_when=by_when)]


# What is known


def _known(found: DraftCard, programme: Programme) -> list[str]:
    lines = [_title(found, programme), *facts(found)]
    if found.retired:
        lines.append(_("This product is no longer on the list. Choose another one."))
    elif found.points is not None:
        lines.append(sales.to_come(found.points, programme.points_names))
    return [*lines, ""]


def _title(found: DraftCard, programme: Programme) -> str:
    if found.draft.practice:
        return _("🎓 <b>PRACTICE: nothing is paid</b>")
    if found.draft.claim_id is not None:
        return _("<b>Correction</b>")
    if found.declined_for is not None:
        why = reasons.told(*found.declined_for, programme.options)
        return _("<b>The same sale once more.</b> It was declined: {why}").format(why=why)
    count = found.draft.pictures
    if not count:
        return _("<b>New sale</b>, no photo yet")
    return _("<b>New sale</b>, {n} photo", "<b>New sale</b>, {n} photos", count).format(n=formats.number(count))


def facts(found: DraftCard) -> list[str]:
    """What is known of the sale, a fact each line."""
    draft = found.draft
    lines = [fact for line in found.lines for fact in _line_facts(line, several=len(found.lines) > 1)]
    if draft.document_no is not None:
        lines.append(document(draft.document_no))
    if draft.sold_on is not None and draft.begun:
        lines.append(sales.sold_on(draft.sold_on, found.days.today))
        lines += sales.late(draft.kept_percent())
    if found.issuer is not None and draft.begun:
        lines.append(sales.issued_by(found.issuer.name))
    if draft.customer_type is not None:
        lines.append(sales.customer_is(draft.customer_type))
    return lines


def _line_facts(line: DraftLine, *, several: bool) -> list[str]:
    known = line.product is not None or line.quantity is not None
    words = [_line(line, several=several)] if known else []
    few = 1 if several else sales.FEW_SERIALS
    return [*words, sales.serial_numbers(line.serials, few=few)] if line.serials else words


def _line(line: DraftLine, *, several: bool) -> str:
    """A product as far as it is known; one of several with what it earns."""
    if line.product is None:
        return _("Quantity: {n}").format(n=formats.number(line.quantity or 0))
    name = sales.product(called(line.product), line.product.sku, short=several)
    if several and line.retired:
        return f"<s>{name}</s>"
    if line.quantity is None:
        return name
    counted = sales.times(name, line.quantity)
    return f"{counted} · +{formats.number(line.points)}" if several and line.points is not None else counted


# What is asked


def question(found: DraftCard) -> list[str]:
    """What the card asks, and how to answer."""
    asking = found.draft.asking
    if asking is Asking.PRODUCT:
        return _product_question(found)
    return {
        Asking.BELONGS: [
            _("<b>Which sale is this photo for?</b>"),
            _("We have asked you for a photo of a sale that is in review."),
        ],
        Asking.ALBUM: [
            _("<b>Is this one sale, or a sale in each photo?</b>"),
            _("Several photos of one invoice are one sale."),
        ],
        Asking.PICTURE: [_picture_question(found)],
        Asking.QUANTITY: _quantity_question(found),
        Asking.SERIAL: _serial_question(found),
        Asking.DOCUMENT_NO: [_("<b>What is the number of the document?</b>"), _("Type it as it stands there.")],
        Asking.SOLD_ON: [_("<b>When was the sale?</b>"), _days_hint(found)],
        Asking.ISSUER: [_("<b>Who issued the document?</b>"), _("Tap the company or type its name.")],
        Asking.CUSTOMER_TYPE: [_("<b>Who is the customer?</b>"), _("Tap what fits best.")],
        Asking.LINE: [_("<b>{product}: what is to be changed?</b>").format(product=_at_hand(found))],
        Asking.DUPLICATE: _duplicate_question(found),
        Asking.READY: [_ready_question(found)],
    }[asking]


def _duplicate_question(found: DraftCard) -> list[str]:
    if found.serial_elsewhere:
        return [
            _("<b>Is the serial number right?</b>"),
            _("Somebody else has registered it. A digit is easily misread: look at the sticker once more."),
        ]
    return [
        _("<b>Is it the same document?</b>"),
        _("Somebody else has registered a sale with this document or photo. That happens when two share one."),
    ]


def _serial_question(found: DraftCard) -> list[str]:
    line = found.draft.line
    of_which = "" if len(found.lines) < 2 else f"{_at_hand(found)}. "
    if line.pieces == 1:
        asked = _("What is the serial number?")
        return [f"<b>{of_which}{asked}</b>", _("Type it as it stands on the product.")]
    n = formats.number(line.pieces)
    if line.numbered:
        asked = _("All {n} serial number anew?", "All {n} serial numbers anew?", line.pieces).format(n=n)
    else:
        asked = _("Serial number {k} of {n}?").format(k=formats.number(len(line.serials) + 1), n=n)
    return [f"<b>{of_which}{asked}</b>", _("Type it, or all at once, each on a line of its own.")]


def _picture_question(found: DraftCard) -> str:
    if found.draft.claim_id is not None and found.draft.adds_pages:
        return _("<b>Send the page.</b> It comes beside the photos we have.")
    if found.draft.claim_id is not None:
        return _("<b>Send the new photo.</b> It takes the place of the one before.")
    if found.draft.pictures:
        return _("<b>Send another photo of the document.</b>")
    return _("<b>Send a photo of the document.</b>")


def _quantity_question(found: DraftCard) -> list[str]:
    number = found.draft.hardly_quantity
    if not number and len(found.lines) > 1:
        return [_("<b>{product}: how many?</b>").format(product=_at_hand(found)), _("Tap a number or type it.")]
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


def _at_hand(found: DraftCard) -> str:
    """The product that is asked about."""
    at_line = found.draft.at_line
    product = found.lines[at_line].product if at_line < len(found.lines) else None
    return typed(called(product), SHORT) if product else _("Product")


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
    n = found.days.terms.window_days
    if found.days.terms.late_percent:
        return _(
            "Tap a day or type it. After {n} day a sale earns {percent}% less for each month; the earliest is {date}.",
            "Tap a day or type it. After {n} days a sale earns {percent}% less for each month; the earliest is {date}.",
            n,
        ).format(n=formats.number(n), percent=found.days.terms.late_percent, date=formats.full_day(found.days.earliest))
    return _(
        "Tap a day or type it. A sale can be registered for {n} day; the earliest is {date}.",
        "Tap a day or type it. A sale can be registered for {n} days; the earliest is {date}.",
        n,
    ).format(n=formats.number(n), date=formats.day(found.days.earliest))


def _ready_question(found: DraftCard) -> str:
    if found.own_earlier is not None and found.own_earlier.by_serial:
        return _("<b>We already have this serial number from you.</b> If it is another piece, change the number.")
    if found.own_earlier is not None:
        return _("<b>We already have this from you.</b> If it is another document, change its number, date or issuer.")
    return _("<b>Is everything right?</b>")
