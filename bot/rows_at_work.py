"""Rows that wait for the world outside: looked for, each worked off by a task of its own, so many at once."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Generic, Protocol, TypeVar

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.at_hand import AtHand
from core.clock import Clock
from core.db.database import Database

LOOK_SECONDS = 2.0
"""How often rows are looked for that nobody woke us for: retries that fall due, what a restart left."""

log = structlog.get_logger(__name__)


class HasId(Protocol):
    @property
    def id(self) -> int: ...


R = TypeVar("R", bound=HasId)


class RowsAtWork(Generic[R]):
    """Works off the rows that `due` finds; one that hangs keeps nobody else's waiting."""

    def __init__(
        self,
        name: str,
        db: Database,
        clock: Clock,
        due: Callable[[AsyncSession, datetime], Awaitable[Sequence[R]]],
        work: Callable[[R], Awaitable[None]],
        *,
        at_once: int,
    ) -> None:
        self._name = name
        self._db = db
        self._clock = clock
        self._due = due
        self._work = work
        self._woken = asyncio.Event()
        self._looking = False
        self._at_hand = AtHand[int]()
        self._tasks: set[asyncio.Task[None]] = set()
        self._gate = asyncio.Semaphore(at_once)

    def wake(self) -> None:
        """There may be something to do."""
        self._woken.set()

    @property
    def idle(self) -> bool:
        return not self._tasks and not self._woken.is_set() and not self._looking

    async def run(self) -> None:
        """Work for ever."""
        try:
            while True:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._woken.wait(), LOOK_SECONDS)
                try:
                    await self.look()
                except Exception:
                    log.exception("rows could not be looked up", rows=self._name)
                    await asyncio.sleep(LOOK_SECONDS)
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def look(self) -> None:
        """Begin to work off all that is due now and not under way."""
        self._looking = True
        self._woken.clear()
        self._at_hand.look()
        try:
            async with self._db.read() as session:
                due = await self._due(session, self._clock())
            for item in due:
                if self._at_hand.take_found(item.id):
                    task = asyncio.create_task(self._work_off(item), name=f"{self._name} {item.id}")
                    self._tasks.add(task)
                    task.add_done_callback(self._tasks.discard)
        finally:
            self._looking = False

    async def _work_off(self, item: R) -> None:
        try:
            async with self._gate:
                await self._work(item)
        except Exception:
            log.exception("a row could not be worked off", rows=self._name, id=item.id)
        finally:
            self._at_hand.let_go(item.id)
