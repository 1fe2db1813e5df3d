"""Many at once want what only some can have."""

import asyncio
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from core.ids import Points, TransactionId
from core.points import holds
from core.points import ledger as posting
from core.points.proof import prove
from core.points.refusals import InsufficientPoints
from core.points.values import Credit
from tests.core.points.world import ANNA, BORIS, NOW, PROGRAMME, World

SPENDERS = 20
ROUNDS = 4
BALANCE, PRICE = 100, 30


async def _spend(session: AsyncSession, *, key: str) -> TransactionId:
    held = await holds.hold(
        session,
        programme_id=PROGRAMME,
        person_id=ANNA,
        points=Points(PRICE),
        key=key,
        reason={"kind": "order"},
        now=NOW,
    )
    return await holds.capture(session, held, now=NOW)


async def test_twenty_spenders_of_one_balance_win_as_often_as_it_holds(ledger: World) -> None:
    """Without the locks each would read the same balance, and all would win."""
    left = 0
    for turn in range(ROUNDS):
        await ledger.accrue(f"claim:{turn}:decision:1", 40, 60)
        left += BALANCE
        outcomes = await asyncio.gather(
            *(ledger.db.run(partial(_spend, key=f"order:{turn}:{spender}")) for spender in range(SPENDERS)),
            return_exceptions=True,
        )
        winners = [outcome for outcome in outcomes if isinstance(outcome, int)]
        losers = [outcome for outcome in outcomes if isinstance(outcome, InsufficientPoints)]
        assert (len(winners), len(losers)) == (left // PRICE, SPENDERS - left // PRICE)
        left -= len(winners) * PRICE
        assert {loser.available for loser in losers} == {left}
    assert (await ledger.balance()).spendable == left
    async with ledger.db.read() as session:
        findings = (await prove(session)).findings
    assert {finding.kind for finding in findings} <= {"standing"}


async def test_one_hold_is_captured_or_released(ledger: World) -> None:
    await ledger.accrue("a", 100)
    for turn in range(ROUNDS):
        held = await ledger.hold(10, f"order:{turn}")
        outcomes = await asyncio.gather(
            *((ledger.capture if number % 2 else ledger.release)(held) for number in range(10)),
            return_exceptions=True,
        )
        assert len({outcome for outcome in outcomes if isinstance(outcome, int)}) == 1
    balance = await ledger.balance()
    assert (balance.held, balance.spendable + balance.spent) == (0, 100)


async def test_returns_of_one_accrual_at_once_take_it_once(ledger: World) -> None:
    paid = await ledger.accrue("a", 100)
    outcomes = await asyncio.gather(*(ledger.reverse(paid, f"return:{number}") for number in range(10)))
    assert len([outcome for outcome in outcomes if outcome is not None]) == 1
    balance = await ledger.balance()
    assert (balance.earned, balance.spendable, balance.debt) == (0, 0, 0)


async def test_accruals_to_many_at_once_all_arrive(ledger: World) -> None:
    async def both(session: AsyncSession, *, number: int) -> None:
        for person in (ANNA, BORIS):
            await posting.accrue(
                session,
                programme_id=PROGRAMME,
                person_id=person,
                key=f"{person}:{number}",
                credits=[Credit(points=Points(5))],
                reason={"kind": "test"},
                now=NOW,
            )

    await asyncio.gather(*(ledger.db.run(partial(both, number=number)) for number in range(SPENDERS)))
    assert [(await ledger.balance(person)).spendable for person in (ANNA, BORIS)] == [100, 100]
