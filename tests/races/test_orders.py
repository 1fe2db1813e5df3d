"""Many hands on the last prizes: nobody gets more than there are, nobody pays for nothing."""

import random
from typing import Any

from sqlalchemy import select

from core.ids import OrderId, Points
from core.people.persons import Person
from core.people.roles import Role
from core.points import ledger
from core.points.checks import Broken
from core.points.proof import prove
from core.points.refusals import InsufficientPoints
from core.points.statement import balance
from core.points.values import Credit
from core.rewards import handing, orders, prizes
from core.rewards.tables import PrizeRow
from core.rewards.values import CancelReason, OrderSettled, OrderState, PersonLimit, Prize, PrizeSoldOut
from tests.core.claims.world import NOW, World
from tests.core.people.world import join
from tests.races.conftest import race

ROUNDS = 6


async def offered(world: World, *, points: int = 100, stock: int | None = None, most: int | None = None) -> Prize:
    made: Prize = await world.do(
        prizes.begin, "Thermos", str(points), locale="ru", picture=None, by=world.owner.id, now=NOW
    )
    await world.do(prizes.set_stock, made.id, None if stock is None else str(stock), by=world.owner.id, now=NOW)
    await world.do(prizes.set_limit, made.id, None if most is None else str(most), by=world.owner.id, now=NOW)
    return await world.do(prizes.put_on_list, made.id, listed=True, by=world.owner.id, now=NOW)


async def with_points(world: World, points: int) -> Person:
    person = await join(world.db, world.owner.id, Role.PARTNER, name="Лев")
    await world.do(
        ledger.accrue,
        programme_id=person.programme_id,
        person_id=person.id,
        key=f"test:{person.id}",
        credits=[Credit(points=Points(points), expires_on=None)],
        reason={"kind": "test"},
        now=NOW,
    )
    return person


async def spendable(world: World, person: Person) -> int:
    async with world.db.read() as session:
        return (await balance(session, person.id, programme_id=person.programme_id)).spendable


def place(world: World, prize: Prize, person: Person, *, after: int = 0) -> Any:
    return world.do(orders.place, prize.id, points=prize.points, after=OrderId(after), by=person.id, now=NOW)


async def stock(world: World, prize: Prize) -> int | None:
    async with world.db.read() as session:
        left: int | None = await session.scalar(select(PrizeRow.stock).where(PrizeRow.id == prize.id))
        return left


async def test_twenty_people_and_three_prizes(world: World) -> None:
    people = [await with_points(world, 100) for _ in range(20)]
    prize = await offered(world, stock=3)
    won, told = await race(*(place(world, prize, person) for person in people))
    assert len(won) == 3
    assert {type(refusal) for refusal in told} == {PrizeSoldOut}
    assert sorted([await spendable(world, person) for person in people]) == [0] * 3 + [100] * 17
    assert await stock(world, prize) == 0
    await ledger_holds(world)


async def test_one_person_twenty_times_at_once(world: World) -> None:
    """The same confirming tap, from twenty phones: one order."""
    person = await with_points(world, 1_000)
    prize = await offered(world)
    won, told = await race(*(place(world, prize, person) for _ in range(20)))
    assert told == []
    assert len({order.id for order in won}) == 1
    assert await spendable(world, person) == 900
    await ledger_holds(world)


async def test_no_more_than_the_balance_holds(world: World) -> None:
    """Twenty prizes at once for somebody who can pay three of them."""
    person = await with_points(world, 350)
    things = [await offered(world, stock=1) for _ in range(20)]
    won, told = await race(*(place(world, prize, person) for prize in things))
    assert len(won) == 3
    assert {type(refusal) for refusal in told} == {InsufficientPoints}
    assert await spendable(world, person) == 50
    assert sum([await stock(world, prize) or 0 for prize in things]) == 17
    await ledger_holds(world)


async def test_no_more_than_one_person_may_have(world: World) -> None:
    person = await with_points(world, 1_000)
    prize = await offered(world, most=2)
    first = await place(world, prize, person)
    second = await place(world, prize, person, after=first.id)
    _, told = await race(*(place(world, prize, person, after=second.id) for _ in range(5)))
    assert {type(refusal) for refusal in told} == {PersonLimit}
    assert await spendable(world, person) == 800


async def test_an_order_has_one_end(world: World) -> None:
    """The partner cancels while staff hands over and cancels: one of them, and everything adds up."""
    dice = random.Random(5)
    person = await with_points(world, 100 * ROUNDS)
    prize = await offered(world, stock=ROUNDS)
    newest = 0
    for round_ in range(ROUNDS):
        order = await place(world, prize, person, after=newest)
        newest = order.id
        hands = [
            world.do(handing.withdraw, order.id, by=person.id, now=NOW),
            world.do(handing.decide, order.id, OrderState.GIVEN, by=world.owner.id, now=NOW),
            world.do(
                handing.decide,
                order.id,
                OrderState.CANCELLED,
                by=world.owner.id,
                now=NOW,
                reason=CancelReason.OUT_OF_STOCK,
            ),
        ]
        dice.shuffle(hands)
        won, told = await race(*hands)
        assert len(won) == 1, round_
        assert {type(refusal) for refusal in told} == {OrderSettled}
    await ledger_holds(world)


async def test_verdicts_are_carried_out_once(world: World) -> None:
    """By several replicas at the same tick; one that was given back to its lots can be spent again."""
    later = NOW.replace(hour=20)
    person = await with_points(world, 300)
    prize = await offered(world, stock=3)
    placed = [await place(world, prize, person)]
    placed += [await place(world, prize, person, after=placed[-1].id)]
    placed += [await place(world, prize, person, after=placed[-1].id)]
    for order, verdict in zip(placed, (OrderState.GIVEN, OrderState.CANCELLED, OrderState.CANCELLED), strict=True):
        await world.do(handing.decide, order.id, verdict, by=world.owner.id, now=NOW, reason=CancelReason.ASKED)
    await race(*(world.do(handing.carry_out, now=later) for _ in range(4)))
    assert await spendable(world, person) == 200
    assert await stock(world, prize) == 2
    assert await world.do(handing.carry_out, now=later) == 0
    await ledger_holds(world)


async def ledger_holds(world: World) -> None:
    """Boards aside: these points were credited without a sale."""

    async with world.db.read() as session:
        found = {finding.kind for finding in (await prove(session)).findings}
    assert found <= {Broken.STANDING, Broken.COUNT}
