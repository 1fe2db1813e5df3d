"""Proving the audit log: in words that say what was done, and where."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from core.audit.kinds import Kind, Tampering
from core.db.database import Database
from core.sealing import Keyring
from tandem.proving_audit import WORDS, prove_audit, worded
from tandem.settings import Settings, SettingsError
from tests.core.audit.world import begin, unguarded, write
from tests.tandem.conftest import KEY, Heard

Configure = Callable[..., Settings]


@pytest.fixture
async def log(db_url: str) -> str:
    """A log of five entries, signed with the key of the settings."""
    async with Database(db_url, Keyring(KEY)) as db:
        await begin(db)
        await write(db, 5)
    return db_url


def test_every_kind_has_words() -> None:
    assert set(WORDS) == set(Kind)
    assert worded(Tampering(Kind.REMOVED, 3, 5)) == "Entries 3 to 5 removed"


async def test_a_log_that_nobody_touched(configured: Configure, heard: Heard, log: str) -> None:
    assert await prove_audit(configured(database_url=log), None, heard.append)
    (line,) = heard
    assert line.startswith("✓ Nobody has touched the audit log: 5 entries, seal 5:")
    seal = line.rpartition(" ")[2].rstrip(".")
    assert await prove_audit(configured(database_url=log), seal, heard.append)
    assert not await prove_audit(configured(database_url=log), "5:00000000000000", heard.append)
    assert heard[-2] == "✗ Forked: entries 1 to 5 rewritten from there to the end"


async def test_an_edited_entry_is_named(configured: Configure, heard: Heard, log: str) -> None:
    async with Database(log, Keyring(KEY)) as db, unguarded(db):
        await db.run(lambda session: session.execute(text("UPDATE audit_entries SET by = 1 WHERE serial = 3")))
    assert not await prove_audit(configured(database_url=log), None, heard.append)
    assert heard[0] == "✗ Entry 3 edited"
    assert heard[1].startswith("✗ The audit log was tampered with: 5 entries")


async def test_what_is_no_seal_is_one_sentence(configured: Configure, heard: Heard, log: str) -> None:
    with pytest.raises(SettingsError, match="124:3fa2b1c0d4e5f607"):
        await prove_audit(configured(database_url=log), "yesterday", heard.append)
