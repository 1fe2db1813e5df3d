"""The proof finds every kind of damage, once the guards that prevent it are gone."""

from functools import partial

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims import guards as decisions
from core.insight import expected
from core.points import guards
from core.points.checks import Broken
from core.points.proof import Proof, prove
from tests.core.points.conftest import happen
from tests.core.points.world import PROGRAMME, ZONE, World


async def _proof(ledger: World) -> Proof:
    async with ledger.db.read() as session:
        return await prove(session)


class Undo(Exception):
    """Rolls a step back once it has seen enough."""

    def __init__(self, proof: Proof) -> None:
        self.proof = proof


async def _proof_of_damage(ledger: World, statements: list[str]) -> Proof:
    """Take the guards away, do damage as somebody with the owner's rights could, prove, and undo it all."""
    dialect = "sqlite" if ledger.db.is_sqlite else "postgresql"

    async def step(session: AsyncSession) -> None:
        connection = await session.connection()
        for sql in (*guards.remove(dialect), *decisions.remove(dialect), *statements):
            await connection.exec_driver_sql(sql)
        raise Undo(await prove(session))

    with pytest.raises(Undo) as undone:
        await ledger.db.run(step)
    return undone.value.proof


async def test_what_the_ledger_did_itself_holds(busy: World) -> None:
    proof = await _proof(busy)
    assert proof.findings == ()
    assert (proof.transactions, proof.lots, proof.accounts) == (11, 5, 14)


async def test_an_empty_ledger_holds(ledger: World) -> None:
    assert (await _proof(ledger)).holds


DAMAGE = {
    "an entry's amount": (
        Broken.SUM,
        "UPDATE ledger_entries SET amount = amount + 1 WHERE transaction_id = 1 AND position = 2",
    ),
    "a lost side": (Broken.WHOLE, "DELETE FROM ledger_entries WHERE transaction_id = 3 AND position > 1"),
    "a changed balance": (Broken.BALANCE, "UPDATE ledger_accounts SET balance = balance + 5 WHERE kind = 'spent'"),
    "a changed count": (Broken.GIVEN, "UPDATE points_given SET points = points - 1"),
    "a changed lot": (Broken.LOT, "UPDATE lots SET remaining = remaining + 1 WHERE id = 1"),
    "points moved between lots": (
        Broken.LOT,
        "UPDATE lots SET remaining = CASE id WHEN 1 THEN 10 ELSE remaining END",
    ),
    "a smaller lot": (Broken.CREDIT, "UPDATE lots SET amount = amount + 1 WHERE id = 3"),
    "a balance without lots": (
        Broken.SPENDABLE,
        "UPDATE ledger_accounts SET balance = balance + 5 WHERE kind = 'spendable' AND person_id = 2",
    ),
    "a transaction given to somebody else": (Broken.OWNER, "UPDATE ledger_transactions SET person_id = 2 WHERE id = 1"),
    "a return counted for another accrual": (
        Broken.REVERSAL,
        "UPDATE ledger_transactions SET reverses_id = 7 WHERE kind = 'reversal'",
    ),
    "a hold settled for another": (
        Broken.SETTLEMENT,
        "DROP INDEX uq_ledger_transactions_settlement",
        "UPDATE ledger_transactions SET reverses_id = 2 WHERE kind = 'release'",
    ),
    "an order turned round": (
        Broken.ORDER,
        "UPDATE lots SET expires_on = '2026-04-01' WHERE id = 2",
    ),
    "a decision that posted twice": (
        Broken.DECISION,
        "DROP INDEX uq_ledger_transactions_accrual",
        "UPDATE ledger_transactions SET decision_id = 1 WHERE kind = 'accrual'",
    ),
    "a verdict that was turned": (Broken.DECISION, "UPDATE decisions SET verdict = 'approve' WHERE claim_id = 2"),
    "a grant that was raised": (Broken.CLAIM, "UPDATE decision_lines SET points = points + 200"),
    "a line granted to a declined claim": (
        Broken.CLAIM,
        "UPDATE decisions SET verdict = 'approve' WHERE claim_id = 2",
        "INSERT INTO decision_lines (decision_id, position, product_id, quantity, rate_id, points)"
        " VALUES (2, 1, 2, 2, 2, 5)",
    ),
    "a line that grants more than its decision says": (
        Broken.DECISION,
        "UPDATE decision_lines SET points = points + 1 WHERE decision_id = 1 AND position = 0",
    ),
    "a grant that was deleted": (Broken.DECISION, "DELETE FROM decision_lines WHERE decision_id = 1"),
    "a decision of its own": (
        Broken.CLAIM,
        "INSERT INTO decisions (id, claim_id, number, verdict, note, may_resubmit, decided_by, at)"
        " VALUES (9, 2, 2, 'approve', '', TRUE, 3, '2026-03-11 09:00:00')",
        "INSERT INTO decision_lines (decision_id, position, product_id, quantity, rate_id, points)"
        " VALUES (9, 1, 2, 2, 2, 5)",
    ),
    "a lot that rests less": (Broken.PENDING, "UPDATE lots SET pending = pending - 1 WHERE pending > 0"),
    "a pending balance": (
        Broken.PENDING,
        "UPDATE ledger_accounts SET balance = balance + 5 WHERE kind = 'pending' AND person_id = 2",
    ),
    "a lot that forgot until when it rests": (Broken.PENDING, "UPDATE lots SET spendable_at = NULL WHERE pending > 0"),
    "an activation before its day": (
        Broken.PENDING,
        "UPDATE lots SET spendable_at = '2026-12-01 00:00:00' WHERE amount = 25",
    ),
    "a board": (Broken.STANDING, "UPDATE standings SET points = points + 1 WHERE period = 'quarter' AND person_id = 2"),
    "a row lost from a board": (Broken.STANDING, "DELETE FROM standings WHERE period = 'week' AND person_id = 2"),
    "a count behind a rank": (Broken.COUNT, "UPDATE standing_counts SET people = people + 1 WHERE period = 'month'"),
}


@pytest.mark.parametrize(("kind", "statements"), [(kind, rest) for kind, *rest in DAMAGE.values()], ids=DAMAGE)
async def test_damage_is_found(busy: World, kind: Broken, statements: list[str]) -> None:
    findings = (await _proof_of_damage(busy, statements)).findings
    assert kind in {finding.kind for finding in findings}
    assert all(finding.expected != finding.found for finding in findings)


async def test_boards_are_rebuilt_from_what_was_posted(ledger: World) -> None:
    """In Honolulu the morning of Moscow's Tuesday is still Monday evening."""
    await happen(ledger)
    await ledger.db.run(partial(expected.rebuild, programme_id=PROGRAMME, zone=ZONE))
    assert (await _proof(ledger)).holds
    await ledger.execute("UPDATE programmes SET timezone = 'Pacific/Honolulu'")
    await ledger.db.run(partial(expected.rebuild, programme_id=PROGRAMME, zone="Pacific/Honolulu"))
    assert (await _proof(ledger)).holds
