"""Reasons to decline: as moderators choose them, and as partners read them."""

from bot.views.typed import typed
from bot.words import LOCALES, locale
from bot.words import translate as _
from core.claims.claim import DeclineReason, Reason
from core.programme.options import Options

LONGEST_NOTE = 300


def choice(reason: Reason, options: Options) -> str:
    """A reason on a moderator's button; not quoted."""
    if not isinstance(reason, DeclineReason):
        return own(reason, options)
    return usual(reason)


def own(code: str, options: Options) -> str:
    """A reason of the programme's own in the language that speaks now, else in one that it has; not quoted."""
    found = next((one for one in options.own_reasons if one.code == code), None)
    return (found and found.in_words(locale(), *LOCALES)) or usual(DeclineReason.OTHER)


def usual(reason: DeclineReason) -> str:
    """A usual reason on a button."""
    return {
        DeclineReason.UNREADABLE: _("Photo unreadable"),
        DeclineReason.NOT_OURS: _("Not our product"),
        DeclineReason.ANOTHER_PRODUCT: _("Another product"),
        DeclineReason.WRONG_QUANTITY: _("Other quantity"),
        DeclineReason.WRONG_DETAILS: _("Other number or date"),
        DeclineReason.ALREADY_PAID: _("Paid already"),
        DeclineReason.OUTSIDE_RULES: _("Against the rules"),
        DeclineReason.OTHER: _("Other reason"),
    }[reason]


def told(reason: Reason | None, note: str, options: Options) -> str:
    """Why, in the middle of a sentence, as HTML: the moderator's own words where there are any."""
    if reason is not None and not isinstance(reason, DeclineReason):
        words = typed(own(reason, options))
        return f"{words}: {typed(note, LONGEST_NOTE)}" if note else words
    if note:
        return typed(note, LONGEST_NOTE)
    return {
        DeclineReason.UNREADABLE: _("the document cannot be read on the photo"),
        DeclineReason.NOT_OURS: _("this product is not part of the programme"),
        DeclineReason.ANOTHER_PRODUCT: _("the document shows another product"),
        DeclineReason.WRONG_QUANTITY: _("the document shows another quantity"),
        DeclineReason.WRONG_DETAILS: _("the document shows another number or date"),
        DeclineReason.ALREADY_PAID: _("this sale has been paid already"),
        DeclineReason.OUTSIDE_RULES: _("the rules of the programme do not cover this sale"),
    }.get(reason or DeclineReason.OTHER, _("the moderator gave no reason"))


def way_out(*, may_resubmit: bool) -> str:
    """What the partner can do about it."""
    if may_resubmit:
        return _("You can send it again.")
    return _("It cannot be sent again.")
