"""Group commit on SQLite: one task owns the write connection, steps of different people share a commit."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog
from sqlalchemy import Connection, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from core.db.at_once import driver_of
from core.db.away import pause_after
from core.db.session import Session
from core.db.work import Deferred, Executes, Step, T, TransactionGivenUp, Write, attempt, deferred, flush_deferred

GROUP = 16
"""Steps in one commit: more add delay and no throughput."""

LOCKED_PAUSE = 0.05
"""Seconds between tries while another process holds the database's write lock."""

CLOSE_WITHIN = 2.0
"""Seconds for what waits to be committed when the database is closed."""

log = structlog.get_logger(__name__)

SessionMaker = Callable[[AsyncConnection], Session]
AfterCommit = Callable[[Sequence[Deferred]], None]


@dataclass(slots=True)
class _Job:
    """A step that waits, or a single row that may ride along."""

    step: Step[Any] | None
    done: asyncio.Future[Any]
    rows: list[Deferred] = field(default_factory=list)
    outcome: Any = None
    error: Exception | None = None


class GroupCommit:
    """The unit of work on SQLite."""

    def __init__(self, engine: AsyncEngine, sessions: SessionMaker, after_commit: AfterCommit) -> None:
        self._engine = engine
        self._sessions = sessions
        self._after_commit = after_commit
        self._waiting: asyncio.Queue[_Job | None] = asyncio.Queue()
        self._savepoint = _LazySavepoint(engine)
        self._owner: asyncio.Task[None] | None = None
        self._bulk: Executes
        """What the writes of a group's end are executed on."""

    async def run(self, step: Step[T]) -> T:
        job = self._enqueue(_Job(step, asyncio.get_running_loop().create_future()))
        result: T = await asyncio.shield(job.done)
        return result

    def write_soon(self, *writes: Write) -> Awaitable[None]:
        rows = [Deferred(*write) for write in writes]
        return self._enqueue(_Job(None, asyncio.get_running_loop().create_future(), rows)).done

    async def close(self) -> None:
        if self._owner is None:
            return
        self._waiting.put_nowait(None)
        await asyncio.wait({self._owner}, timeout=CLOSE_WITHIN)
        self._owner.cancel()
        await asyncio.wait({self._owner})

    def _enqueue(self, job: _Job) -> _Job:
        if self._owner is None or self._owner.done():
            self._owner = asyncio.create_task(self._own(), name="database writer")
        self._waiting.put_nowait(job)
        return job

    async def _own(self) -> None:
        """Commit what comes until told to close; a connection that breaks is replaced."""
        tries = 0
        while True:
            try:
                async with self._engine.connect() as connection:
                    tries = 0
                    await self._serve(connection)
                return
            except Exception:
                log.exception("the write connection broke")
                await asyncio.sleep(pause_after(tries))
                tries += 1

    async def _serve(self, connection: AsyncConnection) -> None:
        self._bulk = self._sessions(connection).straight or connection
        while (first := await self._waiting.get()) is not None:
            await asyncio.sleep(0)  # those whom the last commit woke may have something to add
            jobs = [first, *self._more()]
            try:
                await self._commit(connection, jobs)
            except Exception as error:
                for job in jobs:
                    job.error = error
                    _settle(job)
                raise

    def _more(self) -> list[_Job]:
        jobs: list[_Job] = []
        steps = 1
        while steps < GROUP and not self._waiting.empty():
            job = self._waiting.get_nowait()
            if job is None:
                self._waiting.put_nowait(None)
                break
            steps += job.step is not None
            jobs.append(job)
        return jobs

    async def _commit(self, connection: AsyncConnection, jobs: list[_Job]) -> None:
        """Commit the jobs together; if that fails, each alone, so that only the culprit hears of it."""
        try:
            await self._together(connection, jobs)
        except Exception as error:
            await _abandon(connection)
            if len(jobs) > 1:
                log.warning("group commit failed, replaying one by one", steps=len(jobs), error=type(error).__name__)
                for job in jobs:
                    await self._commit(connection, [_again(job)])
                return
            jobs[0].error = error
        self._tell([row for job in jobs if job.error is None for row in job.rows])
        for job in jobs:
            _settle(job)

    async def _together(self, connection: AsyncConnection, jobs: list[_Job]) -> None:
        await _begin(connection)
        for job in jobs:
            if job.step is not None:
                await self._attempt(connection, job, job.step)
        rows = [row for job in jobs if job.error is None for row in job.rows]
        await flush_deferred(self._bulk, rows)
        _require_transaction(connection)
        await connection.commit()

    async def _attempt(self, connection: AsyncConnection, job: _Job, step: Step[Any]) -> None:
        session = self._sessions(connection)
        self._savepoint.arm()
        try:
            job.outcome = await attempt(step, session)
            job.rows = deferred(session)
            _require_transaction(connection)  # the step may have caught what took it along
        except Exception as error:
            job.error = error
            if not _goes_on(connection):  # a flush that fails takes the whole transaction along, a full disk may
                raise
            await self._savepoint.roll_back(connection)
        finally:
            self._savepoint.disarm()
            await session.close()

    def _tell(self, rows: list[Deferred]) -> None:
        if rows:
            self._after_commit(rows)


class _LazySavepoint:
    """A savepoint that a step gets at its first write: one that only reads pays for none."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._armed = False
        self._set = False

        @event.listens_for(engine.sync_engine, "before_cursor_execute")
        def first_write(_: Connection, cursor: Any, statement: str, *__: object) -> None:
            if self._armed and not statement.startswith("SELECT"):
                self._armed, self._set = False, True
                cursor.execute("SAVEPOINT step")

    def arm(self) -> None:
        self._armed, self._set = True, False

    def disarm(self) -> None:
        self._armed = False

    async def roll_back(self, connection: AsyncConnection) -> None:
        self._armed = False
        if self._set:
            await connection.exec_driver_sql("ROLLBACK TO SAVEPOINT step")


async def _begin(connection: AsyncConnection) -> None:
    """Begin, waiting as long as another process holds the write lock: nothing is refused for being busy."""
    while True:
        _begin_at_once(driver_of(connection))
        try:
            await connection.begin()
        except OperationalError as error:
            if "locked" not in str(error.orig):
                raise
            log.warning("database is locked by another process, waiting")
            await connection.rollback()
            await asyncio.sleep(LOCKED_PAUSE)
        else:
            return


def _begin_at_once(driver: sqlite3.Connection) -> None:
    """Begin without waiting, which saves the way to the driver's thread: mostly nobody else writes."""
    (patience,) = driver.execute("PRAGMA busy_timeout").fetchone()
    driver.execute("PRAGMA busy_timeout=0")
    try:
        driver.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return  # somebody does: waited for in the thread
    finally:
        driver.execute(f"PRAGMA busy_timeout={patience}")


def _goes_on(connection: AsyncConnection) -> bool:
    """Whether the transaction is still open, for SQLAlchemy and for SQLite."""
    return connection.in_transaction() and driver_of(connection).in_transaction


def _require_transaction(connection: AsyncConnection) -> None:
    if not _goes_on(connection):
        raise TransactionGivenUp


async def _abandon(connection: AsyncConnection) -> None:
    """Roll back, even after a COMMIT that failed: SQLite leaves it open, SQLAlchemy thinks it over."""
    await connection.rollback()
    driver = (await connection.get_raw_connection()).driver_connection
    if driver is not None and driver.in_transaction:
        await driver.rollback()


def _again(job: _Job) -> _Job:
    rows = job.rows if job.step is None else []
    return _Job(job.step, job.done, rows)


def _settle(job: _Job) -> None:
    if job.done.done():
        return
    if job.error is None:
        job.done.set_result(job.outcome)
    else:
        job.done.set_exception(job.error)
