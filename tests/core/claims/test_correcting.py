"""Corrected and partly granted claims: what each line earns, and what the books then say."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.tables import RateRow
from core.claims import decisions
from core.claims.case import open_case
from core.claims.claim import ClaimState, DeclineReason, Phase
from core.claims.claim_card import ClaimCard
from core.claims.correcting import as_corrected, reasons
from core.claims.granting import Correction, Wanted
from core.claims.keeping import Decided
from core.claims.notices import Approved
from core.claims.refusals import (
    BadQuantity,
    BeyondTheCap,
    FutureDate,
    LooksTheSame,
    NothingGranted,
    OutsideWindow,
    ProductUnknown,
    ReasonMissing,
)
from core.claims.second_look import Confirmed
from core.claims.tables import ClaimLineRow, ClaimRow
from core.ids import ProductId
from core.points.proof import prove
from core.points.tables import LotRow
from core.programme.tables import ProgrammeRow
from tests.core.claims.world import NOW, World
from tests.core.people.world import join


async def with_second_line(world: World) -> ClaimCard:
    """A claim of two boilers and three pumps: 240 + 90."""
    claim = await world.in_review(world.installer)
    pump = await world.product("PMP-25")

    async def step(session: AsyncSession) -> None:
        rate_id = await session.scalar(select(RateRow.id).where(RateRow.product_id == pump.id))
        await session.execute(
            insert(ClaimLineRow),
            {
                "claim_id": claim.id,
                "position": 2,
                "product_id": pump.id,
                "quantity": 3,
                "rate_id": rate_id,
                "points": 90,
            },
        )

    await world.db.run(step)
    return await world.claim(claim.id)


def as_claimed(claim: ClaimCard) -> list[Wanted]:
    return [Wanted(line_id=one.id, product_id=one.product_id, quantity=one.quantity) for one in claim.lines]


async def approve(
    world: World,
    claim: ClaimCard,
    *lines: Wanted,
    number: str | None = None,
    day: date | None = None,
    reason: DeclineReason | None = DeclineReason.WRONG_QUANTITY,
    confirmed: Confirmed | None = None,
) -> Decided:
    correction = Correction(lines=lines or tuple(as_claimed(claim)), document_no=number, sold_on=day)
    return await world.do(
        decisions.approve,
        claim.id,
        version=claim.version,
        by=world.moderator,
        correction=correction,
        reason=reason,
        confirmed=confirmed,
        now=NOW,
    )


async def holds(world: World) -> None:
    async with world.db.read() as session:
        assert (await prove(session)).findings == ()


async def test_a_line_left_out_earns_nothing_and_the_other_has_its_lot(world: World) -> None:
    claim = await with_second_line(world)
    decided = await approve(world, claim, as_claimed(claim)[1], reason=DeclineReason.NOT_OURS)
    assert decided.points == 90
    found = await world.claim(claim.id)
    assert (found.state, found.phase) == (ClaimState.PARTLY_APPROVED, Phase.APPROVED)
    assert [(line.position, line.points) for line in found.granted] == [(2, 90)]
    assert found.points == 330, "what was claimed stays as it was"
    assert reasons(found) == [DeclineReason.NOT_OURS]
    async with world.db.read() as session:
        lots = (await session.execute(select(LotRow.amount, LotRow.claim_line_id))).all()
    assert [tuple(lot) for lot in lots] == [(90, claim.lines[1].id)]
    (notice,) = await world.told(world.installer, Approved)
    assert isinstance(notice, Approved)
    assert (notice.points, notice.claimed, notice.why) == (90, 330, DeclineReason.NOT_OURS)
    await holds(world)


async def test_less_and_more_of_a_line(world: World) -> None:
    """More than was claimed is found now and then: an honest partner gets it."""
    claim = await with_second_line(world)
    boiler, pump = as_claimed(claim)
    decided = await approve(
        world,
        claim,
        Wanted(line_id=boiler.line_id, product_id=boiler.product_id, quantity=1),
        Wanted(line_id=pump.line_id, product_id=pump.product_id, quantity=10),
    )
    assert decided.points == 120 + 300
    assert (await world.claim(claim.id)).state is ClaimState.APPROVED
    await holds(world)


async def test_another_product_earns_its_own_rate(world: World) -> None:
    claim = await world.in_review(world.installer)
    dearer = await world.product("ABC-200")
    (line,) = as_claimed(claim)
    wanted = Wanted(line_id=line.line_id, product_id=dearer.id, quantity=2)
    preview = await world.do(as_corrected, claim, Correction(lines=(wanted,)), by=world.moderator, now=NOW)
    assert (preview.granted_points, preview.granted[0].sku) == (280, "ABC-200")
    assert (await approve(world, claim, wanted, reason=DeclineReason.ANOTHER_PRODUCT)).points == 280
    await holds(world)


async def test_number_and_day_become_the_claims_own(world: World) -> None:
    """So that the next claim of the true document is found to be the same."""
    claim = await world.in_review(world.installer)
    day = claim.sold_on - timedelta(days=2)
    await approve(world, claim, number="4412", day=day, reason=DeclineReason.WRONG_DETAILS)
    found = await world.claim(claim.id)
    assert (found.document_no, found.sold_on) == ("4412", day)
    assert (found.claimed_document_no, found.claimed_sold_on) == ("4411", claim.sold_on)
    async with world.db.read() as session:
        assert await session.scalar(select(ClaimRow.document_key)) == "4412"
    assert (await world.in_review(world.seller, number="4411")).points == 240


@pytest.mark.parametrize(("days", "refusal"), [(1, FutureDate), (-31, OutsideWindow)])
async def test_a_day_that_no_sale_may_bear_is_refused(world: World, days: int, refusal: type[Exception]) -> None:
    claim = await world.in_review(world.installer)
    with pytest.raises(refusal):
        await approve(world, claim, day=claim.sold_on + timedelta(days=days), reason=DeclineReason.WRONG_DETAILS)
    assert (await world.claim(claim.id)).state is ClaimState.IN_REVIEW


async def test_what_cannot_be_granted_is_refused(world: World) -> None:
    claim = await world.in_review(world.installer)
    (line,) = as_claimed(claim)
    unknown = Wanted(line_id=line.line_id, product_id=ProductId(999_999), quantity=1)
    nothing = Wanted(line_id=line.line_id, product_id=line.product_id, quantity=0)
    with pytest.raises(ProductUnknown):
        await approve(world, claim, unknown)
    with pytest.raises(BadQuantity):
        await approve(world, claim, nothing)
    with pytest.raises(NothingGranted):
        await approve(world, claim, Wanted(line_id=999_999, product_id=line.product_id, quantity=1))
    with pytest.raises(ReasonMissing):
        await approve(world, claim, Wanted(line_id=line.line_id, product_id=line.product_id, quantity=1), reason=None)
    assert (await world.do(open_case, claim.id, version=claim.version, by=world.moderator)).decisions == 0


async def test_a_corrected_number_that_was_paid_has_to_be_confirmed(world: World) -> None:
    mate = await join(world.db, world.owner.id, name="Коля")
    paid = await world.in_review(mate, number="4412")
    await world.do(decisions.approve, paid.id, version=paid.version, by=world.moderator, now=NOW)
    claim = await world.in_review(world.installer, number="4411")
    with pytest.raises(LooksTheSame) as asked:
        await approve(world, claim, number="4412", reason=DeclineReason.WRONG_DETAILS)
    assert (asked.value.other_id, asked.value.paid) == (paid.id, True)
    confirmed = Confirmed(claim_id=paid.id, paid=True)
    await approve(world, claim, number="4412", reason=DeclineReason.WRONG_DETAILS, confirmed=confirmed)
    await holds(world)


async def test_beyond_the_cap_a_sale_is_honoured_as_claimed_and_no_further(world: World) -> None:
    """A correction downwards, and the sale as it was sent, pass; more than was claimed does not."""
    first, second = await world.in_review(world.installer), await world.in_review(world.installer, number="4412")
    await world.db.run(lambda session: session.execute(update(ProgrammeRow).values(options={"points_cap": 1})))
    (line,) = as_claimed(first)
    await approve(world, first, replace(line, quantity=1))
    with pytest.raises(BeyondTheCap):
        await approve(world, second, replace(as_claimed(second)[0], quantity=3))
    await world.do(decisions.approve, second.id, version=second.version, by=world.moderator, now=NOW)
    assert await world.balance(world.installer) == 120 + 240
