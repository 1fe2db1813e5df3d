"""Backing up and restoring from the command line."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from core.clock import system_clock
from core.db.database import Database
from core.db.engine import database_url
from core.keeping import restore as restoring
from core.keeping.backup import back_up
from core.keeping.file import BackupUnusable, Watermark
from core.keeping.restore import InUse, NotEmpty
from core.sealing import Keyring
from tandem.counting import counted
from tandem.migrating import require_current
from tandem.proving import tell_proof
from tandem.settings import Settings, SettingsError, for_database

Tell = Callable[[str], None]

NO_KEY = Keyring("a backup opens nothing that is sealed")
KEY_APART = (
    "SECRET_KEY is not inside: without it names, phones, photos and messages stay sealed for ever."
    " Keep a copy of it elsewhere, apart from the backups."
)


async def backup(settings: Settings, path: Path, tell: Tell) -> None:
    """Write a backup and tell how far it reaches. Raises SettingsError."""
    await require_current(settings)
    if await asyncio.to_thread(path.exists):
        raise SettingsError(f"{path} is there already: choose another name.")
    try:
        async with Database(settings.database_url, NO_KEY) as db:
            made = await back_up(db, path)
    except BackupUnusable as error:
        raise SettingsError(f"The backup was not kept: it {error}.") from None
    tell(f"✓ {path} is written and was read again: {_size(made.size)}, readable by you alone.")
    tell(_reach(made.watermark))
    tell(KEY_APART)


async def restore(settings: Settings, path: Path, tell: Tell, *, replace: bool = False) -> bool:
    """Put a backup in place, tell how far it reaches and prove it; whether all holds. Raises SettingsError."""
    key, now = for_database(settings), system_clock()
    url = database_url(settings.database_url)
    try:
        await restoring.require_free(url, replace=replace, now=now)
        async with restoring.made_ready(path, key, beside=url, now=now) as ready:
            kept = await restoring.put_in_place(ready, url, now=now)
    except InUse:
        raise SettingsError("The service runs on this database: stop it first.") from None
    except NotEmpty:
        raise SettingsError(
            "This database is not empty: name another one in DATABASE_URL, or give --replace to put the backup"
            " in its place."
        ) from None
    except BackupUnusable as error:
        raise SettingsError(f"{path} {error}.") from None
    tell(f"✓ {path} is restored.")
    tell(_reach(ready.watermark))
    if ready.erased_again:
        tell(f"{counted(ready.erased_again, 'person', 'people')} forgotten after this backup: forgotten again.")
    if kept is not None:
        tell(f"What was there before lies in {kept}: delete it once all is well.")
    return tell_proof(ready.proof, tell)


def _reach(watermark: Watermark) -> str:
    """How far it reaches, in one line."""
    if watermark.received_at is None and watermark.posted_at is None:
        return "Nothing had happened yet when it was made."
    parts = []
    if watermark.received_at is not None:
        parts.append(f"update {watermark.update_id} of {watermark.received_at:%Y-%m-%d %H:%M:%S} UTC")
    if watermark.posted_at is not None:
        parts.append(f"transaction {watermark.transaction_id} of {watermark.posted_at:%Y-%m-%d %H:%M:%S} UTC")
    return f"It reaches to {' and '.join(parts)}."


def _size(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MiB"
