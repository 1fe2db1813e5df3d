"""Running an import: its rows looked at or saved by its importer, in transactions of their own."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock
from core.db.away import insist
from core.db.database import Database
from core.ids import PersonId, ProgrammeId
from core.importing import imports
from core.importing.imports import Import, ImportState
from core.importing.kinds import IMPORTERS

T = TypeVar("T")

TELL_EVERY = timedelta(seconds=2)


@dataclass(slots=True)
class DatabaseWork:
    """Work on a database, by whoever's right it is."""

    db: Database
    now: Clock
    programme_id: ProgrammeId
    by: PersonId | None
    choice: str = ""
    tell: Callable[[int], Awaitable[None]] | None = None
    """Told how many rows are done, at most every TELL_EVERY."""
    _told_at: datetime | None = None

    async def read(self, look: Callable[[AsyncSession], Awaitable[T]]) -> T:
        async def looking() -> T:
            async with self.db.read() as session:
                return await look(session)

        return await insist(looking)

    async def step(self, step: Callable[[AsyncSession], Awaitable[T]]) -> T:
        return await insist(partial(self.db.run, step))

    async def progress(self, done: int) -> None:
        await asyncio.sleep(0)
        now = self.now()
        if self.tell is not None and self._told_at is not None and now - self._told_at >= TELL_EVERY:
            await self.tell(done)
        if self._told_at is None or now - self._told_at >= TELL_EVERY:
            self._told_at = now


async def run(db: Database, clock: Clock, found: Import) -> None:
    """Look at an import's rows, or save them, as its state asks; nothing for any other state."""

    async def tell(done: int) -> None:
        await insist(partial(db.run, lambda session: imports.progressed(session, found, done, now=clock())))

    work = DatabaseWork(db, clock, found.programme_id, found.person_id, found.choice, tell)
    sheet = await work.read(lambda session: imports.sheet_of(session, found.id))
    if sheet is None:
        return
    importer = IMPORTERS[found.kind]
    if found.state is ImportState.READ:
        preview = await importer.look(work, sheet)
        await work.step(lambda session: imports.show(session, found, preview, now=clock()))
    elif found.state is ImportState.CONFIRMED:
        saved = dict(await importer.save(work, sheet))
        await work.step(lambda session: imports.finish(session, found, saved, now=clock()))
