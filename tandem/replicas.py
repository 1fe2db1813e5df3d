"""Replicas: who polls, and how the others know that this process lives."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock
from core.db import leases
from core.db.away import DatabaseAway
from core.db.database import Database

RENEW_SECONDS = 3.0

POLLER = "poller"

log = structlog.get_logger(__name__)


class Leadership:
    """Keeps this replica's lease on its own name, and one task running on whichever replica holds the leader's."""

    def __init__(self, db: Database, clock: Clock, *, lead: Callable[[], asyncio.Task[None]]) -> None:
        """`lead` starts the work that only one replica may do."""
        self._db = db
        self._clock = clock
        self._lead = lead
        self._ready = asyncio.Event()
        self._leading: asyncio.Task[None] | None = None
        self._changing = asyncio.Lock()

    async def announce(self) -> None:
        """Let the others know that this process lives, before it owns a single row."""
        if not self._db.is_sqlite:
            await self._take(self._own)

    def may_lead(self) -> None:
        """From now on this replica is ready to lead."""
        self._ready.set()

    async def run(self) -> None:
        """Hold what can be held, for ever. Raises what ends the leader's work for good."""
        if self._db.is_sqlite:
            await self._ready.wait()
            await self._lead()
            return
        while True:
            async with self._changing:
                await self._renew()
            await self._rest()
            if self._leading is not None and self._leading.done():
                self._leading.result()

    async def step_down(self) -> None:
        """Stop leading for good, and let a successor in at once."""
        async with self._changing:
            self._ready.clear()
            await self._stop_leading()
            await self._let_go(lambda session, holder, now: leases.release(session, POLLER, holder=holder, now=now))

    async def depart(self) -> None:
        """Let the others take over what is left of this process, now that it does nothing any more."""
        await self._let_go(lambda session, holder, now: leases.release_all(session, holder=holder, now=now))

    @property
    def _own(self) -> str:
        return leases.own(self._db.replica)

    async def _renew(self) -> None:
        try:
            await self._take(self._own)
            leads = self._ready.is_set() and await self._take(POLLER)
        except Exception:
            log.exception("leases could not be renewed")
            leads = False
        if leads and self._leading is None:
            log.info("this replica polls now")
            self._leading = self._lead()
        elif not leads and self._leading is not None:
            log.warning("another replica polls now")
            await self._stop_leading()

    async def _rest(self) -> None:
        """Wait for the next renewal, for being allowed to lead, or for the end of what is led."""
        if self._leading is not None:
            await asyncio.wait({self._leading}, timeout=RENEW_SECONDS)
        elif self._ready.is_set():
            await asyncio.sleep(RENEW_SECONDS)
        else:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ready.wait(), RENEW_SECONDS)

    async def _take(self, name: str) -> bool:
        holder, now = self._db.replica, self._clock()
        token = await self._db.run(lambda session: leases.take(session, name, holder=holder, now=now))
        return token is not None

    async def _let_go(self, release: Callable[[AsyncSession, str, datetime], Awaitable[None]]) -> None:
        if self._db.is_sqlite:
            return
        holder, now = self._db.replica, self._clock()
        try:
            await self._db.run(lambda session: release(session, holder, now))
        except DatabaseAway:
            log.warning("leases could not be released, they will run out")

    async def _stop_leading(self) -> None:
        task, self._leading = self._leading, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
