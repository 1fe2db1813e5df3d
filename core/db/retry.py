"""The unit of work on PostgreSQL: a transaction a step, retried when two of them got into each other's way."""

import asyncio
import random
from collections.abc import Awaitable

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from core.db.away import connected
from core.db.group import AfterCommit, SessionMaker
from core.db.work import Step, T, Write, attempt, defer, deferred, flush_deferred

SERIALIZATION_FAILURE = "40001"
DEADLOCK = "40P01"
TRIES = 10


class RetryingWork:
    """Steps side by side, each in its own transaction."""

    def __init__(self, engine: AsyncEngine, sessions: SessionMaker, after_commit: AfterCommit) -> None:
        self._engine = engine
        self._sessions = sessions
        self._after_commit = after_commit
        self._soon: set[asyncio.Task[None]] = set()

    async def run(self, step: Step[T]) -> T:
        for tried in range(TRIES):
            try:
                return await self._once(step)
            except DBAPIError as error:
                if not _worth_retrying(error) or tried == TRIES - 1:
                    raise
                await asyncio.sleep(random.uniform(0, 0.01 * 2**tried))  # noqa: S311 (jitter, not a secret)
        raise AssertionError("unreachable: the last try returns or raises")

    def write_soon(self, *writes: Write) -> Awaitable[None]:
        async def step(session: AsyncSession) -> None:
            for statement, params in writes:
                defer(session, statement, params)

        task = asyncio.create_task(self.run(step))
        self._soon.add(task)
        task.add_done_callback(self._soon.discard)
        return task

    async def close(self) -> None:
        await asyncio.gather(*self._soon, return_exceptions=True)

    async def _once(self, step: Step[T]) -> T:
        async with connected(self._engine) as connection, connection.begin():
            session = self._sessions(connection)
            try:
                result = await attempt(step, session)
            finally:
                await session.close()
            rows = deferred(session)
            await flush_deferred(connection, rows)
        if rows:
            self._after_commit(rows)
        return result


def _worth_retrying(error: DBAPIError) -> bool:
    return getattr(error.orig, "sqlstate", None) in {SERIALIZATION_FAILURE, DEADLOCK}
