"""A moderator's word: once, by those who may, with all that follows."""

import asyncio
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select, update

from core.claims import decisions
from core.claims.claim import ClaimState, DeclineReason, Phase, Verdict
from core.claims.claim_card import ClaimCard
from core.claims.keeping import Decided
from core.claims.notices import Approved, Declined
from core.claims.refusals import AlreadyDecided, ClaimMovedOn, NoteMissing, NotInReview, NotYours, OwnClaim
from core.claims.review_card import load_review
from core.claims.seeing import load_claim
from core.claims.tables import DecisionRow
from core.ids import ClaimId
from core.insight.tables import StandingRow
from core.people.persons import Person
from core.people.rights import NotAllowed
from core.people.roles import Role
from core.points.tables import LotRow, TransactionRow
from core.points.terms import last_day
from core.programme.tables import ProgrammeRow
from tests.core.claims.world import NOW, World
from tests.core.people.world import join


async def approve(world: World, claim: ClaimCard, by: Person) -> Decided:
    return await world.do(decisions.approve, claim.id, version=claim.version, by=by, now=NOW)


async def decline(world: World, claim: ClaimCard, by: Person, note: str = "") -> Decided:
    return await world.do(
        decisions.decline,
        claim.id,
        version=claim.version,
        by=by,
        reason=DeclineReason.WRONG_QUANTITY,
        note=note,
        now=NOW,
    )


async def test_approval_posts_a_lot_and_counts_on_boards(world: World) -> None:
    claim = await world.in_review(world.installer)
    decided = await approve(world, claim, world.moderator)
    async with world.db.read() as session:
        posted = (await session.execute(select(TransactionRow.key, TransactionRow.reason))).one()
        assert posted.key == f"claim:{claim.id}:decision:1"
        assert posted.reason == {"kind": "claim", "document_no": "4411"}
        lot = (await session.execute(select(LotRow.amount, LotRow.claim_line_id, LotRow.expires_on))).one()
        assert (lot.amount, lot.expires_on) == (240, None)
        assert lot.claim_line_id is not None
        boards = await session.scalars(select(StandingRow.points))
        assert list(boards) == [240] * 4
    assert (decided.number, decided.verdict) == (1, Verdict.APPROVE)
    approved = await world.claim(claim.id)
    assert (approved.state, approved.phase) == (ClaimState.APPROVED, Phase.APPROVED)


async def test_points_lapse_at_the_end_of_a_month_where_the_programme_says_so(world: World) -> None:
    await world.db.run(lambda session: session.execute(update(ProgrammeRow).values(points_live_months=12)))
    claim = await world.in_review(world.installer)
    await approve(world, claim, world.moderator)
    async with world.db.read() as session:
        assert await session.scalar(select(LotRow.expires_on)) == date(2027, 11, 30)


@pytest.mark.parametrize(
    ("earned", "months", "last"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 11, 23), 12, date(2027, 11, 30)),
        (date(2026, 12, 1), 0, date(2026, 12, 31)),
        (date(2027, 12, 5), 2, date(2028, 2, 29)),
        (date(2026, 11, 23), None, None),
    ],
)
def test_points_live_whole_months(earned: date, months: int | None, last: date | None) -> None:
    assert last_day(earned, months) == last


async def test_a_refusal_carries_its_reason(world: World) -> None:
    claim = await world.in_review(world.installer)
    await decline(world, claim, world.moderator, note=" три, не два ")
    (notice,) = await world.told(world.installer, Declined)
    assert isinstance(notice, Declined)
    assert (notice.reason, notice.note, notice.may_resubmit) == (DeclineReason.WRONG_QUANTITY, "три, не два", True)
    declined = await world.claim(claim.id)
    assert declined.phase is Phase.DECLINED
    assert declined.decision is not None
    assert declined.decision.note == "три, не два"
    assert await world.balance(world.installer) == 0
    review = await world.do(load_review, claim.id, world.owner)
    assert (review.decided_by, review.may_decide) == ("Борис", False)


async def test_another_reason_needs_a_note(world: World) -> None:
    claim = await world.in_review(world.installer)
    with pytest.raises(NoteMissing):
        await world.do(
            decisions.decline,
            claim.id,
            version=claim.version,
            by=world.moderator,
            reason=DeclineReason.OTHER,
            note="  ",
            now=NOW,
        )


async def test_two_moderators_at_once_decide_once(world: World) -> None:
    """The slower hears who was faster, and how."""
    claim = await world.in_review(world.installer)
    results = await asyncio.gather(
        approve(world, claim, world.moderator),
        decline(world, claim, world.owner),
        approve(world, claim, world.moderator),
        decline(world, claim, world.owner),
        return_exceptions=True,
    )
    decided = [result for result in results if isinstance(result, Decided)]
    late = [result for result in results if isinstance(result, AlreadyDecided)]
    assert (len(decided), len(late)) == (1, 3)
    assert {refusal.verdict for refusal in late} == {decided[0].verdict}
    assert {refusal.by_self for refusal in late} == {True, False}
    assert await world.count(DecisionRow) == 1
    assert await world.balance(world.installer) == decided[0].points
    told = [*await world.told(world.installer, Approved), *await world.told(world.installer, Declined)]
    assert len(told) == 1


async def test_nobody_decides_an_own_claim(world: World) -> None:
    claim = await world.in_review(world.moderator)
    assert await world.cards(world.moderator) == [("claim", claim.id)]
    assert await world.cards(world.owner) == [("review", claim.id)]
    with pytest.raises(OwnClaim):
        await approve(world, claim, world.moderator)
    with pytest.raises(OwnClaim):
        await decline(world, claim, world.moderator)
    with pytest.raises(OwnClaim):
        await world.do(load_review, claim.id, world.moderator)
    await approve(world, claim, world.owner)


@pytest.mark.parametrize("role", [Role.PARTNER, Role.VIEWER, Role.EDITOR])
async def test_who_may_not_decide_decides_nothing(world: World, role: Role) -> None:
    claim = await world.in_review(world.installer)
    person = await join(world.db, world.owner.id, role)
    with pytest.raises(NotAllowed):
        await approve(world, claim, person)
    with pytest.raises(NotAllowed):
        await decline(world, claim, person)
    with pytest.raises(NotYours):
        await world.do(load_claim, claim.id, person)
    assert await world.count(DecisionRow) == 0


async def test_an_older_card_decides_nothing(world: World) -> None:
    claim = await world.in_review(world.installer)
    with pytest.raises(ClaimMovedOn):
        await world.do(decisions.approve, claim.id, version=claim.version - 1, by=world.moderator, now=NOW)


async def test_a_claim_without_safe_pictures_is_not_decided(world: World) -> None:
    claim = await world.claim(await world.claims(world.installer))
    with pytest.raises(NotInReview):
        await approve(world, claim, world.moderator)


async def test_a_claim_that_does_not_exist(world: World) -> None:
    with pytest.raises(NotYours):
        await world.do(decisions.approve, ClaimId(999), version=1, by=world.moderator, now=NOW)


async def test_verdicts_fall_in_the_programmes_month(world: World) -> None:
    """A verdict in the last hours of a month, in Moscow already the next."""
    claim = await world.in_review(world.installer)
    night = datetime(2026, 11, 30, 22, tzinfo=UTC)
    await world.do(decisions.approve, claim.id, version=claim.version, by=world.moderator, now=night)
    async with world.db.read() as session:
        month = await session.scalar(select(func.max(StandingRow.starts_on)).where(StandingRow.period == "month"))
    assert month == date(2026, 12, 1)
