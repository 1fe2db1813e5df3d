"""Imports at work: files fetched and read in a child process, their rows looked at and saved."""

import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.downloading import download
from bot.rows_at_work import RowsAtWork
from bot.transport import DownloadFailed, Telegram
from core.clock import Clock
from core.db.away import insist
from core.db.database import Database
from core.importing import imports, running
from core.importing.imports import Import, ImportState
from core.sheets.reader import SheetReader
from core.sheets.sheet import UnfitReason

AT_ONCE = 2

log = structlog.get_logger(__name__)


class Importing(RowsAtWork[Import]):
    """Moves imports on, as far as that is not for people to do."""

    def __init__(self, db: Database, telegram: Telegram, reader: SheetReader, clock: Clock) -> None:
        super().__init__("imports", db, clock, _due, self._move_on, at_once=AT_ONCE)
        self._db = db
        self._telegram = telegram
        self._reader = reader
        self._clock = clock
        self._expected: set[int] = set()

    def expect(self, user_id: int) -> None:
        """A step of this user's leaves something to do, once it is committed."""
        self._expected.add(user_id)

    def handled(self, user_id: int) -> None:
        """A step of this user's is committed."""
        if user_id in self._expected:
            self._expected.discard(user_id)
            self.wake()

    async def _move_on(self, found: Import) -> None:
        started = time.monotonic()
        try:
            if found.state is ImportState.AWAITED:
                await self._fetch(found)
            else:
                await running.run(self._db, self._clock, found)
        except DownloadFailed as error:
            await self._failed(found, error)
            return
        except Exception:
            log.exception("an import broke", import_id=found.id, kind=found.kind, state=found.state)
            await self._step(lambda session: imports.broke(session, found, now=self._clock()))
            return
        log.info("import moved on", kind=found.kind, state=found.state, seconds=round(time.monotonic() - started, 3))
        self.wake()

    async def _fetch(self, found: Import) -> None:
        content = await download(self._telegram, found.file_id or "")
        sheet = await self._reader.read(content)
        await self._step(lambda session: imports.keep(session, found, sheet, now=self._clock()))

    async def _failed(self, found: Import, error: DownloadFailed) -> None:
        log.warning("download failed", for_good=error.for_good, why=str(error))
        reason = UnfitReason.TOO_BIG if "too big" in str(error) else UnfitReason.GONE

        async def note(session: AsyncSession) -> None:
            if error.for_good:
                await imports.refuse(session, found, reason, now=self._clock())
            else:
                await imports.failed_fetch(session, found, now=self._clock())

        await self._step(note)

    async def _step(self, step: Callable[[AsyncSession], Awaitable[None]]) -> None:
        await insist(partial(self._db.run, step))


async def _due(session: AsyncSession, now: datetime) -> Sequence[Import]:
    return await imports.due(session, now=now)
