"""A promise broken is told to the partner, once, and stays on the claim."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select, update

from core.channel.outbox import Priority
from core.channel.tables import OutboxRow
from core.claims import decisions, evidence, overdue, receiving
from core.claims.escalating import ClaimsLate, Late, superiors
from core.claims.notices import DecisionLate, DecisionLateAgain
from core.claims.picture import UnfitReason
from core.claims.waiting import waiting
from core.ids import PersonId, ProgrammeId, RegionId
from core.people.persons import Person
from core.people.roles import Role
from core.people.scopes import EVERYTHING, Scope
from core.people.tables import PersonRow
from tests.bot.views import samples
from tests.core.claims.world import NOW, World, announced
from tests.core.people.world import join


async def test_the_partner_hears_which_promise_was_broken_and_the_new_date(world: World) -> None:
    claim = await world.in_review(world.installer)
    assert await world.do(overdue.sweep, now=claim.due_at - timedelta(seconds=1)) == 0
    assert await world.do(overdue.sweep, now=claim.due_at) == 1
    (notice,) = await world.told(world.installer, DecisionLate)
    assert isinstance(notice, DecisionLate)
    assert (notice.was_due_at, notice.due_at) == (claim.due_at, claim.due_at + timedelta(days=2))
    again = await world.claim(claim.id)
    assert (again.due_at, again.missed_due_at, again.version) == (notice.due_at, claim.due_at, claim.version)


async def test_each_broken_promise_is_told_once(world: World) -> None:
    """The later ones as nudges; the claim goes on naming the first one, whatever is promised later."""
    claim = await world.in_review(world.installer)
    for _ in range(3):
        await world.do(overdue.sweep, now=claim.due_at)
    second = await world.claim(claim.id)
    assert await world.do(overdue.sweep, now=second.due_at) == 1
    third = await world.claim(claim.id)
    assert (third.missed_due_at, third.due_at > second.due_at) == (claim.due_at, True)
    assert len(await world.told(world.installer, DecisionLate)) == 1
    (again,) = await world.told(world.installer, DecisionLateAgain)
    assert isinstance(again, DecisionLateAgain)
    assert (again.was_due_at, again.due_at, again.priority) == (second.due_at, third.due_at, Priority.NUDGE)


async def test_a_late_claim_keeps_its_place_in_the_queue(world: World) -> None:
    """A new promise does not send it to the end."""
    await world.in_review(world.installer, number="1")
    late = await world.in_review(world.installer, number="2", now=NOW + timedelta(hours=1))
    fresh = await world.in_review(world.installer, number="3", now=NOW + timedelta(days=1))
    await world.do(overdue.sweep, now=late.due_at)
    assert (await world.claim(late.id)).due_at > fresh.due_at
    found = await world.do(waiting, world.moderator, now=NOW)
    assert found.index(late.id) < found.index(fresh.id)


async def test_a_newcomers_first_claim_goes_first(world: World) -> None:
    first = await world.in_review(world.installer, number="1")
    second = await world.in_review(world.installer, number="2", now=NOW + timedelta(hours=1))
    newcomers = await world.in_review(world.seller, number="3", now=NOW + timedelta(days=2))
    assert await world.do(waiting, world.moderator, now=NOW) == [first.id, newcomers.id, second.id]


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


async def test_a_superior_hears_once_of_all_that_is_late_and_the_partner_before(world: World) -> None:
    """With nobody in between it is the owner: one message, after those to the partners."""
    claims = [await world.in_review(world.installer, number=str(number)) for number in range(3)]
    await world.do(overdue.sweep, now=claims[0].due_at)
    assert await world.told(world.owner, ClaimsLate) == [ClaimsLate(late=3, oldest=claims[0].due_at)]
    assert await world.told(world.moderator, ClaimsLate) == []
    async with world.db.read() as session:
        kinds = list(await session.scalars(select(OutboxRow.kind).order_by(OutboxRow.id)))
    assert kinds.index("decision_late") < kinds.index("claims_late")
    assert (DecisionLate.priority, ClaimsLate.priority) == (Priority.MONEY, Priority.NUDGE)


async def test_it_goes_to_the_partners_manager_then_to_owners(world: World) -> None:
    manager = await join(world.db, world.owner.id, Role.MANAGER)
    other = await join(world.db, world.owner.id, Role.MANAGER)
    own = update(PersonRow).where(PersonRow.id == world.installer.id).values(manager_id=manager.id)
    await world.db.run(lambda session: session.execute(own))
    claim = await world.in_review(world.installer)
    await world.do(overdue.sweep, now=claim.due_at)
    told = [len(await world.told(person, ClaimsLate)) for person in (manager, other, world.owner)]
    assert told == [1, 0, 0]
    await world.do(overdue.sweep, now=(await world.claim(claim.id)).due_at)
    told = [len(await world.told(person, ClaimsLate)) for person in (manager, other, world.owner)]
    assert told == [1, 0, 1]


def test_a_regions_manager_comes_before_one_of_everything() -> None:
    """Where the partner has no manager of his own; nobody hears of the own sale."""
    late = Late(
        programme_id=ProgrammeId(1),
        person_id=PersonId(9),
        region_id=RegionId(5),
        company_id=None,
        was_due_at=NOW,
        first=True,
    )
    north = Scope(regions=frozenset({RegionId(5)}))
    staff = [
        (staff_member(1, Role.OWNER), EVERYTHING),
        (staff_member(2, Role.MANAGER), EVERYTHING),
        (staff_member(3, Role.MANAGER, scoped=True), north),
        (staff_member(4, Role.MANAGER, scoped=True), Scope(regions=frozenset({RegionId(6)}))),
        (staff_member(5, Role.MODERATOR), EVERYTHING),
    ]
    assert superiors(late, staff, None) == [3]
    assert superiors(late, staff, PersonId(2)) == [2]
    assert superiors(late, staff[:4], None) == [1]
    assert superiors(replace(late, person_id=PersonId(3)), staff, None) == [2]


def staff_member(number: int, role: Role, *, scoped: bool = False) -> Person:
    return replace(samples.person(role), id=PersonId(number), scoped=scoped)
