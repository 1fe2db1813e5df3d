"""Returns: never more than was given, from the same lots, and a debt for what is spent."""

from datetime import date, timedelta
from functools import partial

import pytest

from core.ids import Points, TransactionId
from core.points import ledger as posting
from core.points.refusals import NoSuchTransaction, ReversalExceedsOriginal
from core.points.values import Credit
from tests.core.points import world
from tests.core.points.world import ANNA, NOW, PROGRAMME, World


def line(claim_line_id: int | None, points: int) -> Credit:
    return Credit(points=Points(points), claim_line_id=claim_line_id)


async def test_a_return_takes_points_from_their_own_lots(ledger: World) -> None:
    await ledger.accrue("a", 100, expires_on=date(2026, 4, 1))
    second = await ledger.accrue("b", 60)
    await ledger.reverse(second)
    balance = await ledger.balance()
    assert (balance.spendable, balance.earned, balance.debt) == (100, 100, 0)
    assert await ledger.lots() == {1: 100, 2: 0}


async def test_what_was_spent_becomes_a_debt_that_the_next_accrual_pays(ledger: World) -> None:
    first = await ledger.accrue("a", 100)
    await ledger.capture(await ledger.hold(70))
    await ledger.reverse(first)
    balance = await ledger.balance()
    assert (balance.spendable, balance.debt, balance.earned, balance.spent) == (0, 70, 0, 70)
    await ledger.accrue("b", 50)
    assert ((await ledger.balance()).spendable, (await ledger.balance()).debt) == (0, 20)
    await ledger.accrue("c", 50)
    balance = await ledger.balance()
    assert (balance.spendable, balance.debt, balance.earned) == (30, 0, 100)


async def test_a_debt_is_paid_before_held_points_return(ledger: World) -> None:
    """Otherwise a cancelled order would hand out what a return had claimed."""
    first = await ledger.accrue("a", 100)
    held = await ledger.hold(100)
    await ledger.reverse(first)
    assert ((await ledger.balance()).held, (await ledger.balance()).debt) == (100, 100)
    await ledger.release(held)
    balance = await ledger.balance()
    assert (balance.spendable, balance.held, balance.debt) == (0, 0, 0)


async def test_a_return_of_one_line_leaves_the_others(ledger: World) -> None:
    claim = await world.claim(ledger.db, 1, 30, 70, verdict="approve")
    paid = await ledger.credit(claim, 30, 70)
    await ledger.reverse(paid, "return:1", line(101, 20))
    assert await ledger.lots() == {1: 30, 2: 50}
    with pytest.raises(ReversalExceedsOriginal) as refused:
        await ledger.reverse(paid, "return:2", line(101, 51))
    assert (refused.value.wanted, refused.value.left) == (51, 50)
    await ledger.reverse(paid, "return:3")
    assert (await ledger.balance()).earned == 0


async def test_the_same_return_is_posted_once(ledger: World) -> None:
    paid = await ledger.accrue("a", 100)
    assert await ledger.reverse(paid) == await ledger.reverse(paid)
    assert await ledger.reverse(paid, "return:2") is None
    balance = await ledger.balance()
    assert (balance.earned, balance.debt) == (0, 0)


async def test_a_cancelled_order_returns_what_was_spent(ledger: World) -> None:
    await ledger.accrue("a", 50, expires_on=date(2026, 3, 31))
    await ledger.accrue("b", 50)
    spent = await ledger.capture(await ledger.hold(80))
    await ledger.reverse(spent)
    balance = await ledger.balance()
    assert (balance.spendable, balance.spent) == (100, 0)
    assert await ledger.lots() == {1: 50, 2: 50}


async def test_a_late_cancellation_gives_grace_to_what_has_lapsed(ledger: World) -> None:
    await ledger.accrue("a", 50, expires_on=date(2026, 3, 31))
    await ledger.accrue("b", 50)
    spent = await ledger.capture(await ledger.hold(80))
    await ledger.reverse(spent, now=NOW + timedelta(days=40))
    assert await ledger.lots() == {1: 0, 2: 50, 3: 50}
    assert (await ledger.balance()).earned == 100


async def test_only_what_can_be_undone_is(ledger: World) -> None:
    paid = await ledger.accrue("a", 100)
    held = await ledger.hold(10)
    for transaction in (held, await ledger.reverse(paid), TransactionId(99)):
        with pytest.raises(NoSuchTransaction):
            await ledger.reverse(transaction, "return:2")


async def test_a_debt_is_paid_from_what_lapses_soonest(ledger: World) -> None:
    first = await ledger.accrue("a", 100)
    await ledger.capture(await ledger.hold(100))
    await ledger.reverse(first, "return:1", line(None, 30))
    await ledger.db.run(
        partial(
            posting.accrue,
            programme_id=PROGRAMME,
            person_id=ANNA,
            key="b",
            credits=[
                Credit(points=Points(20)),
                Credit(points=Points(20), expires_on=date(2026, 9, 30)),
                Credit(points=Points(20), expires_on=date(2026, 4, 30)),
            ],
            reason={"kind": "test"},
            now=NOW,
        )
    )
    assert await ledger.lots() == {1: 0, 2: 20, 3: 10, 4: 0}
