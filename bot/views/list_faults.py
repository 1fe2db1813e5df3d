"""What is wrong with a row of a list, as the end of a sentence."""

from bot.taps import Listed
from bot.views import formats
from bot.words import translate as _
from core.catalog.listed import MOST_POINTS, Fault


def list_fault(fault: str, listed: Listed) -> str:
    """The words for one fault of a list of companies or products."""
    words = {
        Fault.FIELDS: _("needs three fields with a semicolon between them."),
        Fault.SKU: _("has no usable article number (64 characters at most)."),
        Fault.NAME: _("has no usable name, or a very long one."),
        Fault.POINTS: _("needs whole points from 1 to {most}.").format(most=formats.number(MOST_POINTS)),
        Fault.REPEATED: _("repeats a company from above.")
        if listed is Listed.COMPANIES
        else _("repeats an article number from above."),
        Fault.BARCODE: _("needs a barcode of 4 to 32 letters and digits, or none."),
        Fault.BARCODE_TAKEN: _("has another product’s barcode."),
        Fault.CATEGORY: _("has a category of more than 64 characters."),
        Fault.ALIASES: _("has more than 20 other names, or a very long one."),
        Fault.DAY: _("has a day I cannot read, or an end before its beginning. Write days like 2026-12-31."),
        Fault.OVERLAP: _("gives points for days that another row of this product covers."),
    }
    return words[Fault(fault)]
