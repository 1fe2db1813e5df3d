"""How a claim stands, as its card tells those who decide: who decided what, and why."""

from bot.views import formats, reasons, sales, states
from bot.views.typed import typed
from bot.words import translate as _
from core.claims.claim import ClaimState, DeclineReason, Reason, Wanted
from core.claims.claim_card import ClaimCard
from core.claims.review_card import ReviewCard
from core.programme.programmes import Programme

LONGEST_PERSON = 40
LONGEST_OF_TWO = 20


def state_of(found: ReviewCard, person: formats.Clocked, programme: Programme) -> str:
    """How it stands, in the programme's own word where it has one; empty while it waits in time."""
    own = states.own(found.claim.state, programme.options)
    return _in_own_words(own, found, person, programme) if own else _usual(found, person, programme)


def _usual(found: ReviewCard, person: formats.Clocked, programme: Programme) -> str:
    claim = found.claim
    match claim.state:
        case ClaimState.IN_REVIEW if claim.missed_due_at is not None:
            was, now = (sales.by(due, person.timezone) for due in (claim.missed_due_at, claim.due_at))
            text = _("⏰ <b>Late.</b> The answer was promised {was}; the partner now expects it {by_when}.")
            return text.format(was=was, by_when=now)
        case ClaimState.SUBMITTED | ClaimState.NEEDS_PHOTO:
            return _waits_for(claim)
        case ClaimState.APPROVED | ClaimState.PARTLY_APPROVED:
            return _approved(found, programme)
        case ClaimState.DECLINED:
            return _("❌ <b>Declined by {name}:</b> {why}").format(name=decider(found), why=_why(claim, programme))
        case ClaimState.CANCELLED:
            return _("✖️ <b>Withdrawn by the partner</b>")
    return ""


def _in_own_words(own: str, found: ReviewCard, person: formats.Clocked, programme: Programme) -> str:
    claim = found.claim
    match claim.state:
        case ClaimState.APPROVED | ClaimState.PARTLY_APPROVED:
            why = f" {_why(claim, programme)}" if claim.corrected else ""
            return f"{'☑️' if why else '✅'} <b>{own}: {decider(found)}</b>{why}"
        case ClaimState.DECLINED:
            return f"❌ <b>{own}, {decider(found)}:</b> {_why(claim, programme)}"
        case ClaimState.CANCELLED:
            return f"✖️ <b>{own}</b>"
        case ClaimState.NEEDS_PHOTO:
            return f"<b>{own}</b>\n{_waits_for(claim)}"
    return _usual(found, person, programme)


def _waits_for(claim: ClaimCard) -> str:
    if claim.wanted in {None, Wanted.PHOTO, Wanted.PAGE}:
        return _("📷 <b>Waits for another photo from the partner.</b>")
    return _("❓ <b>Waits for the partner’s answer.</b>")


def _approved(found: ReviewCard, programme: Programme) -> str:
    if not found.claim.corrected:
        return _("✅ <b>Approved by {name}</b>").format(name=decider(found))
    text = _("☑️ <b>Corrected and approved by {name}:</b> {why}")
    return text.format(name=decider(found), why=_why(found.claim, programme))


def decider(found: ReviewCard) -> str:
    most = LONGEST_OF_TWO if found.seconded_by else LONGEST_PERSON
    first = typed(found.decided_by, most) if found.decided_by else _("somebody who has left")
    if not found.seconded_by:
        return first
    return _("{first} and {second}").format(first=first, second=typed(found.seconded_by, most))


def _why(claim: ClaimCard, programme: Programme) -> str:
    if claim.decision is None:
        return ""
    if claim.decision.note:
        return typed(claim.decision.note, 120)
    return named(claim.decision.reason or DeclineReason.OTHER, programme)


def named(reason: Reason, programme: Programme) -> str:
    return typed(reasons.choice(reason, programme.options).lower())
