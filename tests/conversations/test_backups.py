"""Backups: made while the service runs, restored elsewhere on either engine, and nothing is missing."""

import asyncio
import stat
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from core.db.database import Database
from core.keeping import erased
from core.keeping.backup import back_up
from core.people import pii
from core.people.persons import load
from core.people.roles import Status
from core.points import proof
from core.sealing import Keyring
from sandbox.server import Sandbox
from tandem import keeping
from tandem.settings import Settings, SettingsError
from tests.conftest import NO_POSTGRES, POSTGRES, Postgres
from tests.conversations.selling import sell
from tests.stage import SECRET, Human, Stage, open_stage


class Terminal(list[str]):
    """What a command tells."""

    @property
    def text(self) -> str:
        return "\n".join(self)


@pytest.fixture(params=["sqlite", "postgresql"])
async def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of an empty database on another machine, of each engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/elsewhere/tandem.db"
        return
    if not POSTGRES:
        pytest.skip(NO_POSTGRES)
    database = Postgres(POSTGRES, f"tandem_test_{uuid.uuid4().hex[:12]}")
    await database.create()
    yield database.url
    await database.drop()


@pytest.fixture
async def ivan(stage: Stage, owner: Human) -> Human:
    """A partner with an approved sale and one under review."""
    ivan = await stage.member("Ivan", owner=owner)
    await sell(ivan, "4411")
    await owner.taps(owner.t("Approve"))
    await sell(ivan, "4412")
    return ivan


def settings(url: str, secret: str = SECRET) -> Settings:
    return Settings(_env_file=None, database_url=url, secret_key=secret)


def names(folder: Path) -> list[str]:
    """What a folder holds."""
    return sorted(path.name for path in folder.iterdir())


async def finds_boilers(url: str) -> bool:
    """Whether the search's index knows what was restored; PostgreSQL keeps its own by itself."""
    if not url.startswith("sqlite"):
        return True
    async with Database(url, Keyring(SECRET)) as db, db.read() as session:
        return bool(
            await session.scalar(text("SELECT count(*) FROM products_index WHERE products_index MATCH 'boiler'"))
        )


async def test_a_backup_is_restored_on_an_empty_place(
    stage: Stage, sandbox: Sandbox, ivan: Human, elsewhere: str, tmp_path: Path
) -> None:
    """From either engine to either: people, pictures, points, conversations; and the bot goes on there."""
    told, file = Terminal(), tmp_path / "today.backup"
    await keeping.backup(settings(stage.service.settings.database_url), file, told.append)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "SECRET_KEY is not inside" in told[-1]
    reach = told[-2]
    assert "update" in reach
    assert "transaction" in reach
    await stage.service.stop()
    told.clear()
    assert await keeping.restore(settings(elsewhere), file, told.append)
    assert reach in told
    assert told[-1].startswith("✓ All holds")
    assert await finds_boilers(elsewhere)
    there = await open_stage(sandbox, elsewhere)
    ivan.stage, ivan._settle = there, there.settle
    assert await ivan.balance() == 240
    await ivan.says("/balance")
    assert "240" in ivan.heard
    await sell(ivan, "4413")
    assert not any(name.endswith(".part") for name in names(tmp_path))
    await there.prove()
    await there.service.stop()
    await stage.service.start()


async def test_what_was_sealed_stays_sealed(stage: Stage, ivan: Human, tmp_path: Path) -> None:
    """Whoever finds a backup reads no name; another key does not open it, and replaces nothing."""
    file, target = tmp_path / "today.backup", tmp_path / "other.db"
    await keeping.backup(settings(stage.service.settings.database_url), file, Terminal().append)
    content = file.read_bytes()
    assert b"Ivan" not in content
    assert SECRET.encode() not in content
    with pytest.raises(SettingsError, match="another SECRET_KEY"):
        await keeping.restore(
            settings(f"sqlite:///{target}", "another key, as long as the first is"), file, Terminal().append
        )
    assert not target.exists()


async def test_what_is_there_is_not_overwritten_unasked(
    stage: Stage, sandbox: Sandbox, ivan: Human, elsewhere: str, tmp_path: Path
) -> None:
    """Neither by a backup nor by a restore; with --replace the old file is kept aside."""
    file, told = tmp_path / "today.backup", Terminal()
    await keeping.backup(settings(stage.service.settings.database_url), file, told.append)
    with pytest.raises(SettingsError, match="there already"):
        await keeping.backup(settings(stage.service.settings.database_url), file, told.append)
    await keeping.restore(settings(elsewhere), file, told.append)
    with pytest.raises(SettingsError, match="--replace"):
        await keeping.restore(settings(elsewhere), file, told.append)
    assert await keeping.restore(settings(elsewhere), file, told.append, replace=True)
    if elsewhere.startswith("sqlite"):
        assert sum("replaced" in name for name in names(tmp_path / "elsewhere")) == 1
    async with Database(elsewhere, stage.service.db.keyring) as db, db.read() as session:
        assert (await proof.prove(session)).holds


@pytest.mark.today
async def test_a_database_in_use_is_left_alone(stage: Stage, ivan: Human, tmp_path: Path) -> None:
    """Pulling a file from under a running service would lose what it confirms from then on."""
    file = tmp_path / "today.backup"
    await keeping.backup(settings(stage.service.settings.database_url), file, Terminal().append)
    with pytest.raises(SettingsError, match="The service runs"):
        await keeping.restore(settings(stage.service.settings.database_url), file, Terminal().append, replace=True)
    assert await ivan.balance() == 240


@pytest.mark.parametrize("spoil", ["cut", "letters", "zeros"])
async def test_a_damaged_backup_replaces_nothing(stage: Stage, ivan: Human, tmp_path: Path, spoil: str) -> None:
    """Half copied, some other file, or a bad disk: said before anything is touched."""
    file, target = tmp_path / "today.backup", tmp_path / "other.db"
    await keeping.backup(settings(stage.service.settings.database_url), file, Terminal().append)
    content = file.read_bytes()
    middle = len(content) // 3
    spoilt = {
        "cut": content[:middle],
        "letters": b"Dear Anna, " * 500,
        "zeros": content[:middle] + bytes(40_960) + content[middle + 40_960 :],
    }
    file.write_bytes(spoilt[spoil])
    with pytest.raises(SettingsError, match=r"damaged|not a backup"):
        await keeping.restore(settings(f"sqlite:///{target}"), file, Terminal().append)
    assert not target.exists()


async def test_a_backup_that_fails_leaves_nothing(stage: Stage, tmp_path: Path) -> None:
    """A folder that cannot be written: the reason, and no half file."""
    (tmp_path / "shut").write_text("a file where a folder should be")
    with pytest.raises(OSError, match=r"shut|Not a directory|exists"):
        await back_up(stage.service.db, tmp_path / "shut" / "today.backup")
    assert (tmp_path / "shut").read_text()


async def test_whoever_was_forgotten_since_is_forgotten_again(
    stage: Stage, owner: Human, ivan: Human, elsewhere: str, tmp_path: Path
) -> None:
    """The list lies beside the backups, since a lost database cannot tell."""
    file, told = tmp_path / "today.backup", Terminal()
    await keeping.backup(settings(stage.service.settings.database_url), file, told.append)
    person, olga = await ivan.member(), await owner.member()
    await asyncio.to_thread(erased.write_list, tmp_path, [person.id])
    assert await keeping.restore(settings(elsewhere), file, told.append)
    assert "1 person forgotten after this backup: forgotten again." in told
    async with Database(elsewhere, stage.service.db.keyring) as db, db.read() as session:
        assert await pii.names(session, [person.id, olga.id]) == {olga.id: "Olga"}
        assert (await load(session, person.id)).status is Status.DELETED
