"""Refusals around claims in words: what is in the way, and what to do next."""

from bot.views import formats
from bot.views.typed import typed
from bot.views.wording import wording
from bot.views.wording_points import document
from bot.words import translate as _
from core.catalog.issuers import NoIssuersName
from core.claims import refusals
from core.claims.claim import Asking, ClaimState, Verdict
from core.claims.pages import MOST_PAGES
from core.claims.picture import MOST_BYTES, UnfitReason
from core.claims.refusals import NumberFault
from core.claims.taking import TakenByAnother

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
def beyond_the_cap(refusal: refusals.BeyondTheCap) -> str:
    return _(
        "The programme has given out all it may: no more than the {n} claimed can be granted. Approve as claimed, or"
        " have the owner raise the limit under /programme."
    ).format(n=formats.number(refusal.claimed))


@wording.register
def too_many_lines(refusal: refusals.TooManyLines) -> str:
    return _(
        "One sale holds {n} product at most. Send this one, then the photo once more for the others.",
        "One sale holds {n} products at most. Send this one, then the photo once more for the others.",
        refusal.most,
    ).format(n=refusal.most)


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
def incomplete(refusal: refusals.Incomplete) -> str:
    return awaited(refusal.asking)


@wording.register
def not_understood(refusal: refusals.NotUnderstood) -> str:
    return awaited(refusal.asking)


def awaited(asking: Asking) -> str:
    """What a sale waits for now, and how to give it."""
    return {
        Asking.BELONGS: _("One answer is needed now: tap the sale that the photo is for."),
        Asking.ALBUM: _("One answer is needed now: is this one sale, or a sale in each photo?"),
        Asking.PICTURE: _("A photo is needed now: send the document as a photo or as a file with a picture."),
        Asking.PRODUCT: _("The product is needed now: tap it or type part of its name."),
        Asking.QUANTITY: _("The quantity is needed now: tap a number or type it."),
        Asking.SERIAL: _("The serial number is needed now: type it as it stands on the product."),
        Asking.DOCUMENT_NO: _("The number of the document is needed now: type it."),
        Asking.SOLD_ON: _("The day of the sale is needed now: tap it or type it, for example 21.11."),
        Asking.ISSUER: _("Who issued the document? Tap the company or type its name."),
        Asking.CUSTOMER_TYPE: _("Who is the customer? Tap what fits best."),
        Asking.LINE: _("Tap what is to be changed, or type the quantity."),
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
            "I cannot open this file. Send an ordinary photo, or a JPEG, PNG, WEBP or PDF file."
        ),
        UnfitReason.TOO_BIG: _("This file is larger than {n} MB. Send it as an ordinary photo.").format(
            n=formats.number(MOST_BYTES // MEGABYTE)
        ),
        UnfitReason.TOO_MANY_PIXELS: _("This picture has too many pixels. Send it as an ordinary photo."),
        UnfitReason.TOO_SLOW: _("This picture takes too long to open. Send it as an ordinary photo."),
        UnfitReason.HEIC: _(
            "This picture is in a format of some phones alone (HEIC). Send it as an ordinary photo, not as a file."
        ),
        UnfitReason.LOCKED: _("This PDF asks for a password. Send it without one, or as a photo."),
        UnfitReason.TOO_MANY_PAGES: _(
            "This PDF has more than {n} page. Send the pages of this sale alone, or a photo of them.",
            "This PDF has more than {n} pages. Send the pages of this sale alone, or a photo of them.",
            MOST_PAGES,
        ).format(n=formats.number(MOST_PAGES)),
        UnfitReason.GONE: _("Telegram did not hand over this picture. Send the photo once more."),
    }[reason]


@wording.register
def own_duplicate(refusal: refusals.OwnDuplicate) -> str:
    if refusal.by_serial:
        return _("We already have this serial number from you. Here is the sale.")
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
def nothing_to_return(_refusal: refusals.NothingToReturn) -> str:
    return _("There is not so much left of this sale that could come back.")


@wording.register
def return_moved_on(_refusal: refusals.ReturnMovedOn) -> str:
    return _("This was reported already. Look at the sale as it is now.")


@wording.register
def appeal_is_anothers(_refusal: refusals.AppealIsAnothers) -> str:
    return _("You have decided this sale. Another look is for somebody else.")


@wording.register
def appeal_too_late(refusal: refusals.AppealTooLate) -> str:
    if refusal.answered:
        return _("Somebody else has looked at this sale already.")
    return _("The days in which this could be asked are over. You can write to us: /help")


@wording.register
def appeal_cannot_lower(_refusal: refusals.AppealCannotLower) -> str:
    return _("Another look takes nothing away: approve at least what was granted, or let the decision stand.")


@wording.register
def own_company(_refusal: refusals.OwnCompany) -> str:
    return _("Nobody decides sales of the own company. Somebody else will.")


@wording.register
def second_is_another(_refusal: refusals.SecondIsAnother) -> str:
    return _("You have approved this already. The second person has to be somebody else.")


@wording.register
def too_late_to_undo(refusal: refusals.TooLateToUndo) -> str:
    if refusal.undone:
        return _("This was undone already.")
    if refusal.void:
        return _("There is nothing to undo: this verdict will not count, the sale has moved on.")
    return _("Too late: the verdict counts already.")


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
def taken_by_another(refusal: TakenByAnother) -> str:
    until = formats.time_of_day(refusal.until, refusal.zone)
    name = typed(refusal.by_name or _("somebody else"), 60)
    return _("{name} is looking at it, until {time}. Then you can take it over.").format(name=name, time=until)


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
def reason_missing(_refusal: refusals.ReasonMissing) -> str:
    return _("Choose a reason: the partner will read it.")


@wording.register
def nothing_granted(_refusal: refusals.NothingGranted) -> str:
    return _("That leaves nothing to pay. To pay nothing, decline the sale.")


@wording.register
def note_missing(_refusal: refusals.NoteMissing) -> str:
    return _("Type the reason: the partner will read it.")
