"""A backup's file: one SQLite database for either engine, complete under its name or not there at all."""

import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

OURS_ALONE = 0o600
ROWS_ONLY = 1
"""SQLite's user_version of a file that holds rows without guards and indexes: made from another engine."""

_UPDATE = "SELECT id, update_id, received_at FROM inbox ORDER BY id DESC LIMIT 1"
_TRANSACTION = "SELECT id, posted_at FROM ledger_transactions ORDER BY id DESC LIMIT 1"
_REVISION = "SELECT version_num FROM alembic_version"


class BackupUnusable(Exception):
    """A file that cannot be restored. Its text says why, as the rest of a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watermark:
    """How far a database has come: what came last."""

    inbox_id: int = 0
    update_id: int | None = None
    received_at: datetime | None = None
    transaction_id: int = 0
    posted_at: datetime | None = None

    def reaches(self, other: "Watermark") -> bool:
        """Whether everything is here that the other one knows of."""
        return self.inbox_id >= other.inbox_id and self.transaction_id >= other.transaction_id


@contextmanager
def atomically(path: Path) -> Iterator[Path]:
    """A new empty file of our own beside a path; at the block's end it is on the disk and bears that name.

    Whatever goes wrong leaves the path as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, OURS_ALONE))
    try:
        yield part
        _to_disk(part)
        part.replace(path)
        if os.name == "posix":
            _to_disk(path.parent)
    finally:
        for left in (part, *(part.with_name(part.name + suffix) for suffix in ("-wal", "-shm", "-journal"))):
            left.unlink(missing_ok=True)


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a file that is there; each statement stands alone until a BEGIN. May be used in any thread."""
    address = f"{path.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)) as connection:
        yield connection


def check(path: Path) -> Watermark:
    """Read a backup from end to end; how far it reaches. Raises BackupUnusable."""
    try:
        with opened(path) as connection:
            if [row[0] for row in connection.execute("PRAGMA integrity_check(1)")] != ["ok"]:
                raise BackupUnusable("is damaged")
            return watermark(connection)
    except sqlite3.OperationalError as error:
        raise BackupUnusable(f"is not a backup of Tandem ({error})") from None
    except sqlite3.DatabaseError:
        raise BackupUnusable("is damaged, or not a backup of Tandem") from None


def watermark(connection: sqlite3.Connection) -> Watermark:
    """What came last, as a SQLite database tells."""
    inbox = connection.execute(_UPDATE).fetchone() or (0, None, None)
    posted = connection.execute(_TRANSACTION).fetchone() or (0, None)
    return Watermark(
        inbox_id=inbox[0],
        update_id=inbox[1],
        received_at=_instant(inbox[2]),
        transaction_id=posted[0],
        posted_at=_instant(posted[1]),
    )


def revision(connection: sqlite3.Connection) -> str:
    """The migration that a file's tables follow. Raises BackupUnusable."""
    found = connection.execute(_REVISION).fetchone()
    if found is None:
        raise BackupUnusable("does not say which schema it has")
    return str(found[0])


def holds_rows_only(connection: sqlite3.Connection) -> bool:
    """Whether guards and indexes are missing."""
    return bool(connection.execute("PRAGMA user_version").fetchone()[0] == ROWS_ONLY)


def free_bytes(folder: Path) -> int:
    """Bytes that can still be written where a folder lies, or will lie."""
    there = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    return shutil.disk_usage(there).free


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
