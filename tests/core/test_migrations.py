"""Migrations lead up, down and up again on both databases, and end where the models are."""

from alembic.script import ScriptDirectory

from core.db import migrate
from core.db.database import Database
from core.db.engine import database_url
from core.db.revision import NEWEST, is_newest
from core.sealing import Keyring
from tests.conftest import SECRET

REVISIONS = [script.revision for script in ScriptDirectory.from_config(migrate.config()).walk_revisions()][::-1]


async def test_every_migration_can_be_undone_and_done_again(db_url: str) -> None:
    url = database_url(db_url)
    await migrate.downgrade(url, "base")
    for revision in REVISIONS:
        await migrate.upgrade(url, revision)
        await migrate.downgrade(url, "-1")
        await migrate.upgrade(url, revision)
    assert await migrate.is_current(url)


async def test_the_migrated_schema_is_that_of_the_models(db_url: str) -> None:
    assert await migrate.differences(database_url(db_url)) == []


async def test_a_start_recognises_the_newest_schema(db_url: str) -> None:
    """What the quick look at start takes for the newest is what the migrations lead to."""
    assert REVISIONS[-1] == NEWEST
    async with Database(db_url, Keyring(SECRET)) as db:
        assert await is_newest(db)


async def test_an_empty_database_is_not_the_newest(tmp_path: object) -> None:
    async with Database(f"sqlite:///{tmp_path}/empty.db", Keyring(SECRET)) as db:
        assert not await is_newest(db)
