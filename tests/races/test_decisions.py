"""Many hands on one claim: one of them decides, the others hear the truth, points are posted once."""

import random
from collections.abc import Awaitable, Callable
from typing import Any

from core.claims import changes, decisions
from core.claims.claim import ClaimState, DeclineReason
from core.claims.claim_card import ClaimCard
from core.claims.refusals import AlreadyDecided, ClaimClosed, ClaimMovedOn, NotInReview
from core.claims.tables import DecisionRow
from core.people.persons import Person
from core.people.roles import Role
from core.points.tables import TransactionRow
from tests.core.claims.world import NOW, World
from tests.core.people.world import join
from tests.races.conftest import proven, race

ROUNDS = 12
TRUTHS = (AlreadyDecided, ClaimClosed, ClaimMovedOn, NotInReview)

Hand = Callable[[World, ClaimCard, Person], Awaitable[Any]]


def approve(world: World, claim: ClaimCard, by: Person) -> Awaitable[Any]:
    return world.do(decisions.approve, claim.id, version=claim.version, by=by, now=NOW)


def decline(world: World, claim: ClaimCard, by: Person) -> Awaitable[Any]:
    return world.do(decisions.decline, claim.id, version=claim.version, by=by, reason=DeclineReason.UNREADABLE, now=NOW)


def withdraw(world: World, claim: ClaimCard, by: Person) -> Awaitable[Any]:
    return world.do(changes.withdraw, claim.id, by=by, now=NOW)


async def test_one_of_many_moderators_decides(world: World) -> None:
    """Approvals and declines, each tapped twice, from four people."""
    dice = random.Random(7)
    others = [await join(world.db, world.owner.id, Role.MODERATOR, name=name) for name in ("Зоя", "Лев")]
    moderators = [world.owner, world.moderator, *others]
    points = 0
    for number in range(ROUNDS):
        claim = await world.in_review(world.installer, number=f"R-{number}")
        hands = [(hand, by) for by in moderators for hand in (approve, decline) for _ in range(2)]
        dice.shuffle(hands)
        won, told = await race(*(hand(world, claim, by) for hand, by in hands))
        assert len(won) == 1
        assert {type(refusal) for refusal in told} <= {AlreadyDecided, ClaimMovedOn}
        assert {refusal.verdict for refusal in told if isinstance(refusal, AlreadyDecided)} <= {won[0].verdict}
        points += won[0].points
    assert await world.balance(world.installer) == points
    assert await world.count(DecisionRow) == ROUNDS
    await proven(world)


async def test_a_verdict_and_a_withdrawal_exclude_each_other(world: World) -> None:
    """The partner takes the sale back in the moment in which it is approved: it is one or the other."""
    approved = 0
    for number in range(ROUNDS):
        claim = await world.in_review(world.installer, number=f"W-{number}")
        runners = [approve(world, claim, world.moderator), withdraw(world, claim, world.installer)]
        won, told = await race(*(runners if number % 2 else reversed(runners)))
        assert (len(won), len(told)) == (1, 1)
        assert isinstance(told[0], TRUTHS)
        approved += (await world.claim(claim.id)).state is ClaimState.APPROVED
    assert await world.balance(world.installer) == 240 * approved
    assert await world.count(TransactionRow) == approved
    await proven(world)


async def test_all_claims_of_one_person_at_once(world: World) -> None:
    """Different claims do not get into each other's way: every one is paid, and the boards agree."""
    claims = [await world.in_review(world.installer, number=f"A-{number}") for number in range(16)]
    deciders = (world.owner, world.moderator)
    won, told = await race(*(approve(world, claim, deciders[n % 2]) for n, claim in enumerate(claims)))
    assert (len(won), told) == (16, [])
    assert await world.balance(world.installer) == 240 * 16
    await proven(world)
