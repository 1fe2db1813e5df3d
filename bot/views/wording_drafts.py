"""Refusals around a sale that was being described, in words: what has become of it."""

from bot.views.wording import wording
from bot.words import translate as _
from core.claims import refusals
from core.claims.claim import DraftState


@wording.register
def draft_closed(refusal: refusals.DraftClosed) -> str:
    if refusal.state is DraftState.SUBMITTED:
        return _("This sale was sent already. All your sales are under /claims.")
    if refusal.state is DraftState.HANDED:
        return _("This photo is with the manager, who fills in the rest.")
    if refusal.state is DraftState.OPEN:
        return _("The partner has this sale again and fills it in.")
    return _("This draft was dropped. To register the sale, send the photo again.")


@wording.register
def draft_moved_on(_refusal: refusals.DraftMovedOn) -> str:
    return _("This button is out of date. Look at the sale as it is now and tap once more.")
