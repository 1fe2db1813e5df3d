"""Which cards show a claim, and to whom."""

from sqlalchemy.ext.asyncio import AsyncSession

from core.channel import cards
from core.channel.cards import CardKind
from core.claims.changes import end_corrections
from core.claims.duplicates import neighbours
from core.claims.events import (
    ClaimCorrected,
    ClaimDecided,
    ClaimOverdue,
    ClaimShown,
    ClaimSubmitted,
    ClaimWithdrawn,
    CorrectionBegun,
    DraftDropped,
    EvidenceRefused,
    EvidenceStored,
)
from core.people.persons import OTHERS_WITH_ROLE
from core.people.rights import Right, roles_with

_SHOW_OTHERS = cards.showing(OTHERS_WITH_ROLE)
_DECIDERS = sorted(roles_with(Right.DECIDE_CLAIMS))


async def draft_becomes_claim(session: AsyncSession, sent: ClaimSubmitted | ClaimCorrected) -> None:
    """The draft's message shows the claim from now on."""
    if isinstance(sent, ClaimSubmitted) and sent.unseen:
        await cards.show(session, sent.person_id, CardKind.CLAIM, sent.claim_id, now=sent.at)
        return
    before, after = (CardKind.DRAFT, sent.draft_id), (CardKind.CLAIM, sent.claim_id)
    await cards.turn(session, sent.person_id, before, after, now=sent.at, anew=sent.anew)


async def claim_becomes_draft(session: AsyncSession, begun: CorrectionBegun) -> None:
    """The claim's message shows its correction from now on."""
    before, after = (CardKind.CLAIM, begun.claim_id), (CardKind.DRAFT, begun.draft_id)
    await cards.turn(session, begun.person_id, before, after, now=begun.at)


async def draft_closes(session: AsyncSession, dropped: DraftDropped) -> None:
    """A dropped draft says so; a correction given up gives its message back to the claim."""
    if dropped.claim_id is None:
        await cards.refresh(session, CardKind.DRAFT, dropped.draft_id, now=dropped.at)
        return
    before, after = (CardKind.DRAFT, dropped.draft_id), (CardKind.CLAIM, dropped.claim_id)
    await cards.turn(session, dropped.person_id, before, after, now=dropped.at)


async def moderators_see(session: AsyncSession, shown: ClaimShown) -> None:
    """Everybody who may decide gets the claim's card, except the one whose claim it is."""
    deciders = {"programme_id": shown.programme_id, "roles": _DECIDERS, "but": shown.person_id}
    await cards.show_all(session, _SHOW_OTHERS, deciders, CardKind.REVIEW, shown.claim_id, now=shown.at)


async def corrections_end(session: AsyncSession, closed: ClaimDecided | ClaimWithdrawn) -> None:
    """Whatever the partner was still changing gives its message back to the claim."""
    for draft_id in await end_corrections(session, closed.claim_id):
        before, after = (CardKind.DRAFT, draft_id), (CardKind.CLAIM, closed.claim_id)
        await cards.turn(session, closed.person_id, before, after, now=closed.at)


async def partner_sees(
    session: AsyncSession, changed: ClaimShown | ClaimDecided | ClaimWithdrawn | ClaimOverdue
) -> None:
    """The partner's card is drawn anew."""
    if isinstance(changed, ClaimShown) and changed.at_once:
        return
    await cards.refresh(session, CardKind.CLAIM, changed.claim_id, now=changed.at)


async def moderators_follow(
    session: AsyncSession, changed: ClaimCorrected | ClaimDecided | ClaimWithdrawn | ClaimOverdue
) -> None:
    """Every moderator's card is drawn anew."""
    await cards.refresh(session, CardKind.REVIEW, changed.claim_id, now=changed.at)


async def those_beside_follow(
    session: AsyncSession, changed: ClaimShown | ClaimCorrected | ClaimDecided | ClaimWithdrawn
) -> None:
    """Moderators' cards of claims that look the same or share its document, or did, tell of this one: drawn anew."""
    now_beside = await neighbours(session, changed.claim_id)
    before = changed.beside if isinstance(changed, ClaimCorrected) else ()
    await cards.refresh_all(session, CardKind.REVIEW, {*before, *now_beside}, now=changed.at)


async def pictures_change(session: AsyncSession, settled: EvidenceStored | EvidenceRefused) -> None:
    """Cards that count pictures are drawn anew."""
    if settled.claim_id is not None:
        await cards.refresh(session, CardKind.CLAIM, settled.claim_id, now=settled.at)
        await cards.refresh(session, CardKind.REVIEW, settled.claim_id, now=settled.at)
    elif settled.draft_id is not None:
        await cards.refresh(session, CardKind.DRAFT, settled.draft_id, now=settled.at)
