"""Photos of decided sales in words."""

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.screen import Picture, Screen
from bot.taps_claims import Review, ReviewAct
from bot.taps_queue import HidePhoto
from bot.views import formats
from bot.views.buttons import button, keyboard
from bot.views.wording_points import document
from bot.words import translate as _
from core.claims.claim_card import ClaimCard
from core.claims.opened_photos import OpenedPhoto


def show(claim: ClaimCard) -> InlineKeyboardButton:
    """Brings the photos of a sale that is decided."""
    return button(_("🖼 Show photo"), Review(claim_id=claim.id, version=claim.version, act=ReviewAct.SHOW))


def caption(document_no: str) -> str:
    return _("{document}. That you looked is noted.").format(document=document(document_no))


def page(photo: OpenedPhoto, picture: Picture) -> Screen:
    """One of a sale's photos, while the sale is to be decided."""
    text = _("{document}, photo {number} of {n}").format(
        document=document(photo.document_no), number=formats.number(photo.number), n=formats.number(photo.of)
    )
    return Screen(text, hide(), picture, protected=True)


def closed() -> Screen:
    """In place of an opened photo, once nothing is left to decide."""
    return Screen(_("🖼 The photo was put away."), hide())


def open_above() -> str:
    return _("They stand further up in this chat.")


def hide() -> InlineKeyboardMarkup | None:
    return keyboard([[button(_("Put it away"), HidePhoto())]])


def no_longer_kept() -> str:
    return _("This photo is no longer kept.")
