"""Spending: set aside, then spent or returned, once."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.ids import Points, TransactionId
from core.points.kinds import TransactionKind
from core.points.refusals import HoldAlreadySettled, InsufficientPoints, NoSuchTransaction
from core.points.reversals import GRACE
from core.points.values import Expiring
from tests.core.points.world import NOW, TODAY, World

SOON, LATER = date(2026, 3, 31), date(2026, 9, 30)


async def test_the_lots_that_lapse_soonest_are_spent_first(ledger: World) -> None:
    await ledger.accrue("a", 50, expires_on=None)
    await ledger.accrue("b", 50, expires_on=LATER)
    await ledger.accrue("c", 50, expires_on=SOON)
    await ledger.accrue("d", 50, expires_on=SOON)
    await ledger.hold(120)
    assert await ledger.lots() == {1: 50, 2: 30, 3: 0, 4: 0}
    balance = await ledger.balance()
    assert (balance.spendable, balance.held, balance.spent) == (80, 120, 0)


async def test_a_captured_hold_is_spent_and_a_released_one_returns_to_its_lots(ledger: World) -> None:
    await ledger.accrue("a", 50, expires_on=SOON)
    await ledger.accrue("b", 50, expires_on=LATER)
    spent, returned = await ledger.hold(30, "order:1"), await ledger.hold(40, "order:2")
    await ledger.capture(spent)
    await ledger.release(returned)
    balance = await ledger.balance()
    assert (balance.spendable, balance.held, balance.spent) == (70, 0, 30)
    assert await ledger.lots() == {1: 20, 2: 50}


async def test_a_hold_beyond_the_balance_says_what_is_missing(ledger: World) -> None:
    await ledger.accrue("a", 497)
    with pytest.raises(InsufficientPoints) as refused:
        await ledger.hold(500)
    assert (refused.value.needed, refused.value.available) == (500, 497)
    assert (await ledger.balance()).spendable == 497


async def test_points_past_their_day_cannot_be_held(ledger: World) -> None:
    """The nightly sweep may not have come yet; in Moscow the day ends at 21:00 UTC."""
    await ledger.accrue("a", 50, expires_on=TODAY)
    await ledger.accrue("b", 10, expires_on=LATER)
    midnight = datetime(2026, 3, 10, 21, 0, tzinfo=UTC)
    with pytest.raises(InsufficientPoints):
        await ledger.hold(50, now=midnight)
    await ledger.hold(50, now=midnight - timedelta(seconds=1))


async def test_an_order_holds_its_points_once(ledger: World) -> None:
    await ledger.accrue("a", 100)
    assert await ledger.hold(40) == await ledger.hold(40)
    assert (await ledger.balance()).spendable == 60


async def test_a_hold_is_settled_once(ledger: World) -> None:
    await ledger.accrue("a", 100)
    held = await ledger.hold(40)
    assert await ledger.capture(held) == await ledger.capture(held)
    with pytest.raises(HoldAlreadySettled) as refused:
        await ledger.release(held)
    assert refused.value.settled_by == TransactionKind.CAPTURE
    assert (await ledger.balance()).spent == 40


async def test_only_a_hold_can_be_settled(ledger: World) -> None:
    accrual = await ledger.accrue("a", 100)
    assert accrual is not None
    with pytest.raises(NoSuchTransaction):
        await ledger.capture(accrual)
    with pytest.raises(NoSuchTransaction):
        await ledger.release(TransactionId(99))


async def test_points_returned_past_their_day_live_on_for_a_time_of_grace(ledger: World) -> None:
    await ledger.accrue("a", 50, expires_on=SOON)
    held = await ledger.hold(40)
    later = NOW + timedelta(days=60)
    await ledger.release(held, now=later)
    assert (await ledger.balance()).next_expiry == Expiring(expires_on=SOON, points=Points(10))
    await ledger.expire(later.date())
    balance = await ledger.balance()
    assert (balance.spendable, balance.held, balance.expired, balance.earned) == (40, 0, 10, 50)
    assert balance.next_expiry == Expiring(expires_on=later.date() + GRACE, points=Points(40))
