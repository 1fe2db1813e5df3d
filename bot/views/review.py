"""A claim as moderators see it: all facts under its picture, the verdict by button."""

from aiogram.types import InlineKeyboardMarkup

from bot.screen import Picture, Screen
from bot.taps_claims import DeclineFor, MoreToDecide, PayAllTheSame, Review, ReviewAct
from bot.views import formats, reasons, sales
from bot.views.buttons import Rows, button, keyboard, rows_of
from bot.views.occupations import occupation
from bot.views.typed import typed
from bot.views.wording import wording
from bot.views.wording_points import document
from bot.words import translate as _
from core.claims.claim import ClaimState, DeclineReason, EvidenceState, Phase, SameAs
from core.claims.claim_card import ClaimCard
from core.claims.refusals import LooksTheSame
from core.claims.review_card import Beside, Claimant, ReviewCard
from core.clock import local_date
from core.ids import ClaimId
from core.people.persons import Person
from core.programme.programmes import Programme

LONGEST_PERSON = 40
LONGEST_COMPANY = 40
LONGEST_BESIDE = 24
LONGEST_WHY = 80


def card(found: ReviewCard, person: Person, programme: Programme, picture: Picture | None) -> Screen:
    """The card as it stands, its caption within Telegram's 1024 characters whatever people typed."""
    claim = found.claim
    lines = [
        *_standing(found, person),
        *_facts(found, programme),
        "",
        *_doubts(found),
        *_shares_document(found),
        *_declined_before(found, person),
    ]
    if claim.may_change:
        lines.append(_("Sent {moment}").format(moment=formats.moment(claim.submitted_at, person.timezone)))
    return Screen("\n".join(lines).strip(), keys(found), picture)


def keys(found: ReviewCard) -> InlineKeyboardMarkup | None:
    """Approve, decline, look at all photos; nothing where nothing is to be decided."""
    if not found.may_decide:
        return None
    verdicts = [
        button(_("Approve"), _act(found.claim, ReviewAct.APPROVE), style="success"),
        button(_("Decline"), _act(found.claim, ReviewAct.REASONS), style="danger"),
    ]
    count = sum(picture.state is EvidenceState.STORED for picture in found.claim.pictures)
    photos = _("All {n} photo", "All {n} photos", count).format(n=formats.number(count))
    return keyboard([verdicts, [button(photos, _act(found.claim, ReviewAct.PHOTOS))] if count > 1 else []])


def sure_to_pay(found: ReviewCard, programme: Programme, doubt: LooksTheSame) -> Screen:
    """The card with the question that paying the same again has to pass, in place of its other doubts."""
    claim = found.claim
    pay = PayAllTheSame(claim_id=claim.id, version=claim.version, other_id=doubt.other_id, other_paid=doubt.paid)
    rows = [[button(_("Pay all the same"), pay, style="danger")], [button(_("← Back"), _act(claim, ReviewAct.BACK))]]
    lines = [f"❗ <b>{wording(doubt)}</b>", "", *_facts(found, programme)]
    return Screen("\n".join(lines), keyboard(rows))


def why_decline(claim: ClaimCard) -> InlineKeyboardMarkup | None:
    """The reasons, in place of the verdicts."""
    found: Rows = rows_of(
        [
            button(reasons.choice(reason), DeclineFor(claim_id=claim.id, version=claim.version, reason=reason))
            for reason in DeclineReason
        ],
        2,
    )
    return keyboard([*found, [button(_("← Back"), _act(claim, ReviewAct.BACK))]])


def note_wanted(claim: ClaimCard) -> str:
    return _("Why do you decline {document}? Type it: the partner will read your words.").format(
        document=document(claim.document_no)
    )


def approved(points: int, programme: Programme) -> str:
    """The toast over an approving tap: plain text."""
    return _("Approved: +{points}").format(points=formats.points(points, programme.points_names))


def declined() -> str:
    return _("Declined. The partner is told why.")


def not_declined() -> str:
    return _("Nothing is declined. The sale still waits for its verdict.")


def nothing_waits() -> Screen:
    return Screen(_("Nothing waits for your decision."))


def more_wait(count: int, last: ClaimId) -> Screen:
    """Below some cards: how many more there are after the last of them."""
    text = _("{n} more sale waits.", "{n} more sales wait.", count).format(n=formats.number(count))
    return Screen(text, keyboard([[button(_("Show the next"), MoreToDecide(after=last), style="primary")]]))


def _facts(found: ReviewCard, programme: Programme) -> list[str]:
    """The sale itself; no points where none will come."""
    claim = found.claim
    points = [] if claim.phase is Phase.DECLINED else [f"+{formats.points(claim.points, programme.points_names)}"]
    return [*_who_sold_what(found), "", *sales.papers(claim), *points]


def _who_sold_what(found: ReviewCard) -> list[str]:
    """Who sold what, in a line that says it all on a lock screen; then what else is known of both."""
    first, *others = (sales.line(line) for line in found.claim.lines)
    of_claimant = [
        occupation(found.claimant.occupation).lower() if found.claimant.occupation else "",
        typed(found.claimant.company, LONGEST_COMPANY) if found.claimant.company else "",
    ]
    title = _("<b>{name}:</b> {what}").format(name=_name(found.claimant), what=first)
    return [line for line in (title, *others, ", ".join(filter(None, of_claimant))) if line]


def _name(claimant: Claimant) -> str:
    return typed(claimant.name, LONGEST_PERSON) if claimant.name else _("Somebody who has left")


def _standing(found: ReviewCard, person: Person) -> list[str]:
    """How the claim stands, above all else; nothing while it waits for its verdict in time."""
    claim = found.claim
    match claim.state:
        case ClaimState.IN_REVIEW if claim.missed_due_at is not None:
            was, now = (sales.by(due, person.timezone) for due in (claim.missed_due_at, claim.due_at))
            text = _("⏰ <b>Late.</b> The answer was promised {was}; the partner now expects it {by_when}.")
            return [text.format(was=was, by_when=now), ""]
        case ClaimState.SUBMITTED | ClaimState.NEEDS_PHOTO:
            return [_("📷 <b>Waits for another photo from the partner.</b>"), ""]
        case ClaimState.APPROVED | ClaimState.PARTLY_APPROVED:
            return [_("✅ <b>Approved by {name}</b>").format(name=_decider(found)), ""]
        case ClaimState.DECLINED:
            return [_("❌ <b>Declined by {name}:</b> {why}").format(name=_decider(found), why=_why(claim)), ""]
        case ClaimState.CANCELLED:
            return [_("✖️ <b>Withdrawn by the partner</b>"), ""]
    return []


def _decider(found: ReviewCard) -> str:
    return typed(found.decided_by, LONGEST_PERSON) if found.decided_by else _("somebody who has left")


def _why(claim: ClaimCard) -> str:
    if claim.decision is None:
        return ""
    if claim.decision.note:
        return typed(claim.decision.note, 120)
    return reasons.choice(claim.decision.reason or DeclineReason.OTHER).lower()


def _doubts(found: ReviewCard) -> list[str]:
    """What may be the same sale, and what the partner says of it."""
    if not found.duplicates:
        return []
    lines = [_("⚠️ <b>May be the same as this, on the right:</b>"), _beside(found.duplicates[0])]
    more = len(found.duplicates) - 1
    if more > 0:
        lines.append(_("and {n} more sale", "and {n} more sales", more).format(n=formats.number(more)))
    if found.claim.same_as is not None:
        said = {
            SameAs.ANOTHER: _("The partner says: another document"),
            SameAs.SAME: _("The partner says: the same document"),
            SameAs.NOT_SURE: _("The partner is not sure"),
        }
        lines.append(said[found.claim.same_as])
    return [*lines, ""]


def _shares_document(found: ReviewCard) -> list[str]:
    """That somebody else has claimed another product of the same invoice: two may share one."""
    other = found.shares_document
    if other is None or found.duplicates:
        return []
    line = other.claim.lines[0]
    what = sales.times(typed(line.sku, LONGEST_BESIDE), line.quantity)
    return [_("ℹ️ On the same document, {who}: {what}").format(who=_name(other.claimant), what=what)]


def _declined_before(found: ReviewCard, person: Person) -> list[str]:
    """That this document was declined once, when and why."""
    before = found.declined_before
    if before is None:
        return []
    day = formats.day(local_date(before.at, person.timezone))
    why = typed(before.note, LONGEST_WHY) if before.note else reasons.choice(before.reason).lower()
    return [
        _("↩️ {document} was declined on {date}: {why}").format(
            document=document(found.claim.document_no), date=day, why=why
        )
    ]


def _beside(other: Beside) -> str:
    claim = other.claim
    line = claim.lines[0]
    return _("{who}: {what}, {document}, {date}, {state}").format(
        who=_name(other.claimant),
        what=sales.times(typed(line.sku, LONGEST_BESIDE), line.quantity),
        document=document(claim.document_no),
        date=formats.day(claim.sold_on),
        state=_state(claim.state),
    )


def _state(state: ClaimState) -> str:
    return {
        ClaimState.APPROVED: _("approved"),
        ClaimState.PARTLY_APPROVED: _("approved"),
        ClaimState.DECLINED: _("declined"),
        ClaimState.CANCELLED: _("withdrawn"),
    }.get(state, _("in review"))


def _act(claim: ClaimCard, act: ReviewAct) -> Review:
    return Review(claim_id=claim.id, version=claim.version, act=act)
