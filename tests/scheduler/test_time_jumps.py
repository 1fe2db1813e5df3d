"""Clocks that jump: each morning, weekly page and reminder is told once, or left out as its module says."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from core.claims import reminders
from core.clock import at_hour
from core.db.database import Database
from core.programme.tables import ProgrammeRow
from scheduler.ticks import TICKS
from tests.core.claims.world import World, open_world

ROME = ZoneInfo("Europe/Rome")
QUARTER = timedelta(minutes=15)
TICK = {tick.name: tick for tick in TICKS}
MORNING, WEEK, REMINDER = "mornings", "weekly pages", "claims to decide"
EACH = (MORNING, WEEK, REMINDER)
SUMMER_BEGINS, SUMMER_ENDS = date(2027, 3, 28), date(2027, 10, 31)
"""Sundays."""
MONDAY, TUESDAY, WEDNESDAY, FRIDAY = "2026-11-30", "2026-12-01", "2026-12-02", "2026-12-04"


@pytest.fixture
async def world(db: Database) -> World:
    """A programme in Rome, with a sale that waits for a moderator and is late."""
    world = await open_world(db)
    await world.in_review(world.installer)
    await configure(world)
    return world


async def configure(world: World, **options: Any) -> None:
    row = update(ProgrammeRow).values(timezone="Europe/Rome", options=options)
    await world.db.run(lambda session: session.execute(row))


def quarters(since: str, until: str) -> Iterable[datetime]:
    """The ticks from one local hour to another, as clocks in Rome show them."""
    at, end = (datetime.fromisoformat(each).replace(tzinfo=ROME).astimezone(UTC) for each in (since, until))
    while at <= end:
        yield at
        at += QUARTER


async def told(world: World, name: str, *spans: Iterable[datetime]) -> Sequence[str]:
    """When a tick had somebody to tell, by the clock in Rome, as it met these instants one after another."""
    found = []
    for at in (each for span in spans for each in span):
        if await TICK[name].once(world.db, at):
            assert await TICK[name].once(world.db, at) == 0, "the same tick again"
            found.append(f"{at.astimezone(ROME):%Y-%m-%d %H:%M}")
    return found


@pytest.mark.parametrize("day", [SUMMER_BEGINS, SUMMER_ENDS])
@pytest.mark.parametrize("name", EACH)
async def test_where_summer_time_begins_or_ends_nine_is_nine(world: World, name: str, day: date) -> None:
    """Sundays are worked: the day of the change is a morning, and the first one of its week."""
    await configure(world, work_days=[6])
    assert await told(world, name, quarters(f"{day} 01:00", f"{day} 20:00")) == [f"{day} 09:00"]


@pytest.mark.parametrize("day", [SUMMER_BEGINS, SUMMER_ENDS])
async def test_the_next_reminder_is_awaited_at_nine_by_the_clock_on_the_wall(world: World, day: date) -> None:
    await configure(world, work_days=[6])
    week_before = datetime(day.year, day.month, day.day, 8, tzinfo=UTC) - timedelta(days=7)
    assert await world.do(reminders.remind, now=week_before + timedelta(hours=2))
    assert await world.do(reminders.next_due) == datetime(day.year, day.month, day.day, 9, tzinfo=ROME)


@pytest.mark.parametrize("name", EACH)
async def test_a_clock_put_back_an_hour_tells_nothing_twice(world: World, name: str) -> None:
    before, after = quarters(f"{MONDAY} 08:00", f"{MONDAY} 09:30"), quarters(f"{MONDAY} 08:30", f"{MONDAY} 12:00")
    assert await told(world, name, before, after) == [f"{MONDAY} 09:00"]


@pytest.mark.parametrize("name", [MORNING, REMINDER])
async def test_a_clock_put_back_a_day_tells_neither_day_twice(world: World, name: str) -> None:
    days = [quarters(f"{day} 08:30", f"{day} 10:00") for day in (MONDAY, TUESDAY, MONDAY, TUESDAY)]
    assert await told(world, name, *days) == [f"{MONDAY} 09:00", f"{TUESDAY} 09:00"]


@pytest.mark.parametrize("name", [MORNING, REMINDER])
@pytest.mark.parametrize(("lands", "at"), [("08:00", "09:00"), ("10:00", "10:00")])
async def test_a_clock_put_forward_a_day_leaves_that_day_out(world: World, name: str, lands: str, at: str) -> None:
    """Tuesday is passed over; Wednesday is told once."""
    before, after = (
        quarters(f"{TUESDAY} 07:00", f"{TUESDAY} 08:00"),
        quarters(f"{WEDNESDAY} {lands}", "2026-12-02 17:00"),
    )
    assert await told(world, name, before, after) == [f"{WEDNESDAY} {at}"]


@pytest.mark.parametrize(("name", "expected"), [(MORNING, []), (REMINDER, [f"{WEDNESDAY} 13:00"])])
async def test_a_clock_put_forward_past_the_morning(world: World, name: str, expected: Sequence[str]) -> None:
    """Figures of a morning that is over are not told; a reminder is, as long as people work."""
    before, after = quarters(f"{TUESDAY} 07:00", f"{TUESDAY} 08:00"), quarters(f"{WEDNESDAY} 13:00", "2026-12-02 17:00")
    assert await told(world, name, before, after) == expected


@pytest.mark.parametrize("name", [MORNING, REMINDER])
async def test_three_days_without_service_are_told_once_when_it_is_back(world: World, name: str) -> None:
    before, after = quarters(f"{MONDAY} 08:00", f"{MONDAY} 11:00"), quarters(f"{FRIDAY} 10:00", f"{FRIDAY} 20:00")
    assert await told(world, name, before, after) == [f"{MONDAY} 09:00", f"{FRIDAY} 10:00"]


@pytest.mark.parametrize(
    ("back", "expected"),
    [(f"{MONDAY} 16:00", [f"{MONDAY} 16:00"]), (f"{MONDAY} 18:15", []), (f"{TUESDAY} 08:00", [])],
)
async def test_the_weekly_page_waits_for_the_service_that_day_and_no_longer(
    world: World, back: str, expected: Sequence[str]
) -> None:
    """Down since Friday; the page is told until work is over on Monday, then it is left to whoever asks."""
    before, after = quarters("2026-11-27 08:00", "2026-11-27 10:00"), quarters(back, f"{TUESDAY} 12:00")
    assert await told(world, WEEK, before, after) == expected


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [
        (SUMMER_BEGINS, 9, "2027-03-28T07:00"),
        (SUMMER_BEGINS, 2, "2027-03-28T01:00"),
        (SUMMER_ENDS, 9, "2027-10-31T08:00"),
        (SUMMER_ENDS, 2, "2027-10-31T00:00"),
        (SUMMER_ENDS, 24, "2027-10-31T23:00"),
    ],
)
def test_an_hour_of_a_day_is_that_of_the_clock_on_the_wall(day: date, hour: int, expected: str) -> None:
    """Left out, it begins when clocks are changed; coming twice, it is the first."""
    assert at_hour(day, hour, "Europe/Rome") == datetime.fromisoformat(expected).replace(tzinfo=UTC)
