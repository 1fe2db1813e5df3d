"""The ticking clock: APScheduler says when, the tables say what is due."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from core.clock import Clock
from core.db import leases
from core.db.database import Database
from core.db.work import Deferred
from core.events import Due
from scheduler.ticks import EPOCH, TICKS, Tick

MOST_ROUNDS = 1_000
"""Transactions of one tick: a bound, should it never come to an end."""

INSTANT = timedelta(microseconds=1)

log = structlog.get_logger(__name__)


class Ticking:
    """Runs every tick when it falls due, on whichever replica holds the scheduler's lease."""

    def __init__(self, db: Database, clock: Clock, rounds: Sequence[Tick] = ()) -> None:
        """`rounds`: what else is asked for; a clock that is moved forward does not halt for it."""
        self._db = db
        self._rounds = rounds
        self._clock = clock
        self._scheduler = AsyncIOScheduler(timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": None})
        self._dues: dict[Tick, datetime] | None = None
        self._changed = False
        self._stopped = False
        self._alarms: dict[datetime, asyncio.TimerHandle] = {}
        self._ringing: set[asyncio.Task[None]] = set()
        db.after_commit(self._committed)

    def start(self) -> None:
        """Tick by real time, and once for what fell due while nobody ticked."""
        for tick in (*TICKS, *self._rounds):
            trigger = IntervalTrigger(seconds=int(tick.every.total_seconds()), start_date=EPOCH, timezone="UTC")
            self._scheduler.add_job(self.run, trigger, args=[tick], id=tick.name)
            self._scheduler.add_job(self.run, args=[tick], id=f"{tick.name} at start")
        self._scheduler.start()

    def stop(self) -> None:
        """Tick no more, whatever the clock does."""
        self._stopped = True
        for alarm in self._alarms.values():
            alarm.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def next_stop(self, after: datetime) -> datetime | None:
        """When the next tick falls due that finds something to do: where a clock that is moved forward halts.

        What the tables say is known from the last move's halt on, until the next commit.
        """
        if self._stopped:
            return None
        if self._dues is None:
            return min(tick.next_after(after) for tick in TICKS)
        stops = [
            due if tick.exact and due > after else tick.next_after(max(after, due - INSTANT))
            for tick, due in self._dues.items()
        ]
        return min(stops, default=None)

    async def moved(self, old: datetime, new: datetime) -> None:
        """Run the ticks that a moved clock has passed, and see what is due next."""
        if self._stopped:
            return
        for tick in (*TICKS, *self._rounds):
            if tick.exact or tick.next_after(old) <= new:
                await self.run(tick)
        self._changed = False
        async with self._db.read() as session:
            dues = {tick: await tick.next_due(session) for tick in TICKS}
        self._dues = None if self._changed else {tick: due for tick, due in dues.items() if due is not None}

    def _committed(self, rows: Sequence[Deferred]) -> None:
        self._changed, self._dues = True, None
        for row in rows:
            if isinstance(row.told, Due):
                self._set_alarm(row.told.at)

    def _set_alarm(self, at: datetime) -> None:
        """Run what is exact at an instant."""
        if self._stopped or at in self._alarms or not self._scheduler.running:
            return
        delay = max(0.0, (at - self._clock()).total_seconds())
        self._alarms[at] = asyncio.get_running_loop().call_later(delay, self._ring, at)

    def _ring(self, at: datetime) -> None:
        del self._alarms[at]
        for tick in TICKS:
            if tick.exact and not self._stopped:
                ringing = asyncio.get_running_loop().create_task(self.run(tick))
                self._ringing.add(ringing)
                ringing.add_done_callback(self._ringing.discard)

    async def run(self, tick: Tick) -> None:
        """Run one tick to its end. Failures are logged: the next tick tries again."""
        try:
            if tick.exact or await self._is_mine():
                for _ in range(MOST_ROUNDS):
                    if await tick.once(self._db, self._clock()) == 0:
                        break
            if tick.exact:
                await self._look_ahead(tick)
        except asyncio.CancelledError:
            log.info("tick left for the next start", tick=tick.name)
        except Exception:
            log.exception("tick failed", tick=tick.name)

    async def _look_ahead(self, tick: Tick) -> None:
        """Set an alarm for what falls due before the next regular look: nobody may have heard of it."""
        async with self._db.read() as session:
            due = await tick.next_due(session)
        if due is not None and self._clock() < due <= self._clock() + tick.every:
            self._set_alarm(due)

    async def _is_mine(self) -> bool:
        if self._db.is_sqlite:
            return True
        holder, now = self._db.replica, self._clock()
        token = await self._db.run(lambda session: leases.take(session, "scheduler", holder=holder, now=now))
        return token is not None
