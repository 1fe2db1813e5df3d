"""The runner: brings each update to its end; a failure is tried again, then set aside, and nobody else notices."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial

import structlog
from aiogram import Bot
from aiogram.types import Update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.incoming import Incoming
from bot.reading import Unreadable, parse
from bot.serialise import Reply
from bot.steps import Returned, Steps
from core.channel import inbox
from core.channel.inbox import InboxState
from core.db.away import DatabaseAway, insist, pause_after
from core.db.database import Database
from core.db.work import RowMovedOn
from core.errors import Refusal

__all__ = ["Returned", "Runner"]

PAUSES = (0.1, 0.4, 1.5, 4.0)
"""Seconds after each failure but the last: five tries within ten seconds."""

RECOVERIES = 7
"""How often an update may be begun again that a stop of the process interrupted: it may be what stops it.

The first two are shared with all that were interrupted, five it has alone.
"""

SUSPECT_AFTER = 2
"""Interruptions after which an update is begun again alone: then the others do not share the blame for a stop."""

OTHERS_FIRST = 3.0
"""Seconds for which a suspect waits until the others that were interrupted are at their end."""

log = structlog.get_logger(__name__)

Work = Callable[[AsyncSession], Awaitable[list[Reply]]]
"""A step that brings an update to an end, and returns what goes out directly."""


class Runner:
    """Runs an update's steps, each in a transaction."""

    def __init__(self, db: Database, bot: Bot, steps: Steps, *, send_now: Callable[[Sequence[Reply]], None]) -> None:
        """`send_now` takes what goes out past the outbox."""
        self._db = db
        self._bot = bot
        self._steps = steps
        self._send_now = send_now
        self._stopping = asyncio.Event()
        self._suspects = asyncio.Lock()
        self._innocent = 0
        self._all_at_their_end = asyncio.Event()

    async def handle(self, item: Incoming) -> None:
        """Bring an update to its end, whatever it takes: done, quarantined or dead. A stop leaves it in its row."""
        with structlog.contextvars.bound_contextvars(update_id=item.update_id):
            try:
                update = parse(item, self._bot)
            except Unreadable as error:
                await self._set_aside(item, InboxState.QUARANTINED, str(error))
                return
            if not item.recovered:
                await self._bring_to_end(item, update)
            elif item.begun_before < SUSPECT_AFTER:
                with self._presumed_innocent():
                    await self._begin_again(item, update)
            else:
                async with self._suspects:
                    await self._others_first()
                    await self._begin_again(item, update)

    def stop(self) -> None:
        """Begin no further try: what has not succeeded stays in its row."""
        self._stopping.set()

    @contextmanager
    def _presumed_innocent(self) -> Iterator[None]:
        self._innocent += 1
        self._all_at_their_end.clear()
        try:
            yield
        finally:
            self._innocent -= 1
            if self._innocent == 0:
                self._all_at_their_end.set()

    async def _others_first(self) -> None:
        """Let what was interrupted less often come to its end: should the service stop again, only one is to blame."""
        await asyncio.sleep(0)  # lanes of the same look begin one after another
        with suppress(TimeoutError):
            async with asyncio.timeout(OTHERS_FIRST):
                while self._innocent:
                    await self._all_at_their_end.wait()

    async def _begin_again(self, item: Incoming, update: Update) -> None:
        """Handle what a stop interrupted, unless it was interrupted so often that it may be what stops the service."""
        if await self._begun_too_often(item):
            await self._set_aside(item, InboxState.DEAD, "the service stopped at it every time")
        else:
            await self._bring_to_end(item, update)

    async def _bring_to_end(self, item: Incoming, update: Update) -> None:
        if not await self._try(item, update):
            await self._set_aside(item, InboxState.DEAD, "failed every time")

    async def _try(self, item: Incoming, update: Update) -> bool:
        """Try until an end or a stop; False if it failed every time. A database that is away costs no try."""
        work: Work = partial(self._steps.handle, item, update)
        failures, away, refused = 0, 0, False
        while not self._stopping.is_set():
            try:
                if await self._once(item, work):
                    return True
            except DatabaseAway:
                await self._rest(pause_after(away))
                away += 1
                continue
            except Refusal as refusal:
                if not refused:
                    work, refused = partial(self._steps.refuse, item, update, refusal), True
                    log.info("refused", refusal=type(refusal).__name__)
                    continue
                log.error("a refusal was refused", refusal=type(refusal).__name__)
            if failures == len(PAUSES):
                return False
            await self._rest(PAUSES[failures])
            failures += 1
        return True

    async def _once(self, item: Incoming, work: Work) -> bool:
        """Whether the update is at its end. Raises Refusal and DatabaseAway."""
        try:
            self._send_now(await self._db.run(work))
        except RowMovedOn:
            return not await self._is_new(item)
        except (DatabaseAway, Refusal):
            raise
        except Exception:
            log.exception("update failed")
            return False
        return True

    async def _begun_too_often(self, item: Incoming) -> bool:
        async def step(session: AsyncSession) -> int:
            return await inbox.count_try(session, item.row_id)

        return await insist(partial(self._db.run, step)) > RECOVERIES

    async def _is_new(self, item: Incoming) -> bool:
        async with self._db.read() as session:
            return await inbox.is_new(session, item.row_id)

    async def _rest(self, seconds: float) -> None:
        """Wait, unless the service stops."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)

    async def _set_aside(self, item: Incoming, to: InboxState, why: str) -> None:
        log.error("update set aside", state=to.value, why=why)
        work: Work = partial(self._steps.set_aside, item, to, why)
        try:
            self._send_now(await insist(partial(self._db.run, work)))
        except RowMovedOn:
            log.info("update was settled elsewhere")
