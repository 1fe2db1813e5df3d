"""Refusals around claims in words: what is in the way, and what to do next."""

from bot.views import formats
from bot.views.typed import typed
from bot.views.wording import wording
from bot.views.wording_points import document
from bot.words import translate as _
from core.catalog.issuers import NoIssuersName
from core.claims import refusals
from core.claims.claim import Asking, ClaimState, DraftState, Verdict
from core.claims.picture import MOST_BYTES, UnfitReason
from core.claims.refusals import NumberFault

MEGABYTE = 1024 * 1024


@wording.register
def bad_quantity(refusal: refusals.BadQuantity) -> str:
    return _("How many pieces? Type a whole number from {least} to {most}.").format(
        least=formats.number(refusal.least), most=formats.number(refusal.most)
    )


@wording.register
def bad_document_no(refusal: refusals.BadDocumentNo) -> str:
    return {
        NumberFault.TOO_LONG: _(
            "That is too long for a document number. Type the number alone, {n} character at most.",
            "That is too long for a document number. Type the number alone, {n} characters at most.",
            refusal.most,
        ).format(n=refusal.most),
        NumberFault.NO_DIGIT_OR_LETTER: _(
            "I see no number there. Type it as it stands on the document, for example 4411."
        ),
        NumberFault.CHARACTERS: _(
            "A document number has letters, digits and signs like - or /. Type it as it stands on the document."
        ),
    }[refusal.fault]


@wording.register
def bad_date(_refusal: refusals.BadDate) -> str:
    return _("There is no such date. Tap a day or type it, for example 21.11.")


@wording.register
def future_date(refusal: refusals.FutureDate) -> str:
    return _("{date} is still to come, and a sale is registered once it is made. Which day was it?").format(
        date=formats.day(refusal.sold_on)
    )


@wording.register
def outside_window(refusal: refusals.OutsideWindow) -> str:
    return _(
        "A sale can be registered for {n} day. {date} is too long ago, the earliest day is {earliest}.",
        "A sale can be registered for {n} days. {date} is too long ago, the earliest day is {earliest}.",
        refusal.window_days,
    ).format(n=refusal.window_days, date=formats.full_day(refusal.sold_on), earliest=formats.day(refusal.earliest))


@wording.register
def no_rate(refusal: refusals.NoRate) -> str:
    return _("{sku} earned nothing on {date}. Check the product and the date of the sale.").format(
        sku=typed(refusal.sku), date=formats.day(refusal.sold_on)
    )


@wording.register
def product_unknown(_refusal: refusals.ProductUnknown) -> str:
    return _("This product is no longer on the list. Choose another one.")


@wording.register
def issuer_unknown(_refusal: refusals.IssuerUnknown) -> str:
    return _("I do not know this company. Type its name.")


@wording.register
def no_issuers_name(_refusal: NoIssuersName) -> str:
    return _("Who issued the document? Type the company’s name or its tax number: other digits are not enough.")


@wording.register
def not_yours(_refusal: refusals.NotYours) -> str:
    return _("This sale is not yours, or it no longer exists. Your own are under /claims.")


@wording.register
def draft_closed(refusal: refusals.DraftClosed) -> str:
    if refusal.state is DraftState.SUBMITTED:
        return _("This sale was sent already. All your sales are under /claims.")
    return _("This draft was dropped. To register the sale, send the photo again.")


@wording.register
def draft_moved_on(_refusal: refusals.DraftMovedOn) -> str:
    return _("This button is out of date. Look at the sale as it is now and tap once more.")


@wording.register
def incomplete(refusal: refusals.Incomplete) -> str:
    return awaited(refusal.asking)


@wording.register
def not_understood(refusal: refusals.NotUnderstood) -> str:
    return awaited(refusal.asking)


def awaited(asking: Asking) -> str:
    """What a sale waits for now, and how to give it."""
    return {
        Asking.PICTURE: _("A photo is needed now: send the document as a photo or as a file with a picture."),
        Asking.PRODUCT: _("The product is needed now: tap it or type part of its name."),
        Asking.QUANTITY: _("The quantity is needed now: tap a number or type it."),
        Asking.DOCUMENT_NO: _("The number of the document is needed now: type it."),
        Asking.SOLD_ON: _("The day of the sale is needed now: tap it or type it, for example 21.11."),
        Asking.ISSUER: _("Who issued the document? Tap the company or type its name."),
        Asking.DUPLICATE: _("One answer is needed now: tap another document, the same, or not sure."),
        Asking.READY: _("The sale is ready: tap Send, or a button to change something."),
    }[asking]


@wording.register
def picture_unfit(refusal: refusals.PictureUnfit) -> str:
    return unfit(refusal.reason)


def unfit(reason: UnfitReason) -> str:
    """Why a picture cannot be used, and what to send instead."""
    return {
        UnfitReason.EMPTY: _("This file is empty. Send the photo once more."),
        UnfitReason.UNDECODABLE: _(
            "I cannot open this picture. Send it as an ordinary photo, or as a JPEG, PNG or WEBP file."
        ),
        UnfitReason.TOO_BIG: _("This file is larger than {n} MB. Send it as an ordinary photo.").format(
            n=formats.number(MOST_BYTES // MEGABYTE)
        ),
        UnfitReason.TOO_MANY_PIXELS: _("This picture has too many pixels. Send it as an ordinary photo."),
        UnfitReason.TOO_SLOW: _("This picture takes too long to open. Send it as an ordinary photo."),
        UnfitReason.GONE: _("Telegram did not hand over this picture. Send the photo once more."),
    }[reason]


@wording.register
def own_duplicate(_refusal: refusals.OwnDuplicate) -> str:
    return _("We already have this invoice from you. Here is the sale.")


@wording.register
def claim_closed(refusal: refusals.ClaimClosed) -> str:
    if refusal.state is ClaimState.CANCELLED:
        return _("This sale was withdrawn. To register it after all, send the photo again.")
    return _("This sale has been decided and can no longer be changed.")


@wording.register
def claim_moved_on(_refusal: refusals.ClaimMovedOn) -> str:
    return _("This sale has changed meanwhile. Look at it as it is now and tap once more.")


@wording.register
def not_in_review(refusal: refusals.NotInReview) -> str:
    if refusal.state is ClaimState.CANCELLED:
        return _("The partner has withdrawn this sale. There is nothing to decide.")
    return _("This sale has no usable photo now. You will get it again as soon as there is one.")


@wording.register
def own_claim(_refusal: refusals.OwnClaim) -> str:
    return _("Nobody decides an own sale. Somebody else will.")


@wording.register
def already_decided(refusal: refusals.AlreadyDecided) -> str:
    approved = refusal.verdict is Verdict.APPROVE
    if refusal.by_self:
        return _("You have already approved this.") if approved else _("You have already declined this.")
    name = typed(refusal.by_name or _("somebody else"), 60)
    if approved:
        return _("Already approved. Decided by {name}.").format(name=name)
    return _("Already declined. Decided by {name}.").format(name=name)


@wording.register
def looks_the_same(refusal: refusals.LooksTheSame) -> str:
    facts = {
        "document": document(refusal.document_no),
        "name": typed(refusal.by_name or _("somebody who has left"), 40),
        "date": formats.day(refusal.on),
    }
    if refusal.paid:
        return _("{document} was already paid to {name} on {date}. Pay it again?").format(**facts)
    return _("{document} was sent by {name} on {date} and waits too. Pay this one?").format(**facts)


@wording.register
def note_missing(_refusal: refusals.NoteMissing) -> str:
    return _("Type the reason: the partner will read it.")
