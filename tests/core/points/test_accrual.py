"""Points that a claim earns."""

import asyncio
from datetime import date

import pytest

from core.ids import Points
from core.points.values import Expiring
from tests.core.points.world import BORIS, FAR, World


async def test_an_accrual_becomes_spendable(ledger: World) -> None:
    await ledger.accrue("claim:1:decision:1", 200, 40)
    balance = await ledger.balance()
    assert (balance.spendable, balance.earned, balance.debt) == (240, 240, 0)
    assert balance.next_expiry == Expiring(expires_on=FAR, points=Points(240))


async def test_the_same_fact_is_posted_once(ledger: World) -> None:
    """A second tap, a restart or a rerun carries the same key."""
    first = await ledger.accrue("claim:1:decision:1", 200)
    again = await asyncio.gather(*(ledger.accrue("claim:1:decision:1", 200) for _ in range(10)))
    assert set(again) == {first}
    assert (await ledger.balance()).spendable == 200


async def test_first_accruals_at_once_post_one(ledger: World) -> None:
    """Nobody's accounts exist yet, and all calls want to open them."""
    posted = await asyncio.gather(*(ledger.accrue("claim:1:decision:1", 200) for _ in range(10)))
    assert len(set(posted)) == 1
    assert (await ledger.balance()).spendable == 200


async def test_nothing_to_credit_posts_nothing(ledger: World) -> None:
    assert await ledger.accrue("claim:1:decision:1", 0) is None
    assert await ledger.scalar("SELECT count(*) FROM ledger_transactions") == 0


async def test_a_negative_credit_is_a_mistake(ledger: World) -> None:
    with pytest.raises(ValueError, match="never negative"):
        await ledger.accrue("claim:1:decision:1", -5)


async def test_a_key_names_one_person(ledger: World) -> None:
    await ledger.accrue("claim:1:decision:1", 200)
    with pytest.raises(ValueError, match="another transaction"):
        await ledger.accrue("claim:1:decision:1", 200, person=BORIS)


async def test_the_next_points_to_lapse_are_named(ledger: World) -> None:
    await ledger.accrue("a", 30, expires_on=None)
    await ledger.accrue("b", 20, expires_on=date(2026, 9, 30))
    await ledger.accrue("c", 10, expires_on=date(2026, 6, 30))
    await ledger.accrue("d", 5, expires_on=date(2026, 6, 30))
    assert (await ledger.balance()).next_expiry == Expiring(expires_on=date(2026, 6, 30), points=Points(15))


async def test_whoever_earned_nothing_has_nothing(ledger: World) -> None:
    balance = await ledger.balance(BORIS)
    assert (balance.spendable, balance.pending, balance.in_review, balance.next_expiry) == (0, 0, 0, None)
