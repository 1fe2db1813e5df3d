"""Refusals about keeping the installation, in words."""

from bot.views.wording import wording
from bot.words import translate as _
from core.keeping.amiss import AlreadySettled


@wording.register
def already_settled(_refusal: AlreadySettled) -> str:
    return _("There is nothing left to do about this. Open the list anew.")
