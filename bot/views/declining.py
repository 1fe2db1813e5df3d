"""Declining in words: the reasons, the note, and whether the sale may be sent again."""

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.screen import Screen
from bot.taps_claims import DeclineFor, Review, ReviewAct
from bot.taps_review import DeclineNote, DeclineSurely
from bot.views import reasons
from bot.views.buttons import Rows, button, keyboard, rows_of
from bot.views.wording_points import document
from bot.words import translate as _
from core.claims.claim import DeclineReason, Reason
from core.claims.claim_card import ClaimCard
from core.programme import own_reasons
from core.programme.options import Options


def why_decline(claim: ClaimCard, options: Options) -> InlineKeyboardMarkup | None:
    """The reasons that the programme offers, in place of the verdicts."""
    usual = [reason for reason in DeclineReason if reason not in {*options.reasons_off, DeclineReason.OTHER}]
    own = [reason.code for reason in own_reasons.offered(options)]
    found: Rows = rows_of(
        [
            button(reasons.choice(reason, options), DeclineFor(claim_id=claim.id, version=claim.version, reason=reason))
            for reason in (*usual, *own, DeclineReason.OTHER)
        ],
        2,
    )
    return keyboard([*found, [button(_("← Back"), _act(claim, ReviewAct.BACK))]])


def may_it_come_again(claim: ClaimCard, reason: Reason, options: Options) -> InlineKeyboardMarkup | None:
    """Whether the sale may be sent again, the likelier answer first; in place of the reasons."""
    note = DeclineNote(claim_id=claim.id, version=claim.version, reason=reason)
    return keyboard(
        [
            *_again(claim, reason, options),
            [button(_("✏️ Add a note"), note), button(_("← Back"), _act(claim, ReviewAct.REASONS))],
        ]
    )


def declined_so(claim: ClaimCard, reason: Reason, note: str, options: Options) -> Screen:
    """What the partner will read, and the last question."""
    text = _("<b>{document} is declined:</b> {why}").format(
        document=document(claim.document_no), why=reasons.told(reason, note, options)
    )
    again = keyboard(_again(claim, reason, options))
    return Screen("\n".join([text, _("May it be sent again?")]), again)


def _again(claim: ClaimCard, reason: Reason, options: Options) -> Rows:
    def answer(words: str, *, again: bool) -> list[InlineKeyboardButton]:
        surely = DeclineSurely(claim_id=claim.id, version=claim.version, reason=reason, again=again)
        return [button(words, surely, style="danger")]

    rows = [
        answer(_("Decline, may be sent again"), again=True),
        answer(_("Decline for good"), again=False),
    ]
    return rows if _usually(reason, options) else rows[::-1]


def _usually(reason: Reason, options: Options) -> bool:
    """Whether a sale declined for a reason can usually be sent again."""
    if isinstance(reason, DeclineReason):
        return reason.may_resubmit
    return own_reasons.named(options, reason).may_resubmit


def note_wanted(claim: ClaimCard) -> str:
    return _("Why do you decline {document}? Type it: the partner will read your words.").format(
        document=document(claim.document_no)
    )


def note_here(claim: ClaimCard, tapped: DeclineFor | DeclineNote) -> Screen:
    """In the private chat, after the tap before a group: one more tap, and the note is typed."""
    text = _("{document}: you write why here, not before the group.")
    words = button(_("✏️ Add a note"), tapped, style="primary")
    return Screen(text.format(document=document(claim.document_no)), keyboard([[words]]))


def not_declined() -> str:
    return _("Nothing is declined. The sale still waits for its verdict.")


def _act(claim: ClaimCard, act: ReviewAct) -> Review:
    return Review(claim_id=claim.id, version=claim.version, act=act)
