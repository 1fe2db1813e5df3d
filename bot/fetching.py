"""Fetching evidence: what a row announces is downloaded, checked in a child process and kept."""

import time
from collections.abc import Sequence
from datetime import datetime
from functools import partial

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.downloading import download
from bot.rows_at_work import RowsAtWork
from bot.transport import DownloadFailed, Telegram
from core.claims import evidence
from core.claims.evidence import Awaited
from core.claims.picture import Unfit, UnfitReason
from core.claims.workshop import Workshop
from core.clock import Clock
from core.db.away import insist
from core.db.database import Database

AT_ONCE = 4

log = structlog.get_logger(__name__)


class Fetcher(RowsAtWork[Awaited]):
    """Works off the rows of evidence that await their bytes."""

    def __init__(self, db: Database, telegram: Telegram, workshop: Workshop, clock: Clock) -> None:
        super().__init__("evidence", db, clock, _due, self._fetch, at_once=AT_ONCE)
        self._db = db
        self._telegram = telegram
        self._workshop = workshop
        self._clock = clock

    async def _fetch(self, item: Awaited) -> None:
        started = time.monotonic()
        try:
            content = await download(self._telegram, item.file_id)
        except DownloadFailed as error:
            await self._failed(item, error)
            return
        checked = await self._workshop.check(content)

        async def keep(session: AsyncSession) -> None:
            if isinstance(checked, Unfit):
                await evidence.refuse(session, item.id, checked.reason, now=self._clock())
            else:
                await evidence.store(session, item.id, checked, now=self._clock())

        await insist(partial(self._db.run, keep))
        log.info("evidence checked", fit=not isinstance(checked, Unfit), seconds=round(time.monotonic() - started, 3))

    async def _failed(self, item: Awaited, error: DownloadFailed) -> None:
        log.warning("download failed", for_good=error.for_good, why=str(error))
        reason = UnfitReason.TOO_BIG if "too big" in str(error) else UnfitReason.GONE

        async def note(session: AsyncSession) -> None:
            if error.for_good:
                await evidence.refuse(session, item.id, reason, now=self._clock())
            else:
                await evidence.failed_fetch(session, item.id, now=self._clock())

        await insist(partial(self._db.run, note))


async def _due(session: AsyncSession, now: datetime) -> Sequence[Awaited]:
    return await evidence.awaiting(session, now=now)
