"""A promise broken is told to the partner, once, and stays on the claim."""

from datetime import timedelta

from core.claims import decisions, evidence, overdue, receiving
from core.claims.notices import DecisionLate
from core.claims.picture import UnfitReason
from core.claims.review_card import waiting
from tests.core.claims.world import NOW, World, announced


async def test_the_partner_hears_which_promise_was_broken_and_the_new_date(world: World) -> None:
    claim = await world.in_review(world.installer)
    assert await world.do(overdue.sweep, now=claim.due_at - timedelta(seconds=1)) == 0
    assert await world.do(overdue.sweep, now=claim.due_at) == 1
    (notice,) = await world.told(world.installer, DecisionLate)
    assert isinstance(notice, DecisionLate)
    assert (notice.was_due_at, notice.due_at) == (claim.due_at, claim.due_at + timedelta(days=2))
    again = await world.claim(claim.id)
    assert (again.due_at, again.missed_due_at, again.version) == (notice.due_at, claim.due_at, claim.version)


async def test_one_apology_is_enough(world: World) -> None:
    """The claim goes on naming the first promise, whatever is promised later."""
    claim = await world.in_review(world.installer)
    for _ in range(3):
        await world.do(overdue.sweep, now=claim.due_at)
    second = await world.claim(claim.id)
    assert await world.do(overdue.sweep, now=second.due_at) == 1
    third = await world.claim(claim.id)
    assert (third.missed_due_at, third.due_at > second.due_at) == (claim.due_at, True)
    assert len(await world.told(world.installer, DecisionLate)) == 1


async def test_a_late_claim_keeps_its_place_in_the_queue(world: World) -> None:
    """A new promise does not send it to the end."""
    late = await world.in_review(world.installer, number="1")
    fresh = await world.in_review(world.installer, number="2", now=NOW + timedelta(days=1))
    await world.do(overdue.sweep, now=late.due_at)
    assert (await world.claim(late.id)).due_at > fresh.due_at
    assert await world.do(waiting, world.moderator) == [late.id, fresh.id]
    assert await world.do(waiting, world.moderator, after=late.id) == [fresh.id]
    assert await world.do(waiting, world.moderator, after=fresh.id) == []


async def test_a_photo_sent_late_is_no_promise_broken(world: World) -> None:
    """The days of waiting for the partner's photo are not ours: the promise is made anew."""
    claim_id = await world.claims(world.installer)
    (awaited,) = await world.do(evidence.awaiting, now=NOW)
    await world.do(evidence.refuse, awaited.id, UnfitReason.EMPTY, now=NOW)
    later = NOW + timedelta(days=7)
    await world.do(receiving.receive_picture, world.installer, announced(), sent_at=later, now=later)
    await world.fetches(now=later)
    assert await world.do(overdue.sweep, now=later) == 0
    assert (await world.claim(claim_id)).due_at > later


async def test_what_is_decided_or_waits_for_a_photo_is_not_late(world: World) -> None:
    decided = await world.in_review(world.installer, number="1")
    await world.do(decisions.approve, decided.id, version=decided.version, by=world.moderator, now=NOW)
    await world.claims(world.installer, number="2")
    (awaited,) = await world.do(evidence.awaiting, now=NOW)
    await world.do(evidence.refuse, awaited.id, UnfitReason.EMPTY, now=NOW)
    assert await world.do(overdue.sweep, now=NOW + timedelta(days=30)) == 0
