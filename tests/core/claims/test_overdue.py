"""A promise broken is told, first to the partner."""

from datetime import timedelta

from sqlalchemy import select

from core.channel.tables import OutboxRow
from core.claims import decisions, evidence, overdue
from core.claims.notices import ClaimLate, DecisionLate
from core.claims.picture import UnfitReason
from core.people.roles import Role
from tests.core.claims.world import NOW, World
from tests.core.people.world import join


async def test_the_partner_hears_first_and_hears_the_new_date(world: World) -> None:
    manager = await join(world.db, world.owner.id, Role.MANAGER)
    claim = await world.in_review(world.installer)
    assert await world.do(overdue.sweep, now=claim.due_at - timedelta(seconds=1)) == 0
    assert await world.do(overdue.sweep, now=claim.due_at) == 1
    (notice,) = await world.told(world.installer, DecisionLate)
    assert isinstance(notice, DecisionLate)
    assert notice.due_at == claim.due_at + timedelta(days=2)
    for superior in (world.owner, manager):
        (late,) = await world.told(superior, ClaimLate)
        assert isinstance(late, ClaimLate)
        assert (late.was_due_at, late.due_at) == (claim.due_at, notice.due_at)
    assert await world.told(world.moderator, ClaimLate) == []
    async with world.db.read() as session:
        rows = await session.scalars(
            select(OutboxRow.person_id)
            .where(OutboxRow.kind.in_((DecisionLate.kind, ClaimLate.kind)))
            .order_by(OutboxRow.id)
        )
    assert next(iter(rows)) == world.installer.id
    again = await world.claim(claim.id)
    assert (again.due_at, again.late, again.version) == (notice.due_at, True, claim.version)


async def test_a_promise_is_broken_once(world: World) -> None:
    claim = await world.in_review(world.installer)
    for _ in range(3):
        await world.do(overdue.sweep, now=claim.due_at)
    assert len(await world.told(world.installer, DecisionLate)) == 1
    second = await world.claim(claim.id)
    assert await world.do(overdue.sweep, now=second.due_at) == 1
    assert len(await world.told(world.installer, DecisionLate)) == 2


async def test_what_is_decided_or_waits_for_a_photo_is_not_late(world: World) -> None:
    decided = await world.in_review(world.installer, number="1")
    await world.do(decisions.approve, decided.id, version=decided.version, by=world.moderator, now=NOW)
    await world.claims(world.installer, number="2")
    (awaited,) = await world.do(evidence.awaiting, now=NOW)
    await world.do(evidence.refuse, awaited.id, UnfitReason.EMPTY, now=NOW)
    assert await world.do(overdue.sweep, now=NOW + timedelta(days=30)) == 0
