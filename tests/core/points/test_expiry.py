"""Points lapse at the end of their last local day."""

from datetime import date, timedelta

from core.ids import TransactionId
from tests.core.points.world import BORIS, TODAY, World


async def test_points_lapse_after_their_last_day_and_once(ledger: World) -> None:
    await ledger.accrue("a", 50, expires_on=TODAY)
    await ledger.accrue("b", 30, expires_on=TODAY - timedelta(days=1))
    await ledger.accrue("c", 20, expires_on=None)
    assert await ledger.expire(TODAY) == 1
    assert await ledger.expire(TODAY) == 0
    assert ((await ledger.balance()).spendable, (await ledger.balance()).expired) == (70, 30)
    assert await ledger.expire(TODAY + timedelta(days=1)) == 1
    assert ((await ledger.balance()).spendable, (await ledger.balance()).expired) == (20, 80)


async def test_only_what_is_left_of_a_lot_lapses(ledger: World) -> None:
    await ledger.accrue("a", 50, expires_on=TODAY)
    await ledger.capture(await ledger.hold(35))
    await ledger.expire(TODAY + timedelta(days=1))
    balance = await ledger.balance()
    assert (balance.spendable, balance.spent, balance.expired) == (0, 35, 15)


async def test_a_sweep_goes_in_batches_until_nothing_is_due(ledger: World) -> None:
    for number in range(5):
        await ledger.accrue(f"a{number}", 10, expires_on=TODAY - timedelta(days=1))
        await ledger.accrue(f"b{number}", 10, person=BORIS, expires_on=TODAY - timedelta(days=1))
    swept = []
    while emptied := await ledger.expire(TODAY, limit=1):
        swept.append(emptied)
    assert swept == [5, 5]
    assert await ledger.scalar("SELECT count(*) FROM ledger_transactions WHERE kind = 'expiry'") == 2


async def test_a_lapse_by_mistake_can_be_undone(ledger: World) -> None:
    await ledger.accrue("a", 50, expires_on=date(2026, 3, 9))
    await ledger.expire(TODAY)
    lapse = TransactionId(await ledger.scalar("SELECT max(id) FROM ledger_transactions"))
    await ledger.reverse(lapse)
    balance = await ledger.balance()
    assert (balance.spendable, balance.expired) == (50, 0)
    assert await ledger.expire(TODAY) == 0
