"""Those who decide are reminded once a working day, by day, and only of what they can decide."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from core.claims import overdue, reminders
from core.claims.reminders import ClaimsDue
from core.outreach.notices import Notice
from core.people.persons import Person
from core.people.roles import Role
from core.people.tables import PersonRow
from core.programme.tables import ProgrammeRow
from tests.core.claims.world import NOW, World
from tests.core.people.world import join

HOUR = timedelta(hours=1)
DUE = NOW + timedelta(days=2, hours=6)
"""Wednesday, 18:00 in Moscow."""


async def remind(world: World, at: datetime) -> int:
    """What falls due up to an instant, in the order of the ticks."""
    await world.do(overdue.sweep, now=at)
    return await world.do(reminders.remind, now=at)


async def digests(world: World, person: Person) -> list[Notice]:
    return list(await world.told(person, ClaimsDue))


async def test_moderators_hear_in_the_morning_of_the_day_of_the_promise(world: World) -> None:
    for number in ("1", "2", "3"):
        await world.in_review(world.installer, number=number)
    morning = DUE - 9 * HOUR
    assert await remind(world, DUE - 30 * HOUR) == 0, "a day and more is left"
    assert await remind(world, morning - HOUR) == 0, "before nine"
    assert await remind(world, morning) == 1
    assert await remind(world, morning + HOUR) == 0, "once a day"
    assert await digests(world, world.moderator) == [ClaimsDue(waiting=3, late=0)]
    assert await digests(world, world.owner) == [], "others can decide, and nothing is late"


async def test_late_ones_go_on_being_counted_on_working_days(world: World) -> None:
    """Thursday and Friday; nothing on Saturday and Sunday; Monday again."""
    await world.in_review(world.installer)
    thursday = DUE + 16 * HOUR
    told = [await remind(world, thursday + timedelta(days=day)) for day in range(5)]
    assert told == [1, 1, 0, 0, 1]
    assert await digests(world, world.moderator) == [ClaimsDue(waiting=1, late=1)] * 3


async def test_nobody_is_reminded_of_what_he_cannot_decide(world: World) -> None:
    """Whoever looks after partners reads it in the morning's figures."""
    await world.in_review(world.moderator)
    assert await remind(world, DUE - 9 * HOUR) == 0
    second = await join(world.db, world.owner.id, Role.MODERATOR)
    assert await remind(world, DUE - 8 * HOUR) == 1
    assert await digests(world, second) == [ClaimsDue(waiting=1, late=0)]
    assert await digests(world, world.owner) == []


async def test_reminders_keep_to_the_programmes_hours_and_days(world: World) -> None:
    """Work from ten; Thursday is a public holiday of its country, Friday a day off, Saturday is worked."""
    options = {"work_from": 10, "country": "AT", "holidays": ["2026-05-15"], "work_days": [0, 1, 2, 3, 4, 5]}
    await world.db.run(lambda session: session.execute(update(ProgrammeRow).values(options=options)))
    await world.in_review(world.installer, now=datetime(2026, 5, 11, 9, tzinfo=UTC))
    ascension = datetime(2026, 5, 14, 7, tzinfo=UTC)
    told = [await remind(world, ascension + timedelta(days=day, hours=hour)) for day in range(3) for hour in (-1, 0)]
    assert told == [0, 0, 0, 0, 0, 1]


async def test_everybody_is_reminded_by_the_own_clock(world: World) -> None:
    """At nine in Novosibirsk, four hours before Moscow."""
    row = update(PersonRow).where(PersonRow.id == world.moderator.id).values(timezone="Asia/Novosibirsk")
    await world.db.run(lambda session: session.execute(row))
    await world.in_review(world.installer)
    assert await remind(world, DUE - 14 * HOUR) == 0
    assert await remind(world, DUE - 13 * HOUR) == 1


async def test_the_clock_knows_when_the_next_reminder_is_due(world: World) -> None:
    """The morning of the promise; then every morning on which somebody works."""
    assert await world.do(reminders.next_due) is None
    await world.in_review(world.installer)
    morning = DUE - 9 * HOUR
    assert await world.do(reminders.next_due) == morning
    await remind(world, morning)
    assert await world.do(reminders.next_due) == morning + timedelta(days=1)
    await remind(world, morning + timedelta(days=2))
    assert await world.do(reminders.next_due) == morning + timedelta(days=5)
