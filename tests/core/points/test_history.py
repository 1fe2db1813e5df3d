"""What a partner reads about their points, and "why?"."""

import pytest

from core.ids import Points
from core.points import explain, statement
from core.points.kinds import TransactionKind
from core.points.refusals import NoSuchTransaction
from core.points.values import HistoryEntry
from tests.core.points import world
from tests.core.points.world import ANNA, BORIS, FAR, World


async def history(ledger: World, limit: int = 10, before: HistoryEntry | None = None) -> list[HistoryEntry]:
    async with ledger.db.read() as session:
        return await statement.history(session, ANNA, limit=limit, before=before.transaction_id if before else None)


async def test_history_shows_what_came_and_went_newest_first(ledger: World) -> None:
    first = await ledger.accrue("a", 100)
    await ledger.accrue("other", 7, person=BORIS)
    await ledger.capture(await ledger.hold(70))
    await ledger.reverse(first)
    await ledger.accrue("b", 90)
    shown = [(entry.kind, entry.points, entry.debt) for entry in await history(ledger)]
    assert shown == [
        (TransactionKind.ACCRUAL, 90, 70),
        (TransactionKind.REVERSAL, -100, -70),
        (TransactionKind.HOLD, -70, 0),
        (TransactionKind.ACCRUAL, 100, 0),
    ]


async def test_history_goes_page_by_page(ledger: World) -> None:
    for number in range(1, 8):
        await ledger.accrue(f"a{number}", number, number)
    top = await history(ledger, limit=3)
    rest = await history(ledger, limit=10, before=top[-1])
    assert [entry.points for entry in (*top, *rest)] == [14, 12, 10, 8, 6, 4, 2]


async def test_why_these_points(ledger: World) -> None:
    claim = await world.claim(ledger.db, 1, 20, 40, verdict="approve")
    paid = await ledger.credit(claim, 20, 40)
    async with ledger.db.read() as session:
        why = await explain.explain(session, paid, ANNA)
    assert why.claim is not None
    assert why.claim.document_no == "№ 1"
    assert [
        (line.product, line.quantity, line.points_per_unit, line.points, line.moved) for line in why.claim.lines
    ] == [
        ("Boiler", 2, 10, 20, 20),
        ("Boiler", 2, 10, 40, 40),
    ]
    assert why.decision is not None
    assert (why.decision.number, why.decision.note) == (1, "Photo is sharp")
    assert [(lot.points, lot.expires_on) for lot in why.entry.lots] == [(20, FAR), (40, FAR)]


async def test_nobody_reads_about_somebody_elses_points(ledger: World) -> None:
    paid = await ledger.accrue("a", 100)
    assert paid is not None
    async with ledger.db.read() as session:
        with pytest.raises(NoSuchTransaction):
            await explain.explain(session, paid, BORIS)


async def test_points_of_claims_under_review_are_told_apart(ledger: World) -> None:
    await world.claim(ledger.db, 1, 20, 40)
    await world.claim(ledger.db, 2, 100, verdict="approve")
    await world.claim(ledger.db, 3, 5, person=BORIS)
    assert (await ledger.balance()).in_review == Points(60)
