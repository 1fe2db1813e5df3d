"""What is said around the registering of a sale, card aside."""

from bot.views.product_names import called
from bot.views.sales import product
from bot.views.wording_claims import awaited
from bot.views.wording_points import document
from bot.words import translate as _
from core.claims.claim import Asking
from core.claims.draft_card import DraftCard


def invitation() -> str:
    """How a sale is registered: what the main key answers."""
    return _(
        "Send a photo of the invoice or receipt. "
        "With a caption like <i>ABC-100 x2 No. 4411</i> the sale is registered at once."
    )


def no_products() -> str:
    return _("There are no products to register yet. We have told the organisers: please send the photo again later.")


def photo_first() -> str:
    return _("To register this sale, send a photo of the invoice. You can put these words into its caption.")


def other_file() -> str:
    return _("I can only read pictures and PDFs. Send a photo of the document, or a PDF, JPEG, PNG or WEBP file.")


def insist(asking: Asking | None) -> str:
    """For what is neither picture nor text: what is awaited, or what can be done."""
    if asking is None:
        return _("I read photos, text and buttons. To register a sale, send a photo of the invoice.")
    return _("I read photos, text and buttons. {what_is_awaited}").format(what_is_awaited=awaited(asking))


def edited_too_late() -> str:
    return _("I have read this answer already. To change something, tap it on the card of the sale.")


def another_picture() -> str:
    """For a picture that took another's place in a message that was sent before."""
    return _(
        "I keep the photo that came first. To show another one, send it as a new message; "
        "for a sale in review, tap “Replace photo” before."
    )


def nothing_to_cancel() -> str:
    return _("There is nothing to cancel.")


def cancelled(found: DraftCard) -> str:
    """What was dropped, as far as it was known."""
    if found.draft.claim_id is not None:
        return _("The correction is dropped. The sale stays as it was sent.")
    known = [product(called(line.product), line.product.sku) for line in found.lines[:1] if line.product]
    known += [document(found.draft.document_no)] if found.draft.document_no else []
    if not known:
        return _("The sale is dropped, nothing was sent.")
    return _("Dropped, nothing was sent: {what}").format(what=", ".join(known))
