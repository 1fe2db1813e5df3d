"""Ticks: each thing that falls due is seen to at its own time, once, and nothing else is waited for."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from core.db.database import Database
from sandbox.clock import MovableClock
from scheduler import ticking
from scheduler.ticking import Ticking
from scheduler.ticks import Tick

START = datetime(2026, 11, 22, 12, 0, 30, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


class Agenda:
    """Things due at certain instants, and when each was seen to."""

    def __init__(self, *due: datetime) -> None:
        self.due = sorted(due)
        self.done: list[datetime] = []
        self.runs = 0

    async def work(self, _: AsyncSession, now: datetime) -> int:
        self.runs += 1
        late = [instant for instant in self.due if instant <= now]
        self.due = self.due[len(late) :]
        self.done += [now] * len(late)
        return len(late)

    async def next_due(self, _: AsyncSession) -> datetime | None:
        return self.due[0] if self.due else None


def follow(agenda: Agenda, db: Database, clock: MovableClock, monkeypatch: pytest.MonkeyPatch) -> Ticking:
    """A clock whose moves run one tick every quarter of an hour."""
    tick = Tick(name="agenda", every=QUARTER, work=agenda.work, next_due=agenda.next_due)
    monkeypatch.setattr(ticking, "TICKS", (tick,))
    found = Ticking(db, clock)
    clock.add_stops(found.next_stop)
    clock.on_move(found.moved)
    return found


async def test_each_thing_is_seen_to_at_the_first_tick_after_it_fell_due(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = [START + timedelta(hours=3), START + timedelta(days=2), START + timedelta(days=2, minutes=1)]
    agenda, clock = Agenda(*due), MovableClock(frozen_at=START)
    follow(agenda, db, clock, monkeypatch)
    await clock.move(timedelta(days=3))
    noon = START.replace(second=0)
    assert agenda.done == [
        noon + timedelta(hours=3, minutes=15),
        noon + timedelta(days=2, minutes=15),
        noon + timedelta(days=2, minutes=15),
    ]


async def test_a_year_in_which_nothing_is_due_passes_in_a_moment(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    agenda, clock = Agenda(START + timedelta(days=400)), MovableClock(frozen_at=START)
    follow(agenda, db, clock, monkeypatch)
    await clock.move(timedelta(days=365))
    assert agenda.runs <= 3
    assert clock() == START + timedelta(days=365)


async def test_what_others_add_meanwhile_is_seen_to_in_time(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was known to be due is forgotten with every commit."""
    agenda, clock = Agenda(), MovableClock(frozen_at=START)
    found = follow(agenda, db, clock, monkeypatch)
    await clock.move(QUARTER)
    agenda.due = [clock() + timedelta(hours=1)]
    found._committed(())
    await clock.move(timedelta(days=1))
    assert agenda.done == [agenda.done[0]]
    assert agenda.done[0] - START < timedelta(hours=2)


async def test_a_tick_that_fails_stops_no_other(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    agenda, clock = Agenda(START), MovableClock(frozen_at=START)

    async def fails(_: AsyncSession, __: datetime) -> int:
        raise RuntimeError("a bug")

    good = Tick(name="good", every=QUARTER, work=agenda.work, next_due=agenda.next_due)
    bad = Tick(name="bad", every=QUARTER, work=fails, next_due=agenda.next_due)
    monkeypatch.setattr(ticking, "TICKS", (bad, good))
    await Ticking(db, clock).moved(START, START + QUARTER)
    assert len(agenda.done) == 1


async def test_of_two_replicas_one_ticks(db: Database, db_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An embedded database has one process, which does not ask."""
    agenda, clock = Agenda(START), MovableClock(frozen_at=START)
    tick = Tick(name="agenda", every=QUARTER, work=agenda.work, next_due=agenda.next_due)
    async with Database(db_url, db.keyring) as other:
        await Ticking(db, clock).run(tick)
        await Ticking(other, clock).run(tick)
    assert agenda.runs == (3 if db.is_sqlite else 2)


async def test_one_that_was_stopped_does_nothing_however_the_clock_is_moved(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    agenda, clock = Agenda(START + timedelta(hours=1)), MovableClock(frozen_at=START)
    follow(agenda, db, clock, monkeypatch).stop()
    await clock.move(timedelta(days=1))
    assert agenda.runs == 0
