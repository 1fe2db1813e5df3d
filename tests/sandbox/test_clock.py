"""The movable clock."""

from datetime import UTC, datetime, timedelta

import pytest

from sandbox.clock import MovableClock
from tests.sandbox.caller import NOON

HOUR = timedelta(hours=1)


async def test_frozen_time_moves_only_when_moved() -> None:
    clock = MovableClock(frozen_at=NOON)
    assert clock() == clock() == NOON
    await clock.move(HOUR)
    assert clock() == NOON + HOUR
    assert clock.offset == HOUR


async def test_running_time_is_real_time_plus_what_was_moved() -> None:
    clock = MovableClock()
    before = clock()
    await clock.move(HOUR)
    assert HOUR <= clock() - before < HOUR + timedelta(minutes=1)
    assert clock().tzinfo is UTC


async def test_a_move_waits_for_its_listeners() -> None:
    clock = MovableClock(frozen_at=NOON)
    seen: list[tuple[datetime, datetime, datetime]] = []

    async def listener(old: datetime, new: datetime) -> None:
        seen.append((old, new, clock()))

    stop = clock.on_move(listener)
    await clock.move(HOUR)
    stop()
    await clock.move(HOUR)
    assert seen == [(NOON, NOON + HOUR, NOON + HOUR)]


async def test_a_move_halts_at_every_tick_in_between() -> None:
    """A tick at half past sees half past, not the end of the move."""
    clock = MovableClock(frozen_at=NOON)
    ticks: list[datetime] = []

    async def tick(old: datetime, new: datetime) -> None:
        ticks.append(clock())

    def next_half_hour(after: datetime) -> datetime:
        return after + timedelta(minutes=30 - after.minute % 30)

    clock.on_move(tick)
    clock.add_stops(next_half_hour)
    await clock.move(timedelta(minutes=75))
    assert ticks == [NOON + timedelta(minutes=minutes) for minutes in (30, 60, 75)]


async def test_time_does_not_go_back() -> None:
    with pytest.raises(ValueError, match="forward"):
        await MovableClock(frozen_at=NOON).move(-HOUR)
    with pytest.raises(ValueError, match="aware"):
        MovableClock(frozen_at=datetime(2026, 1, 1))  # noqa: DTZ001 - the point of the test
