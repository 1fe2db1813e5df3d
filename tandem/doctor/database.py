"""The doctor looks into the database: is it there, can it be written, is it up to date."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError

from core.db import migrate
from core.db.database import Database
from core.db.engine import database_url
from core.sealing import Keyring
from tandem.doctor import pilot as before_pilot
from tandem.doctor import programme
from tandem.doctor.findings import Finding, Mark, good, note, wrong
from tandem.settings import Settings

PATIENCE = 10.0
"""Seconds to wait for the database."""


async def findings(settings: Settings, *, pilot: bool = False) -> AsyncIterator[Finding]:
    """What the database tells; nothing more once it does not answer."""
    url = database_url(settings.database_url)
    for finding in _file(url, owners_named=bool(settings.owner_ids)):
        yield finding
        if finding.mark is not Mark.GOOD:
            return
    try:
        async with asyncio.timeout(PATIENCE):
            current = await migrate.is_current(url)
    except (SQLAlchemyError, OSError) as error:
        yield _unreachable(error)
        return
    if not current:
        yield wrong("the database is not at the newest schema", "Run `tandem migrate`; `tandem run` does it as well.")
        return
    yield good(f"the database answers and is up to date ({url.get_backend_name()})")
    if settings.secret_key is None:
        return
    async with Database(settings.database_url, Keyring(settings.secret_key.get_secret_value())) as db:
        async for finding in _inside(db, settings, pilot=pilot):
            yield finding


async def _inside(db: Database, settings: Settings, *, pilot: bool) -> AsyncIterator[Finding]:
    async for finding in programme.findings(db, owners_named=bool(settings.owner_ids), pilot=pilot):
        yield finding
    if pilot:
        async for finding in before_pilot.findings(db, settings):
            yield finding


def _file(url: URL, *, owners_named: bool) -> Iterator[Finding]:
    """SQLite writes beside its file too, so the folder has to be writable."""
    if url.get_backend_name() != "sqlite":
        return
    path = Path(str(url.database))
    folder = next(each for each in path.absolute().parents if each.exists())
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        yield wrong(f"{path} cannot be written", f"Give this user the right to write to {folder}.")
    elif not path.exists():
        yield note(
            f"there is no database yet at {path}", f"`tandem run` makes it. {programme.FIRST_OWNER[owners_named]}"
        )
    else:
        yield good(f"{path} can be written")


def _unreachable(error: Exception) -> Finding:
    reason = "no answer in time" if isinstance(error, TimeoutError) else _reason(getattr(error, "orig", None) or error)
    return wrong(f"the database cannot be reached ({reason})", "Check DATABASE_URL and that its server runs.")


def _reason(error: BaseException) -> str:
    return next(iter(str(error).splitlines()), "") or type(error).__name__
