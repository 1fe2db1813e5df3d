"""Refusals around sanctions and getting back in, in words."""

from bot.views.wording import wording
from bot.words import translate as _
from core.people import absences, appeals, sanctions, ways_back


@wording.register
def sanction_unknown(_refusal: sanctions.SanctionUnknown) -> str:
    return _("This was taken back already.")


@wording.register
def ground_missing(_refusal: sanctions.GroundMissing) -> str:
    return _("Say in a sentence what happened: without it nobody can answer.")


@wording.register
def appeal_too_late(_refusal: appeals.AppealTooLate) -> str:
    return _("An appeal was made already, or its time is over. Who else can help: /privacy")


@wording.register
def not_your_appeal(_refusal: appeals.NotYourAppeal) -> str:
    return _("This appeal is decided already, or somebody else decides it.")


@wording.register
def not_own_phone(_refusal: ways_back.NotOwnPhone) -> str:
    return _("This is not your own number. Share your own one by the key, so that Telegram can vouch for it.")


@wording.register
def phone_taken(_refusal: ways_back.PhoneTaken) -> str:
    return _("This number stands with another profile. If that one is yours as well: /restore")


@wording.register
def absence_unfit(_refusal: absences.AbsenceUnfit) -> str:
    return _("This day has passed, or is too far away. Choose another one.")
