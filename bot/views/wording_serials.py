"""Refusals around serial numbers in words: what is in the way, and what to do next."""

from bot.views import formats
from bot.views.typed import typed
from bot.views.wording import wording
from bot.views.wording_points import document
from bot.words import translate as _
from core.claims import refusals
from core.claims.refusals import SerialFault


@wording.register
def bad_serial(refusal: refusals.BadSerial) -> str:
    n, most = refusal.most, formats.number(refusal.most)
    return {
        SerialFault.SHAPE: _(
            "I see no serial number there. It has letters or digits, at least one of them a digit: "
            "type it as it stands on the product."
        ),
        SerialFault.TOO_MANY: _(
            "Those are more serial numbers than pieces: {n} is enough.",
            "Those are more serial numbers than pieces: {n} are enough.",
            n,
        ).format(n=most),
        SerialFault.TWICE: _("{serial} stands in this sale already. Each piece has a number of its own.").format(
            serial=typed(refusal.serial, 40)
        ),
    }[refusal.fault]


@wording.register
def serial_taken(refusal: refusals.SerialTaken) -> str:
    text = _("Serial number {serial} was paid for in {document} of {name}. Correct it here, or decline this sale.")
    return text.format(
        serial=typed(refusal.serial, 40),
        document=document(refusal.document_no),
        name=typed(refusal.by_name or _("somebody who has left"), 40),
    )
