"""Fetching pictures of prizes: downloaded once, checked in a child process and kept."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.downloading import download
from bot.rows_at_work import RowsAtWork
from bot.transport import DownloadFailed, Telegram
from core.claims.picture import Unfit
from core.claims.workshop import Workshop
from core.clock import Clock
from core.db.away import insist
from core.db.database import Database
from core.rewards import pictures
from core.rewards.pictures import AwaitedPicture

log = structlog.get_logger(__name__)


class PrizeFetcher(RowsAtWork[AwaitedPicture]):
    """Works off the pictures of prizes that await their bytes."""

    def __init__(self, db: Database, telegram: Telegram, workshop: Workshop, clock: Clock) -> None:
        super().__init__("prize picture", db, clock, _due, self._fetch, at_once=1)
        self._db = db
        self._telegram = telegram
        self._workshop = workshop
        self._clock = clock

    async def _fetch(self, item: AwaitedPicture) -> None:
        try:
            checked = await self._workshop.check(await download(self._telegram, item.file_id))
        except DownloadFailed as error:
            log.warning("download failed", for_good=error.for_good, why=str(error))
            await self._failed(item, for_good=error.for_good)
            return
        if isinstance(checked, Unfit):
            log.warning("a prize's picture is unfit", why=checked.reason.value)
            await self._failed(item, for_good=True)
            return
        content = checked.jpeg

        async def keep(session: AsyncSession) -> None:
            await pictures.store(session, item, content)

        await insist(partial(self._db.run, keep))

    async def _failed(self, item: AwaitedPicture, *, for_good: bool) -> None:
        async def note(session: AsyncSession) -> None:
            await pictures.failed(session, item, for_good=for_good, now=self._clock())

        await insist(partial(self._db.run, note))


async def _due(session: AsyncSession, now: datetime) -> Sequence[AwaitedPicture]:
    return await pictures.awaiting(session, now=now)
