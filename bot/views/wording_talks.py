"""Refusals around talks in words."""

from bot.views.wording import wording
from bot.words import translate as _
from core.talks import talking


@wording.register
def nobody_answers(_refusal: talking.NobodyAnswers) -> str:
    return _("Nobody looks after partners here yet. The contact is under /help.")


@wording.register
def no_such_talk(_refusal: talking.NoSuchTalk) -> str:
    return _("This talk is no longer there. Those that wait are under /questions.")
