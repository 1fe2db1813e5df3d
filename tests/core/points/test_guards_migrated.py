"""A ledger that is older than points that rest: it goes on as it was, under the newer guards."""

from datetime import timedelta

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from core.claims import guards as decisions
from core.db import migrate
from core.db.database import Database
from core.db.engine import database_url
from core.points import guards
from core.points.proof import prove
from core.sealing import Keyring
from tests.conftest import SECRET
from tests.core.points import world
from tests.core.points.conftest import happen
from tests.core.points.forging import BORISS, SIXTY, Forged, swap
from tests.core.points.world import BORIS, NOW, World

REVISIONS = [script.revision for script in ScriptDirectory.from_config(migrate.config()).walk_revisions()][::-1]
BEFORE = REVISIONS[next(at for at, revision in enumerate(REVISIONS) if revision.endswith("_pending_points")) - 1]
"""The last migration that knew nothing of points that rest."""


async def test_an_old_ledger_is_taken_over(db_url: str) -> None:
    """Its guards hold before and after, its rows stay what they were, and its people earn points that rest."""
    url = database_url(db_url)
    async with Database(db_url, Keyring(SECRET)) as db:
        await happen(await world.fill(db), rests=False)
    await migrate.downgrade(url, BEFORE)
    true = Forged("hold", swap("spendable", "held", 5, SIXTY, BORISS), person=2).statements()
    false = Forged("hold", swap("spendable", "held", 61, SIXTY, BORISS), person=2, number=200).statements()
    async with Database(db_url, Keyring(SECRET)) as db:
        await World(db).execute(*true)
        with pytest.raises(IntegrityError):
            await World(db).execute(*false)
        entries = await _entries(db)
    await migrate.upgrade(url)
    async with Database(db_url, Keyring(SECRET)) as db:
        ledger = World(db)
        assert await _entries(db) == entries
        await _holds(ledger)
        with pytest.raises(IntegrityError):
            await ledger.execute(*false)
        if not db.is_sqlite:
            await ledger.execute("SELECT setval('ledger_transaction_ids', 300)")  # past those written by hand
        await ledger.accrue("later", 40, person=BORIS, rests=timedelta(days=7))
        await ledger.stand(40, BORIS)
        await _holds(ledger)
        await ledger.activate(NOW + timedelta(days=7))
        assert (await ledger.balance(BORIS)).spendable == 80
        await _holds(ledger)


async def test_what_has_rested_is_not_taken_back_to_rules_that_cannot_read_it(db_url: str) -> None:
    url = database_url(db_url)
    async with Database(db_url, Keyring(SECRET)) as db:
        await happen(await world.fill(db))
    with pytest.raises(RuntimeError, match="restore a backup"):
        await migrate.downgrade(url, BEFORE)
    async with Database(db_url, Keyring(SECRET)) as db:
        await _holds(World(db))


async def test_the_guards_of_the_newest_migration_are_those_of_the_code(db: Database) -> None:
    """Whoever changes the rules freezes them, and adds a migration that puts them up: see core.migrations.frozen."""
    found = text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE 'CREATE TRIGGER guard_%'")
    if not db.is_sqlite:
        found = text(
            "SELECT pg_get_functiondef(oid) FROM pg_proc"
            " WHERE proname LIKE 'guard_%' AND pronamespace = current_schema()::regnamespace"
        )
    async with db.read() as session:
        installed = "\n".join(await session.scalars(found))
    dialect = "sqlite" if db.is_sqlite else "postgresql"
    wanted = [*guards.triggers(dialect), *decisions.install(dialect)]
    bodies = [sql.partition("$$")[2].partition("$$")[0] or sql for sql in wanted if "EXECUTE FUNCTION" not in sql]
    assert bodies
    assert [body for body in bodies if body not in installed] == []


async def _entries(db: Database) -> str:
    async with db.read() as session:
        return repr((await session.execute(text("SELECT * FROM ledger_entries ORDER BY 1, 2"))).all())


async def _holds(ledger: World) -> None:
    async with ledger.db.read() as session:
        assert (await prove(session)).findings == ()
