"""Restoring a backup: made ready and proven on a copy beside it, then put in place as a whole."""

import asyncio
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Executable, delete, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.channel.outbox import OutboxState, Priority
from core.channel.tables import OutboxRow
from core.db import leases, migrate
from core.db.database import Database
from core.db.engine import database_url
from core.db.leases import LeaseRow
from core.keeping import erased, file, loading
from core.keeping.file import BackupUnusable, Watermark
from core.people import pii
from core.points import proof
from core.points.proof import Proof
from core.programme import programmes
from core.programme.tables import ProgrammeRow
from core.sealing import Keyring

_AS_RESTORED = "restored from a backup"


class NotEmpty(Exception):
    """The database to restore into holds a programme."""


class InUse(Exception):
    """The service runs on the database to restore into."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A backup made ready to be put in place."""

    path: Path
    watermark: Watermark
    proof: Proof
    erased_again: int
    """People whom the backup still knew and who have been forgotten since."""


@asynccontextmanager
async def made_ready(backup: Path, key: str, *, beside: URL, now: datetime) -> AsyncIterator[Ready]:
    """A private copy of a backup, brought to the newest schema and proven. Raises BackupUnusable."""
    watermark = await asyncio.to_thread(file.check, backup)
    folder = await asyncio.to_thread(_folder_of, beside)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".restoring-") as place:
        copy = Path(place) / "tandem.db"
        await _native(backup, copy)
        await _upgrade(copy)
        async with Database(f"sqlite:///{copy.as_posix()}", Keyring(key)) as db:
            async with db.read() as session:
                if not await pii.opens(session):
                    raise BackupUnusable("was sealed with another SECRET_KEY: put that one back, no other opens it")
            again = await erased.erase_again(db, erased.listed_beside(backup), now=now)
            await _settle(db, watermark, now)
            async with db.read() as session:
                found = await proof.prove(session)
        await asyncio.to_thread(_fold, copy)
        yield Ready(path=copy, watermark=watermark, proof=found, erased_again=again)


async def require_free(url: URL, *, replace: bool, now: datetime) -> None:
    """Raise NotEmpty or InUse where a backup must not be put."""
    if url.get_backend_name() == "sqlite":
        if not await asyncio.to_thread(_has_content, Path(str(url.database))):
            return
    elif await _replicas(url, now):
        raise InUse
    if not replace and await _holds_programme(url):
        raise NotEmpty


async def put_in_place(ready: Ready, url: URL, *, now: datetime) -> Path | None:
    """Have the database be the backup from now on; where the replaced file lies, if there was one."""
    if url.get_backend_name() != "sqlite":
        await migrate.upgrade(url)
        async with Database(url.render_as_string(hide_password=False), _no_keys()) as db:
            await loading.into_postgresql(ready.path, db)
        return None
    return await asyncio.to_thread(_swap, ready.path, Path(str(url.database)), now)


def _swap(new: Path, target: Path, now: datetime) -> Path | None:
    kept, mode = None, file.OURS_ALONE
    if target.exists():
        mode = stat.S_IMODE(target.stat().st_mode)
        kept = target.with_name(f"{target.name}.replaced-{now:%Y%m%d-%H%M%S}")
        target.replace(kept)
        for suffix in ("-wal", "-shm"):
            target.with_name(target.name + suffix).unlink(missing_ok=True)
    with file.atomically(target) as part:
        new.replace(part)
        part.chmod(mode)
    return kept


async def _native(backup: Path, copy: Path) -> None:
    """A SQLite database with all its guards, whichever engine the backup was made from."""
    with file.opened(backup) as connection:
        rows_only, revision = file.holds_rows_only(connection), file.revision(connection)
    if not rows_only:
        await asyncio.to_thread(shutil.copyfile, backup, copy)
        return
    await _migrate(copy, revision)
    await asyncio.to_thread(loading.into_sqlite, backup, copy)


async def _upgrade(copy: Path) -> None:
    await _migrate(copy, "head")


async def _migrate(path: Path, revision: str) -> None:
    from alembic.util import CommandError

    try:
        await migrate.upgrade(database_url(f"sqlite:///{path.as_posix()}"), revision)
    except CommandError:
        raise BackupUnusable("was made by a newer Tandem: install that version first") from None


async def _settle(db: Database, watermark: Watermark, now: datetime) -> None:
    """What was on its way when the backup was made arrived long ago, most likely; the audit log tells of the restore.

    Receipts of points are sent again, a copy does no harm; answers to taps and what goes to many are listed instead.
    """
    statement = (
        update(OutboxRow)
        .where(OutboxRow.state == OutboxState.NEW.value, OutboxRow.priority != Priority.MONEY.value)
        .values(state=OutboxState.UNKNOWN.value, error=_AS_RESTORED)
        .execution_options(synchronize_session=False)
    )

    async def step(session: AsyncSession) -> None:
        await session.execute(statement)
        await session.execute(delete(LeaseRow))  # nobody holds anything here yet
        programme = await programmes.current(session)
        if programme is not None:
            reached = {"inbox": watermark.inbox_id, "transaction": watermark.transaction_id}
            subject = f"programme:{programme.id}"
            await record(
                session,
                programme_id=programme.id,
                by=None,
                act=Act.BACKUP_RESTORED,
                subject=subject,
                after=reached,
                now=now,
            )

    await db.run(step)


def _fold(copy: Path) -> None:
    with file.opened(copy) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("VACUUM")  # nothing of those erased again stays in free pages


def _has_content(path: Path) -> bool:
    """Whether a file holds anything; nobody may be at it: leaving WAL needs it for oneself alone. Raises InUse."""
    if not path.exists() or path.stat().st_size == 0:
        return False
    with file.opened(path) as connection:
        connection.execute("PRAGMA busy_timeout=500")
        try:
            mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
        except sqlite3.OperationalError:
            raise InUse from None
    if mode != "delete":
        raise InUse
    return True


def _folder_of(url: URL) -> Path | None:
    """Where a SQLite file lies or will lie: what is made there is put in place by a rename."""
    if url.get_backend_name() != "sqlite":
        return None
    folder = Path(str(url.database)).absolute().parent
    folder.mkdir(parents=True, exist_ok=True)
    return folder


async def _replicas(url: URL, now: datetime) -> bool:
    """Whether anybody runs on a PostgreSQL database."""
    return bool(await _answer(url, leases.alive(now).limit(1)))


async def _holds_programme(url: URL) -> bool:
    """Whether there is anything that must not be lost; what is not Tandem's counts as well."""
    if await _answer(url, select(ProgrammeRow.id).limit(1)):
        return True
    if url.get_backend_name() != "sqlite" or await _answer(url, text("SELECT 1 FROM alembic_version")):
        return False
    return bool(await _answer(url, text("SELECT count(*) FROM sqlite_master")))


async def _answer(url: URL, question: Executable) -> Any:
    """What a database answers; None where it lacks the table."""
    async with Database(url.render_as_string(hide_password=False), _no_keys()) as db, db.read() as session:
        try:
            return await session.scalar(question)
        except DBAPIError as error:
            if isinstance(error.orig, sqlite3.DatabaseError) and "no such table" not in str(error.orig):
                raise
            return None


def _no_keys() -> Keyring:
    return Keyring("what is asked here opens nothing that is sealed")
