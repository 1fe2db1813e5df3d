"""Fetching evidence: what a row announces is downloaded, checked in a child process and kept."""

import asyncio
import time
from contextlib import suppress
from functools import partial
from typing import Protocol

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.at_hand import AtHand
from bot.transport import DownloadFailed, Failure, Telegram
from core.claims import evidence
from core.claims.evidence import Awaited
from core.claims.picture import Unfit, UnfitReason
from core.claims.workshop import Workshop
from core.clock import Clock
from core.db.away import insist
from core.db.database import Database

AT_ONCE = 4
LOOK_SECONDS = 2.0
"""How often rows are looked for that nobody woke us for: retries that fall due, what a restart left."""

log = structlog.get_logger(__name__)


class Wakes(Protocol):
    """Told that there may be something to fetch."""

    def wake(self) -> None: ...


class Fetcher:
    """Works off the rows of evidence that await their bytes."""

    def __init__(self, db: Database, telegram: Telegram, workshop: Workshop, clock: Clock) -> None:
        self._db = db
        self._telegram = telegram
        self._workshop = workshop
        self._clock = clock
        self._woken = asyncio.Event()
        self._looking = False
        self._at_hand = AtHand[int]()
        self._tasks: set[asyncio.Task[None]] = set()
        self._gate = asyncio.Semaphore(AT_ONCE)

    def wake(self) -> None:
        self._woken.set()

    @property
    def idle(self) -> bool:
        return not self._tasks and not self._woken.is_set() and not self._looking

    async def run(self) -> None:
        """Fetch for ever; a download that hangs keeps nobody else's waiting."""
        try:
            while True:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._woken.wait(), LOOK_SECONDS)
                try:
                    await self.look()
                except Exception:
                    log.exception("evidence could not be looked up")
                    await asyncio.sleep(LOOK_SECONDS)
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def look(self) -> None:
        """Begin to fetch all that is due now and not under way."""
        self._looking = True
        self._woken.clear()
        self._at_hand.look()
        try:
            async with self._db.read() as session:
                due = await evidence.awaiting(session, now=self._clock())
            for item in due:
                if self._at_hand.take_found(item.id):
                    task = asyncio.create_task(self._fetch(item), name=f"evidence {item.id}")
                    self._tasks.add(task)
                    task.add_done_callback(self._tasks.discard)
        finally:
            self._looking = False

    async def _fetch(self, item: Awaited) -> None:
        try:
            async with self._gate:
                await self._fetch_one(item)
        except Exception:
            log.exception("evidence could not be fetched", evidence_id=item.id)
        finally:
            self._at_hand.let_go(item.id)

    async def _fetch_one(self, item: Awaited) -> None:
        started = time.monotonic()
        try:
            content = await self._download(item.file_id)
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

    async def _download(self, file_id: str) -> bytes:
        answer = await self._telegram.call("getFile", {"file_id": file_id})
        if answer.failure is Failure.REFUSED:
            raise DownloadFailed(answer.description, for_good=True)
        if answer.failure is not None:
            raise DownloadFailed(answer.description, for_good=False)
        return await self._telegram.download(answer.result["file_path"])

    async def _failed(self, item: Awaited, error: DownloadFailed) -> None:
        log.warning("download failed", for_good=error.for_good, why=str(error))
        reason = UnfitReason.TOO_BIG if "too big" in str(error) else UnfitReason.GONE

        async def note(session: AsyncSession) -> None:
            if error.for_good:
                await evidence.refuse(session, item.id, reason, now=self._clock())
            else:
                await evidence.failed_fetch(session, item.id, now=self._clock())

        await insist(partial(self._db.run, note))
