"""Which cards show a claim, and to whom."""

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel import cards
from core.channel.cards import CardKind
from core.channel.events import GroupLost
from core.channel.outbox import Priority
from core.claims import calling, in_groups
from core.claims.changes import end_corrections
from core.claims.draft_rows import list_of
from core.claims.duplicates import neighbours
from core.claims.events import (
    AppealLate,
    ClaimAnswered,
    ClaimAppealed,
    ClaimAsked,
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
    NoteWritten,
    SaleReturned,
)
from core.claims.tables import ClaimRow
from core.claims.verdict_events import ClaimTaken, SecondWanted, VerdictChanged, VerdictStale
from core.people.employments import works_for
from core.people.persons import OTHERS_WITH_ROLE
from core.people.rights import Right, roles_with
from core.people.scopes import in_sight_of
from core.people.tables import PersonRow

_PLACE = select(ClaimRow.region_id, ClaimRow.company_id).where(ClaimRow.id == bindparam("of_subject"))
_OTHERS = OTHERS_WITH_ROLE.where(
    in_sight_of(
        PersonRow.id,
        _PLACE.with_only_columns(ClaimRow.region_id).scalar_subquery(),
        _PLACE.with_only_columns(ClaimRow.company_id).scalar_subquery(),
    ),
    ~works_for(PersonRow.id, _PLACE.with_only_columns(ClaimRow.company_id).scalar_subquery()),
)
_SHOW_OTHERS = cards.showing(_OTHERS.where(calling.wants_every))
_COUNT_FOR = cards.showing(OTHERS_WITH_ROLE.where(calling.wants_counter))
MoreOnVerdicts = SecondWanted | VerdictChanged | VerdictStale | SaleReturned | ClaimAppealed | AppealLate | ClaimTaken
_DECIDERS = sorted(roles_with(Right.DECIDE_CLAIMS))


async def draft_becomes_claim(session: AsyncSession, sent: ClaimSubmitted | ClaimCorrected) -> None:
    """The draft's message shows the claim from now on; a list of sales goes on as one message."""
    if isinstance(sent, ClaimSubmitted) and sent.series_id is not None:
        await cards.refresh(session, CardKind.SERIES, sent.series_id, now=sent.at, priority=Priority.INTERACTIVE)
        return
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
    if dropped.series_id is not None:
        await cards.refresh(session, CardKind.SERIES, dropped.series_id, now=dropped.at, priority=Priority.INTERACTIVE)
        return
    if dropped.claim_id is None:
        await cards.refresh(session, CardKind.DRAFT, dropped.draft_id, now=dropped.at)
        return
    before, after = (CardKind.DRAFT, dropped.draft_id), (CardKind.CLAIM, dropped.claim_id)
    await cards.turn(session, dropped.person_id, before, after, now=dropped.at)


async def moderators_see(session: AsyncSession, shown: ClaimShown | ClaimAnswered) -> None:
    """The groups that are there for it get the claim's card; where none takes it over, everybody who may decide it.

    Not the one whose claim it is, nor his company.
    """
    shown_in = await in_groups.groups_for(session, shown.programme_id, shown.claim_id)
    await cards.show_in(session, shown_in, CardKind.REVIEW, shown.claim_id, now=shown.at)
    if shown_in and not any(group.also_each for group in shown_in):
        return
    usual = await calling.usual(session, shown.programme_id)
    deciders = {"programme_id": shown.programme_id, "roles": _DECIDERS, "but": shown.person_id, "usual": usual.value}
    await cards.show_all(session, _SHOW_OTHERS, deciders, CardKind.REVIEW, shown.claim_id, now=shown.at)
    counters = (CardKind.COUNTER, shown.programme_id)
    await cards.show_all(session, _COUNT_FOR, deciders, *counters, now=shown.at, priority=Priority.NUDGE)


async def counters_follow(
    session: AsyncSession, changed: ClaimDecided | ClaimOverdue | ClaimAppealed | AppealLate
) -> None:
    """Whoever is not called to every sale sees the figure change."""
    await cards.refresh(session, CardKind.COUNTER, changed.programme_id, now=changed.at, priority=Priority.NUDGE)


async def fall_back(session: AsyncSession, lost: GroupLost) -> None:
    """What waits goes to where it goes without the group."""
    for shown in await in_groups.undecided(session, lost):
        await moderators_see(session, shown)


async def corrections_end(
    session: AsyncSession, closed: ClaimDecided | ClaimWithdrawn | ClaimAnswered | ClaimAsked | NoteWritten
) -> None:
    """Whatever the partner was still changing gives its message back to the claim."""
    for draft_id in await end_corrections(session, closed.claim_id):
        before, after = (CardKind.DRAFT, draft_id), (CardKind.CLAIM, closed.claim_id)
        await cards.turn(session, closed.person_id, before, after, now=closed.at)


async def partner_sees(
    session: AsyncSession,
    changed: ClaimShown | ClaimDecided | ClaimWithdrawn | ClaimAnswered | ClaimOverdue | MoreOnVerdicts,
) -> None:
    """The partner's card is drawn anew."""
    if isinstance(changed, ClaimShown) and changed.at_once:
        return
    await cards.refresh(session, CardKind.CLAIM, changed.claim_id, now=changed.at)


async def moderators_follow(
    session: AsyncSession,
    changed: ClaimCorrected
    | ClaimDecided
    | ClaimWithdrawn
    | ClaimAnswered
    | ClaimAsked
    | NoteWritten
    | ClaimOverdue
    | MoreOnVerdicts,
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
        if isinstance(settled, EvidenceRefused) and (series_id := await list_of(session, settled.draft_id)):
            await cards.refresh(session, CardKind.SERIES, series_id, now=settled.at)
