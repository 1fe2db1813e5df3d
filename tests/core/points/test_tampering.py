"""Whoever writes past the service is refused by the database itself."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from core.claims import guards as decisions
from core.points import guards
from core.points.proof import prove
from tests.core.points.conftest import happen
from tests.core.points.forgeries import EVERYWHERE, NEEDS_FOREIGN_KEYS, ON_POSTGRESQL, ON_SQLITE
from tests.core.points.forgeries_decisions import REOPENED, decision, line
from tests.core.points.forging import BORISS, IN_TIME, RESTING, SIXTY, Forged, swap
from tests.core.points.world import BORIS, World


async def _everything(ledger: World) -> list[str]:
    async with ledger.db.read() as session:
        return [
            repr((await session.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2"))).all())
            for table in (*guards.TABLES, *decisions.TABLES)
        ]


async def _is_refused(ledger: World, statements: tuple[str, ...]) -> None:
    before = await _everything(ledger)
    with pytest.raises(IntegrityError):
        await ledger.execute(*statements)
    assert await _everything(ledger) == before


async def test_a_true_transaction_by_hand_is_accepted(ledger: World) -> None:
    """So the refusals below are for what is wrong with them, not for how they are written."""
    await happen(ledger)
    await ledger.execute(*Forged("hold", swap("spendable", "held", 5, SIXTY, BORISS), person=2).statements())
    activation = Forged(
        "activation",
        swap("pending", "spendable", 40, RESTING, BORISS),
        person=2,
        number=101,
        columns={**IN_TIME, "key": "'later'"},
    )
    await ledger.execute(*activation.statements())
    async with ledger.db.read() as session:
        assert (await prove(session)).findings == ()
    found = await ledger.balance(BORIS)
    assert (found.held, found.pending, found.spendable) == (20, 0, 105)


async def test_a_true_decision_by_hand_is_accepted(ledger: World) -> None:
    """So a forged one is refused for what it says; and erasure may empty the note of whom it forgets."""
    await happen(ledger)
    await ledger.execute(REOPENED, "UPDATE claims SET state = 'approved' WHERE id = 2", decision(), line(9, "200"))
    await ledger.execute(
        "UPDATE persons SET status = 'deleted' WHERE id = 1", "UPDATE decisions SET note = '' WHERE note <> ''"
    )
    assert await ledger.scalar("SELECT COUNT(*) FROM decisions WHERE note = ''") == 3


@pytest.mark.parametrize("statements", EVERYWHERE.values(), ids=EVERYWHERE)
async def test_is_refused(busy: World, statements: tuple[str, ...]) -> None:
    await _is_refused(busy, statements)


@pytest.mark.parametrize("statements", ON_SQLITE.values(), ids=ON_SQLITE)
@pytest.mark.parametrize("busy", ["sqlite"], indirect=True)
async def test_is_refused_by_sqlite(busy: World, statements: tuple[str, ...]) -> None:
    await _is_refused(busy, statements)


@pytest.mark.parametrize("statements", ON_POSTGRESQL.values(), ids=ON_POSTGRESQL)
@pytest.mark.parametrize("busy", ["postgresql"], indirect=True)
async def test_is_refused_by_postgresql(busy: World, statements: tuple[str, ...]) -> None:
    await _is_refused(busy, statements)


@pytest.mark.parametrize("busy", ["sqlite"], indirect=True)
async def test_a_bare_connection_to_sqlite_is_refused_too(busy: World) -> None:
    """Without the pragmas of the service's own connections: recursive triggers and foreign keys are off."""
    before = await _everything(busy)
    accepted = []
    with closing(sqlite3.connect(busy.db.url.database or "", isolation_level=None)) as connection:
        for name, statements in {**EVERYWHERE, **ON_SQLITE}.items():
            connection.execute("BEGIN IMMEDIATE")
            try:
                for statement in statements:
                    connection.execute(statement)
                accepted.append(name)
            except sqlite3.IntegrityError:
                pass
            finally:
                connection.execute("ROLLBACK")
    assert set(accepted) == NEEDS_FOREIGN_KEYS
    assert await _everything(busy) == before
