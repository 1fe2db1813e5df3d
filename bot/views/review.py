"""A claim as moderators see it: all facts under its picture, the verdict by button."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.screen import Picture, Screen
from bot.taps_claims import PayAllTheSame, Review, ReviewAct
from bot.taps_queue import TakeOver
from bot.taps_review import Fix, FixAct, Second, Undo
from bot.views import appeals, asking, formats, photos, returning, review_states, sales, states
from bot.views.buttons import button, keyboard
from bot.views.occupations import occupation
from bot.views.review_states import LONGEST_PERSON
from bot.views.typed import typed, units
from bot.views.verdicts import not_counting
from bot.views.wording import wording
from bot.views.wording_points import document
from bot.words import translate as _
from core.claims.claim import ClaimState, EvidenceState, Phase, SameAs
from core.claims.claim_card import ClaimCard
from core.claims.refusals import LooksTheSame
from core.claims.review_card import Beside, Claimant, ReviewCard
from core.clock import local_date
from core.programme.programmes import Programme

CAPTION = 1024
"""Units that Telegram takes below a picture."""

LONGEST_COMPANY = 40
LONGEST_WHY = 80


def card(
    found: ReviewCard, person: formats.Clocked, programme: Programme, picture: Picture | None, below: str = ""
) -> Screen:
    """The card as it stands, its caption within Telegram's 1024 characters whatever people typed."""
    text = _card(found, person, programme, sales.lines(found.claim), below)
    if units(text) > CAPTION:
        text = _card(found, person, programme, [sales.in_short(found.claim)], below, serials=1)
    if units(text) > CAPTION:
        text = _card(found, person, programme, [sales.in_short(found.claim)], below, serials=1, with_notes=False)
    if units(text) > CAPTION:  # decided once: what was doubted then is the least of what there is to say
        sold = [sales.in_short(found.claim)]
        text = _card(found, person, programme, sold, below, serials=1, doubts=False, with_notes=False)
    return Screen(text, keys(found), picture)


def _card(
    found: ReviewCard,
    person: formats.Clocked,
    programme: Programme,
    sold: Sequence[str],
    below: str,
    *,
    serials: int = sales.FEW_SERIALS,
    doubts: bool = True,
    with_notes: bool = True,
) -> str:
    claim = found.claim
    standing = _standing(found, person, programme)
    lines = [*_taken(found, person), *standing, *_facts(found, programme, sold, serials)]
    lines += [*returning.came_back(found.claim), ""]
    if doubts and claim.phase is not Phase.DECLINED:
        lines += [*_doubts(found, programme), *_looks_like(found), *_shares_document(found)]
        lines += [*_declined_before(found, person, programme), *_sent_fast(found)]
    if with_notes:
        lines += asking.on_card(found.notes, claim.person_id)
    if claim.may_change:
        lines.append(_("Sent {moment}").format(moment=formats.moment(claim.submitted_at, person.timezone)))
    if below:
        lines += ["", below]
    return "\n".join(lines).strip()


def closed() -> Screen:
    """In place of what its viewer may no longer see."""
    return Screen(_("🔒 <b>Access closed.</b> Somebody else decides this now."))


def keys(found: ReviewCard) -> InlineKeyboardMarkup | None:
    """Approve, decline, look at all photos; undo what does not count yet; nothing where nothing is to be decided.

    While somebody else is about to decide it, it can be taken over.
    """
    undo = [button(_("↩️ Undo"), Undo(verdict_id=found.pending.verdict_id))] if found.pending and found.may_undo else []
    if found.may_wait_no_longer:
        decide = button(_("Decide without an answer"), _act(found.claim, ReviewAct.WAIT_NO_LONGER))
        return keyboard([[decide], [_history(found.claim)] if found.notes else []])
    if not found.may_decide:
        show = [photos.show(found.claim)] if found.settled and found.claim.pictures else []
        show += [_history(found.claim)] if found.settled else []
        return keyboard([undo, [returning.report(found.claim)] if found.claim.may_come_back else [], show])
    if found.taken is not None:
        return keyboard([[button(_("Take over"), TakeOver(claim_id=found.claim.id))]])
    yes = Second(verdict_id=found.pending.verdict_id) if found.pending else _act(found.claim, ReviewAct.APPROVE)
    no = button(_("Decline"), _act(found.claim, ReviewAct.REASONS), style="danger")
    if appeals.is_open(found.claim):
        no = button(_("The decision stands"), _act(found.claim, ReviewAct.STANDS), style="danger")
    verdicts = [button(_("Approve"), yes, style="success"), no]
    correct = button(_("Correct and approve"), Fix(claim_id=found.claim.id, act=FixAct.BEGIN))
    count = sum(picture.state is EvidenceState.STORED for picture in found.claim.pictures)
    all_photos = _("All {n} photo", "All {n} photos", count).format(n=formats.number(count))
    ask = button(_("Ask the partner"), _act(found.claim, ReviewAct.ASK))
    history = [_history(found.claim)] if found.notes else []
    return keyboard(
        [
            verdicts,
            [correct, ask],
            history,
            [button(all_photos, _act(found.claim, ReviewAct.PHOTOS))] if count > 1 else [],
        ]
    )


def _history(claim: ClaimCard) -> InlineKeyboardButton:
    return button(_("History"), _act(claim, ReviewAct.HISTORY))


def sure_to_pay(found: ReviewCard, programme: Programme, doubt: LooksTheSame) -> Screen:
    """The card with the question that paying the same again has to pass, in place of its other doubts."""
    claim = found.claim
    pay = PayAllTheSame(claim_id=claim.id, version=claim.version, other_id=doubt.other_id, other_paid=doubt.paid)
    rows = [[button(_("Pay all the same"), pay, style="danger")], [button(_("← Back"), _act(claim, ReviewAct.BACK))]]
    lines = [f"❗ <b>{wording(doubt)}</b>", "", *_facts(found, programme, [sales.in_short(claim)], 1)]
    return Screen("\n".join(lines), keyboard(rows))


def _facts(found: ReviewCard, programme: Programme, sold: Sequence[str], serials: int) -> list[str]:
    """The sale itself; no points where none will come."""
    claim = found.claim
    worth = claim.granted_points if claim.granted else claim.points
    points = [] if claim.phase is Phase.DECLINED else [f"+{formats.points(worth, programme.points_names)}"]
    return [*_who_sold_what(found, sold), "", *sales.papers(claim, few=serials), *points]


def _who_sold_what(found: ReviewCard, sold: Sequence[str]) -> list[str]:
    """Who sold what, in a line that says it all on a lock screen; then what else is known of both."""
    first, *others = sold
    of_claimant = [
        occupation(found.claimant.occupation).lower() if found.claimant.occupation else "",
        typed(found.claimant.company, LONGEST_COMPANY) if found.claimant.company else "",
    ]
    title = _("<b>{name}:</b> {what}").format(name=_name(found.claimant), what=first)
    return [line for line in (title, *others, ", ".join(filter(None, of_claimant))) if line]


def _name(claimant: Claimant) -> str:
    return typed(claimant.name, LONGEST_PERSON) if claimant.name else _("Somebody who has left")


def _taken(found: ReviewCard, person: formats.Clocked) -> list[str]:
    """That somebody else is about to decide it."""
    if found.taken is None:
        return []
    name = typed(found.taken_by, LONGEST_PERSON) if found.taken_by else _("somebody who has left")
    until = formats.time_of_day(found.taken.until, person.timezone)
    return [_("👀 <b>{name} is looking, until {time}</b>").format(name=name, time=until), ""]


def _standing(found: ReviewCard, person: formats.Clocked, programme: Programme) -> list[str]:
    """How the claim stands, above all else; nothing while it waits for its verdict in time."""
    if found.pending is not None:
        return [not_counting(found.pending, review_states.decider(found), person, programme), ""]
    standing = [review_states.state_of(found, person, programme)]
    if appeals.is_open(found.claim):
        standing.append(appeals.asked(found.claim, person))
    lines = [line for line in standing if line]
    return [*lines, ""] if lines else []


def _sent_fast(found: ReviewCard) -> list[str]:
    """That the partner sends more than most: something to look at, never a reason."""
    n = found.that_day
    if n is None:
        return []
    return [_("⚑ {n} sale within a day", "⚑ {n} sales within a day", n).format(n=formats.number(n))]


def _doubts(found: ReviewCard, programme: Programme) -> list[str]:
    """What may be the same sale, and what the partner says of it."""
    if not found.duplicates:
        return []
    both = _("⚠️ <b>May be the same as this, on the right:</b>")
    head = _("⚠️ <b>May be the same as this:</b>") if found.settled else both
    lines = [head, _beside(found.duplicates[0], programme)]
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


def _looks_like(found: ReviewCard) -> list[str]:
    """That the photo looks like another sale's: a hint, nothing more."""
    other = found.looks_like
    if other is None:
        return []
    line = _("🔍 The photo looks like {document} of {who}, {date}").format(
        document=document(other.claim.document_no), who=_name(other.claimant), date=formats.day(other.claim.sold_on)
    )
    return [line if found.duplicates or found.settled else _("{hint}: it is on the right").format(hint=line)]


def _shares_document(found: ReviewCard) -> list[str]:
    """That somebody else has claimed another product of the same invoice: two may share one."""
    other = found.shares_document
    if other is None or found.duplicates:
        return []
    what = sales.in_short(other.claim, few=1)
    return [_("ℹ️ On the same document, {who}: {what}").format(who=_name(other.claimant), what=what)]


def _declined_before(found: ReviewCard, person: formats.Clocked, programme: Programme) -> list[str]:
    """That this document was declined once, when and why."""
    before = found.declined_before
    if before is None or not found.claim.may_change:
        return []
    day = formats.day(local_date(before.at, person.timezone))
    why = typed(before.note, LONGEST_WHY) if before.note else review_states.named(before.reason, programme)
    return [
        _("↩️ {document} was declined on {date}: {why}").format(
            document=document(found.claim.document_no), date=day, why=why
        )
    ]


def _beside(other: Beside, programme: Programme) -> str:
    claim = other.claim
    return _("{who}: {what}, {document}, {date}, {state}").format(
        who=_name(other.claimant),
        what=sales.in_short(claim, few=1),
        document=document(claim.document_no),
        date=formats.day(claim.sold_on),
        state=states.own(claim.state, programme.options) or _state(claim.state),
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
