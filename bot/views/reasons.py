"""Reasons to decline: as moderators choose them, and as partners read them."""

from bot.views.typed import typed
from bot.words import translate as _
from core.claims.claim import DeclineReason

LONGEST_NOTE = 300


def choice(reason: DeclineReason) -> str:
    """A reason on a moderator's button."""
    return {
        DeclineReason.UNREADABLE: _("Photo unreadable"),
        DeclineReason.NOT_OURS: _("Not our product"),
        DeclineReason.ANOTHER_PRODUCT: _("Another product"),
        DeclineReason.WRONG_QUANTITY: _("Other quantity"),
        DeclineReason.ALREADY_PAID: _("Paid already"),
        DeclineReason.OUTSIDE_RULES: _("Against the rules"),
        DeclineReason.OTHER: _("Other reason"),
    }[reason]


def told(reason: DeclineReason | None, note: str) -> str:
    """Why, in the middle of a sentence, as HTML: the moderator's own words where there are any."""
    if note:
        return typed(note, LONGEST_NOTE)
    return {
        DeclineReason.UNREADABLE: _("the document cannot be read on the photo"),
        DeclineReason.NOT_OURS: _("this product is not part of the programme"),
        DeclineReason.ANOTHER_PRODUCT: _("the document shows another product"),
        DeclineReason.WRONG_QUANTITY: _("the document shows another quantity"),
        DeclineReason.ALREADY_PAID: _("this sale has been paid already"),
        DeclineReason.OUTSIDE_RULES: _("the rules of the programme do not cover this sale"),
    }.get(reason or DeclineReason.OTHER, _("the moderator gave no reason"))


def way_out(*, may_resubmit: bool) -> str:
    """What the partner can do about it."""
    if may_resubmit:
        return _("You can send it again.")
    return _("It cannot be sent again. If you disagree, write to us: /help")
