"""Proving: what holds, and what does not, in words."""

from collections.abc import Callable

from core.db.database import Database
from core.points import guards
from core.points.checks import Broken
from tandem.counting import counted
from tandem.proving import RULES, prove
from tandem.settings import Settings
from tests.core.points import world
from tests.tandem.conftest import Heard

Configure = Callable[..., Settings]


def test_every_rule_has_words() -> None:
    """A finding nobody can read helps nobody."""
    assert set(RULES) == set(Broken)


async def test_an_untouched_ledger_holds(configured: Configure, heard: Heard, db_url: str) -> None:
    """On both databases, and without the key: nothing sealed is opened."""
    assert await prove(configured(database_url=db_url, secret_key=None), heard.append)
    assert heard == ["✓ All holds: 0 accounts, 0 transactions, 0 entries, 0 lots."]


async def test_a_wrong_balance_is_told(configured: Configure, heard: Heard, db: Database, db_url: str) -> None:
    """Somebody with the owner's rights took the guards away and helped himself."""
    ledger = await world.fill(db)
    await ledger.accrue("bonus", 60)
    dialect = "sqlite" if db.is_sqlite else "postgresql"
    damage = "UPDATE ledger_accounts SET balance = 65 WHERE balance = 60 AND kind = 'spendable'"
    await ledger.execute(*guards.remove(dialect), damage)
    try:
        assert not await prove(configured(database_url=db_url), heard.append)
    finally:
        await ledger.execute(*guards.install(dialect))  # the database serves the next test too
    assert any(
        line.startswith("✗ a balance is the sum of its entries") and "65 instead of 60" in line for line in heard
    )
    assert heard[-1].startswith("✗ ")
    assert "1 transaction, " in heard[-1]


def test_numbers_agree_with_their_nouns() -> None:
    """Also with one finding."""
    assert [counted(n, "entry", "entries") for n in (0, 1, 2)] == ["0 entries", "1 entry", "2 entries"]
    assert [counted(n, "lot") for n in (1, 21)] == ["1 lot", "21 lots"]
