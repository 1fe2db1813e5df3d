"""Buttons about what proves a sale: serial numbers, the document's number, the kind of customer."""

from bot.taps_claims import AnswerSame, AskAgain, PickCustomer
from bot.views.buttons import Rows, button, rows_of
from bot.views.sales import customer
from bot.words import translate as _
from core.claims.claim import Asking, CustomerType, SameAs
from core.claims.draft_card import DraftCard
from core.programme.options import ClaimField


def serial(found: DraftCard) -> Rows:
    """The document's number does as well, unless serial numbers are the rule."""
    draft = found.draft
    if ClaimField.SERIAL in draft.options.required or draft.document_no is not None or not draft.needs_number:
        return []
    return [[button(_("The document’s number instead"), AskAgain(draft_id=draft.id, field=Asking.DOCUMENT_NO))]]


def document_no(found: DraftCard) -> Rows:
    """With serial numbers the document's may be left out."""
    draft = found.draft
    if draft.document_no is not None or not draft.needs_number or ClaimField.SERIAL in draft.options.required:
        return []
    return [[button(_("Serial number instead"), AskAgain(draft_id=draft.id, field=Asking.SERIAL))]]


def customers(found: DraftCard) -> Rows:
    draft_id = found.draft.id
    return rows_of([button(customer(kind), PickCustomer(draft_id=draft_id, kind=kind)) for kind in CustomerType], 2)


def about_serial(found: DraftCard) -> Rows:
    """What to do about a serial number that somebody else has sent before."""
    draft = found.draft
    mend = Asking.SERIAL if len(found.lines) == 1 else Asking.READY
    words = {SameAs.ANOTHER: _("It is right, send it"), SameAs.NOT_SURE: _("Not sure, send it")}
    return [
        [button(_("Correct the number"), AskAgain(draft_id=draft.id, field=mend), style="primary")],
        *(
            [button(text, AnswerSame(draft_id=draft.id, version=draft.version, answer=answer))]
            for answer, text in words.items()
        ),
    ]
