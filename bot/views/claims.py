"""The card of a claim as its partner sees it, through all its states; and the list of them."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.screen import Screen
from bot.taps_claims import ClaimAct, OwnClaim, OwnClaims
from bot.views import appeals, formats, reasons, returning, sales, states
from bot.views.buttons import button, keyboard
from bot.views.wording_points import bare, numbered
from bot.words import locale
from bot.words import translate as _
from core.claims.claim import ClaimState, Phase, Wanted
from core.claims.claim_card import ClaimCard
from core.claims.listing import ClaimsPage
from core.people.persons import Person
from core.programme import state_names
from core.programme.programmes import Programme


def card(claim: ClaimCard, person: Person, programme: Programme, deciders: Sequence[str] = ()) -> Screen:
    """The card as it stands; `deciders` where it takes somebody else than whoever has had a say."""
    lines = [*_standing(claim, person, programme), *appeals.who_decides(deciders), "", *sales.facts(claim)]
    if claim.may_change:
        lines.append(sales.to_come(claim.points, programme.points_names))
    return Screen("\n".join(lines), keys(claim))


def keys(claim: ClaimCard) -> InlineKeyboardMarkup | None:
    """What the partner can do about the claim now."""
    if claim.may_change:
        photos = [
            _act(claim, ClaimAct.ADD_PAGE, _("Add a page")),
            _act(claim, ClaimAct.REPLACE_PHOTO, _("Replace photo")),
        ]
        out = [_act(claim, ClaimAct.HISTORY, _("History")), _act(claim, ClaimAct.WITHDRAW, _("Withdraw"))]
        return keyboard([[_act(claim, ClaimAct.CORRECT, _("Change"))], photos, out])
    again = claim.state is ClaimState.DECLINED and claim.decision is not None and claim.decision.may_resubmit
    return keyboard(
        [
            [_act(claim, ClaimAct.AGAIN, _("Send it again"))] if again and not appeals.is_open(claim) else [],
            [_act(claim, ClaimAct.APPEAL, _("⚖️ Ask for another look"))] if claim.appeal_until else [],
            [returning.report(claim)] if claim.may_come_back else [],
            [_act(claim, ClaimAct.HISTORY, _("History"))],
        ]
    )


def sure_to_withdraw(claim: ClaimCard) -> InlineKeyboardMarkup | None:
    """The question between a tap and the end of a claim."""
    surely = _act(claim, ClaimAct.WITHDRAW_SURELY, _("Yes, withdraw the sale"), style="danger")
    return keyboard([[surely], [_act(claim, ClaimAct.KEEP, _("No, leave it in review"))]])


def own(page: ClaimsPage, programme: Programme) -> Screen:
    """A page of the person's claims, each behind a button."""
    if not page.claims:
        return Screen(_("You have registered no sales yet. To begin, send a photo of an invoice."))
    rows = [[_act(claim, ClaimAct.SHOW, in_short(claim, programme))] for claim in page.claims]
    turns = [button(_("← Newer"), OwnClaims(after=page.claims[0].id))] if page.newer else []
    turns += [button(_("Older →"), OwnClaims(before=page.claims[-1].id))] if page.older else []
    return Screen(_("<b>Your sales</b>\nTap one to see how it stands."), keyboard([*rows, turns]))


def _standing(claim: ClaimCard, person: Person, programme: Programme) -> list[str]:
    """How the claim stands, and what follows from it."""
    own = states.own(claim.state, programme.options)
    match claim.state:
        case ClaimState.SUBMITTED | ClaimState.IN_REVIEW:
            return _in_review(claim, person, own)
        case ClaimState.NEEDS_PHOTO:
            return [f"<b>{own}</b>", _wanted(claim)] if own else [_wanted(claim)]
        case ClaimState.APPROVED | ClaimState.PARTLY_APPROVED:
            return [*_approved(claim, programme, own), *appeals.standing(claim, person)]
        case ClaimState.DECLINED:
            return [*_declined(claim, programme, own), *appeals.standing(claim, person)]
        case ClaimState.CANCELLED:
            return [_withdrawn(own)]


def _in_review(claim: ClaimCard, person: Person, own: str | None) -> list[str]:
    promise = sales.by(claim.due_at, person.timezone)
    if claim.missed_due_at is not None:
        was = sales.by(claim.missed_due_at, person.timezone)
        return [
            f"⏰ <b>{own}</b>" if own else _("⏳ <b>In review, later than promised.</b>"),
            _("The answer was promised {was}. Now: {by_when}.").format(was=was, by_when=promise),
        ]
    if own:
        return [f"⏳ <b>{own}.</b> " + _("Answer {by_when}.").format(by_when=promise)]
    return [_("⏳ <b>In review.</b> Answer {by_when}.").format(by_when=promise)]


def _withdrawn(own: str | None) -> str:
    if own:
        return f"<b>{own}.</b> " + _("To register the sale after all, send its photo again.")
    return _("<b>Withdrawn.</b> To register the sale after all, send its photo again.")


def _wanted(claim: ClaimCard) -> str:
    """What the sale waits for from its partner, and how to give it."""
    match claim.wanted:
        case Wanted.PAGE:
            return _("📄 <b>One more page is needed.</b> Tap “Add a page”, then send it.")
        case Wanted.NUMBER:
            return _("❓ <b>The number on the document is needed.</b> Tap “Change” and type it.")
        case Wanted.OTHER:
            return _("❓ <b>We have a question.</b> Answer by replying to it: it is in this chat.")
    return _("📷 <b>A new photo is needed.</b> Tap “Replace photo”, then send it.")


def _approved(claim: ClaimCard, programme: Programme, own: str | None) -> list[str]:
    points = formats.points(claim.granted_points, programme.points_names)
    first = f"✅ <b>{own}: +{points}</b>" if own else _("✅ <b>Approved: +{points}</b>").format(points=points)
    if own and claim.state is ClaimState.PARTLY_APPROVED:
        claimed = _("of {claimed} claimed").format(claimed=formats.number(claim.points))
        first = f"☑️ <b>{own}: +{points}</b>, {claimed}"
    elif claim.state is ClaimState.PARTLY_APPROVED:
        first = _("☑️ <b>Approved in part: +{points}</b>, of {claimed} claimed").format(
            points=points, claimed=formats.number(claim.points)
        )
    back = returning.came_back(claim)
    if claim.decision is None or not claim.corrected:
        return [first, *back]
    why = reasons.told(claim.decision.reason, claim.decision.note, programme.options)
    return [first, *back, _("Corrected: {why}").format(why=why)]


def _declined(claim: ClaimCard, programme: Programme, own: str | None) -> list[str]:
    decision = claim.decision
    if decision is None:
        return [f"❌ <b>{own}</b>" if own else _("❌ <b>Declined</b>")]
    why = reasons.told(decision.reason, decision.note, programme.options)
    return [
        f"❌ <b>{own}:</b> {why}" if own else _("❌ <b>Declined:</b> {why}").format(why=why),
        reasons.way_out(may_resubmit=decision.may_resubmit),
    ]


def in_short(claim: ClaimCard, programme: Programme) -> str:
    """A claim on a button: how it stands, its number, the points it earns; the programme's word in place of the day."""
    own = state_names.own(programme.options, claim.state, locale())
    text = f"{signed_number(claim)} · {own or formats.day(claim.sold_on)}"
    points = claim.granted_points if claim.granted else claim.points
    return text if claim.phase is Phase.DECLINED else f"{text} · {formats.number(points)}"


def signed_number(claim: ClaimCard) -> str:
    """How a claim stands, in a sign, and its number."""
    signs = {ClaimState.DECLINED: "❌", ClaimState.CANCELLED: "✖️", ClaimState.NEEDS_PHOTO: "❓"}
    sign = "⏳" if claim.may_change else "☑️" if claim.state is ClaimState.PARTLY_APPROVED else "✅"
    return f"{signs.get(claim.state, sign)} {numbered(bare(claim.document_no)[:16])}"


def _act(claim: ClaimCard, act: ClaimAct, text: str, *, style: str | None = None) -> InlineKeyboardButton:
    return button(text, OwnClaim(claim_id=claim.id, act=act), style=style)
