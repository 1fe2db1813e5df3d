"""Lanes: updates of one person run one after another, those of different people side by side."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from typing import Generic, TypeVar

import structlog

ItemT = TypeVar("ItemT")

log = structlog.get_logger(__name__)


class Lanes(Generic[ItemT]):
    """Queues by key, each worked off by a task that lives as long as its queue has something in it."""

    def __init__(self, work: Callable[[ItemT], Awaitable[None]]) -> None:
        """`work` deals with its own failures: what it raises all the same is logged, and the lane goes on."""
        self._work = work
        self._queues: dict[str, deque[ItemT]] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._idle: dict[str, asyncio.Event] = {}
        self._stopping = False

    def put(self, key: str, item: ItemT) -> None:
        """Add to a lane's end."""
        self._queues.setdefault(key, deque()).append(item)
        if key not in self._tasks and not self._stopping:
            self._idle[key] = asyncio.Event()
            self._tasks[key] = asyncio.create_task(self._drain(key), name=f"lane {key}")

    def is_idle(self, key: str) -> bool:
        return key not in self._tasks

    def behind(self, key: str) -> Iterable[ItemT]:
        """What waits in a lane behind the item that is worked on."""
        return self._queues.get(key, ())

    @property
    def waiting(self) -> int:
        """Items that nobody works on yet."""
        return sum(len(queue) for queue in self._queues.values())

    @property
    def busy(self) -> bool:
        return bool(self._tasks)

    async def settled(self, key: str) -> None:
        """Return once a lane has nothing left to do."""
        if (idle := self._idle.get(key)) is not None:
            await idle.wait()

    async def stop(self, *, within: float) -> None:
        """Let every lane finish the item it is at, for some seconds; the rest stays undone."""
        self._stopping = True
        tasks = list(self._tasks.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=within)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _drain(self, key: str) -> None:
        queue = self._queues[key]
        try:
            while queue and not self._stopping:
                await self._finish(queue.popleft())
        finally:
            del self._tasks[key], self._queues[key]
            self._idle.pop(key).set()

    async def _finish(self, item: ItemT) -> None:
        try:
            await self._work(item)
        except Exception:
            log.exception("an item of a lane could not be brought to its end")
