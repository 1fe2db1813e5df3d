"""Refusals around announcements in words."""

from bot.views.wording import wording
from bot.words import translate as _
from core.outreach import announcing


@wording.register
def announcement_gone(_refusal: announcing.AnnouncementGone) -> str:
    return _("This announcement was sent or dropped already. /announce begins a new one.")


@wording.register
def nobody_to_tell(_refusal: announcing.NobodyToTell) -> str:
    return _("There is nobody to tell yet. /invite brings people in.")


@wording.register
def nobody_wants_offers(_refusal: announcing.NobodyWantsOffers) -> str:
    return _("Nobody has agreed to advertising, so an offer reaches nobody. News of the programme go to everybody.")
