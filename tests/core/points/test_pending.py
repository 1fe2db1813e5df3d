"""Points that rest: earned at once, spent from their day on, and taken back before without a debt."""

import asyncio
from datetime import timedelta
from functools import partial

import pytest

from core.ids import Points
from core.insight import expected
from core.people.events import PersonLeaves
from core.points import activation, expiry, explain
from core.points.proof import prove
from core.points.refusals import InsufficientPoints
from core.points.values import Credit, Resting
from tests.core.points.world import ANNA, BORIS, NOW, PROGRAMME, TODAY, ZONE, World

WEEK = timedelta(days=7)


async def holds(ledger: World) -> None:
    await ledger.db.run(partial(expected.rebuild, programme_id=PROGRAMME, zone=ZONE))
    async with ledger.db.read() as session:
        assert (await prove(session)).findings == ()


async def figures(ledger: World) -> tuple[int, int, int, int]:
    """Spendable, pending, debt, earned."""
    found = await ledger.balance()
    return found.spendable, found.pending, found.debt, found.earned


async def test_pending_points_are_earned_and_cannot_be_spent(ledger: World) -> None:
    await ledger.accrue("a", 100, 20, rests=WEEK)
    await ledger.accrue("b", 30, rests=2 * WEEK)
    assert await figures(ledger) == (0, 150, 0, 150)
    assert (await ledger.balance()).next_active == Resting(spendable_at=NOW + WEEK, points=Points(120))
    assert (await ledger.balance()).next_expiry is None
    with pytest.raises(InsufficientPoints) as short:
        await ledger.hold(110)
    assert (short.value.available, short.value.enough_at) == (0, NOW + WEEK)
    with pytest.raises(InsufficientPoints) as short:
        await ledger.hold(130)
    assert short.value.enough_at == NOW + 2 * WEEK
    with pytest.raises(InsufficientPoints) as short:
        await ledger.hold(151)
    assert short.value.enough_at is None
    await holds(ledger)


async def test_they_are_activated_on_their_day_and_once(ledger: World) -> None:
    """A tick that comes early, late or twice, from several replicas at once, changes nothing."""
    await ledger.accrue("a", 100, rests=WEEK)
    await ledger.accrue("b", 30, person=BORIS, rests=WEEK)
    assert await ledger.activate(NOW + WEEK - timedelta(microseconds=1)) == 0
    done = await asyncio.gather(*(ledger.activate(NOW + WEEK) for _ in range(8)))
    assert sum(done) == 2
    assert await figures(ledger) == (100, 0, 0, 100)
    assert (await ledger.balance(BORIS)).spendable == 30
    assert await ledger.scalar("SELECT count(*) FROM ledger_transactions WHERE kind = 'activation'") == 2
    assert (await ledger.balance()).next_active is None
    await holds(ledger)


async def test_many_are_activated_step_by_step(ledger: World) -> None:
    for number in range(5):
        await ledger.accrue(f"a{number}", 10, rests=WEEK)
        await ledger.accrue(f"b{number}", 10, person=BORIS, rests=WEEK)
    emptied = [await ledger.activate(NOW + WEEK, limit=1) for _ in range(3)]
    assert sorted(emptied) == [0, 5, 5]


async def test_whoever_spends_before_the_tick_finds_them(ledger: World) -> None:
    await ledger.accrue("a", 100, rests=WEEK)
    await ledger.hold(100, now=NOW + WEEK)
    assert (await ledger.balance()).held == 100
    assert await ledger.activate(NOW + WEEK) == 0
    await holds(ledger)


async def test_a_return_takes_what_is_pending_without_a_debt(ledger: World) -> None:
    """In part, too; the rest is activated in its time, and not what was taken."""
    await ledger.accrue("old", 50)
    await ledger.hold(50)
    paid = await ledger.accrue("a", 100, rests=WEEK)
    await ledger.reverse(paid, "return:1", Credit(points=Points(30)))
    assert await figures(ledger) == (0, 70, 0, 120)
    await ledger.activate(NOW + WEEK)
    assert await figures(ledger) == (70, 0, 0, 120)
    await ledger.reverse(paid, "return:2", Credit(points=Points(20)))
    assert await figures(ledger) == (50, 0, 0, 100)
    await ledger.hold(50, "order:2")
    await ledger.reverse(paid, "return:3")
    assert await figures(ledger) == (0, 0, 50, 50)
    await holds(ledger)


async def test_all_taken_back_leaves_nothing_to_activate(ledger: World) -> None:
    await ledger.reverse(await ledger.accrue("a", 100, rests=WEEK))
    assert await figures(ledger) == (0, 0, 0, 0)
    assert await ledger.activate(NOW + WEEK) == 0
    await holds(ledger)


async def test_a_debt_is_paid_off_when_they_can_be_spent(ledger: World) -> None:
    """Not before: what is pending may still be taken back."""
    first = await ledger.accrue("a", 70)
    await ledger.capture(await ledger.hold(70))
    await ledger.reverse(first)
    paid = await ledger.accrue("b", 100, rests=WEEK)
    assert paid is not None
    assert await figures(ledger) == (0, 100, 70, 100)
    with pytest.raises(InsufficientPoints) as short:
        await ledger.hold(31, "order:2")
    assert short.value.enough_at is None
    await ledger.activate(NOW + WEEK)
    assert await figures(ledger) == (30, 0, 0, 100)
    async with ledger.db.read() as session:
        why = await explain.explain(session, paid, ANNA)
    assert (why.paid_off, why.entry.points) == (70, 100)
    assert [lot.spendable_at for lot in why.entry.lots] == [NOW + WEEK]
    await holds(ledger)


async def test_they_lapse_in_their_time_even_if_nobody_ticked(ledger: World) -> None:
    """A service that slept: first they could be spent, then they lapsed; both are told in their order."""
    await ledger.accrue("a", 100, rests=WEEK, expires_on=TODAY + timedelta(days=10))
    late = NOW + timedelta(days=30)
    assert await ledger.expire(late.date()) == 0
    assert await ledger.activate(late) == 1
    assert await ledger.expire(late.date()) == 1
    assert (await ledger.balance()).expired == 100
    await holds(ledger)


async def test_whoever_leaves_loses_what_was_pending_too(ledger: World) -> None:
    await ledger.accrue("a", 100, rests=WEEK)
    await ledger.accrue("b", 20)
    leaving = PersonLeaves(at=NOW, person_id=ANNA, programme_id=PROGRAMME)
    await ledger.db.run(lambda session: expiry.lapse_for_good(session, leaving))
    found = await ledger.balance()
    assert (found.spendable, found.pending, found.expired) == (0, 0, 120)
    assert await ledger.activate(NOW + WEEK) == 0
    await holds(ledger)


async def test_the_next_tick_is_known(ledger: World) -> None:
    async with ledger.db.read() as session:
        assert await activation.next_due(session) is None
    await ledger.accrue("a", 100, rests=WEEK)
    await ledger.accrue("b", 100, rests=timedelta(days=1))
    async with ledger.db.read() as session:
        assert await activation.next_due(session) == NOW + timedelta(days=1)
