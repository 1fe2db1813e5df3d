"""The card of a claim as its partner sees it, through all its states; and the list of them."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.screen import Screen
from bot.taps_claims import ClaimAct, OwnClaim
from bot.views import formats, reasons, sales
from bot.views.buttons import button, keyboard
from bot.views.wording_points import bare, numbered
from bot.words import translate as _
from core.claims.claim import ClaimState, Phase
from core.claims.claim_card import ClaimCard
from core.people.persons import Person
from core.programme.programmes import Programme


def card(claim: ClaimCard, person: Person, programme: Programme) -> Screen:
    """The card as it stands."""
    lines = [*_standing(claim, person, programme), "", *sales.facts(claim)]
    if claim.may_change:
        lines.append(sales.to_come(claim.points, programme.points_names))
    return Screen("\n".join(lines), keys(claim))


def keys(claim: ClaimCard) -> InlineKeyboardMarkup | None:
    """What the partner can do about the claim now."""
    if claim.may_change:
        change = [_act(claim, ClaimAct.CORRECT, _("Change")), _act(claim, ClaimAct.REPLACE_PHOTO, _("Replace photo"))]
        return keyboard([change, [_act(claim, ClaimAct.WITHDRAW, _("Withdraw"))]])
    if claim.state is ClaimState.DECLINED and claim.decision is not None and claim.decision.may_resubmit:
        return keyboard([[_act(claim, ClaimAct.AGAIN, _("Send it again"))]])
    return None


def sure_to_withdraw(claim: ClaimCard) -> InlineKeyboardMarkup | None:
    """The question between a tap and the end of a claim."""
    surely = _act(claim, ClaimAct.WITHDRAW_SURELY, _("Yes, withdraw the sale"), style="danger")
    return keyboard([[surely], [_act(claim, ClaimAct.KEEP, _("No, leave it in review"))]])


def own(claims: Sequence[ClaimCard]) -> Screen:
    """The person's latest claims, each behind a button."""
    if not claims:
        return Screen(_("You have registered no sales yet. To begin, send a photo of an invoice."))
    rows = [[_act(claim, ClaimAct.SHOW, _in_short(claim))] for claim in claims]
    return Screen(_("<b>Your latest sales</b>\nTap one to see how it stands."), keyboard(rows))


def _standing(claim: ClaimCard, person: Person, programme: Programme) -> list[str]:
    """How the claim stands, and what follows from it."""
    match claim.state:
        case ClaimState.SUBMITTED | ClaimState.IN_REVIEW:
            promise = sales.by(claim.due_at, person.timezone)
            if claim.missed_due_at is not None:
                was = sales.by(claim.missed_due_at, person.timezone)
                return [
                    _("⏳ <b>In review, later than promised.</b>"),
                    _("The answer was promised {was}. Now: {by_when}.").format(was=was, by_when=promise),
                ]
            return [_("⏳ <b>In review.</b> Answer {by_when}.").format(by_when=promise)]
        case ClaimState.NEEDS_PHOTO:
            return [_("📷 <b>A new photo is needed.</b> Tap “Replace photo”, then send it.")]
        case ClaimState.APPROVED | ClaimState.PARTLY_APPROVED:
            points = formats.points(claim.points, programme.points_names)
            return [_("✅ <b>Approved: +{points}</b>").format(points=points)]
        case ClaimState.DECLINED:
            return _declined(claim)
        case ClaimState.CANCELLED:
            return [_("<b>Withdrawn.</b> To register the sale after all, send its photo again.")]


def _declined(claim: ClaimCard) -> list[str]:
    decision = claim.decision
    if decision is None:
        return [_("❌ <b>Declined</b>")]
    why = reasons.told(decision.reason, decision.note)
    return [
        _("❌ <b>Declined:</b> {why}").format(why=why),
        reasons.way_out(may_resubmit=decision.may_resubmit),
    ]


def _in_short(claim: ClaimCard) -> str:
    """A claim on a button: how it stands, its number, the points it earns."""
    signs = {ClaimState.DECLINED: "❌", ClaimState.CANCELLED: "✖️", ClaimState.NEEDS_PHOTO: "📷"}
    sign = "⏳" if claim.may_change else "✅"
    text = _("{sign} {document} · {date}").format(
        sign=signs.get(claim.state, sign),
        document=numbered(bare(claim.document_no)[:16]),
        date=formats.day(claim.sold_on),
    )
    return text if claim.phase is Phase.DECLINED else f"{text} · {formats.number(claim.points)}"


def _act(claim: ClaimCard, act: ClaimAct, text: str, *, style: str | None = None) -> InlineKeyboardButton:
    return button(text, OwnClaim(claim_id=claim.id, act=act), style=style)
