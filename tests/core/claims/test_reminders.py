"""Those who decide are reminded once a working day, by day, and only of what they can decide."""

from datetime import datetime, timedelta

from sqlalchemy import update

from core.claims import decisions, overdue, reminders
from core.claims.reminders import ClaimsDue, ClaimsLate
from core.outreach.notices import Notice
from core.people.persons import Person
from core.people.roles import Role
from core.people.tables import PersonRow
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
    return [*await world.told(person, ClaimsDue), *await world.told(person, ClaimsLate)]


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
    assert told == [2, 2, 0, 0, 2]
    assert await digests(world, world.moderator) == [ClaimsDue(waiting=1, late=1)] * 3


async def test_owners_hear_one_count_a_day(world: World) -> None:
    """Not a message for each sale and each new promise."""
    claims = [await world.in_review(world.installer, number=str(number)) for number in range(4)]
    thursday = DUE + 16 * HOUR
    await remind(world, thursday)
    assert await digests(world, world.owner) == [ClaimsLate(late=4, oldest=DUE)]
    for claim in claims:
        await world.do(decisions.approve, claim.id, version=claim.version, by=world.moderator, now=thursday)
    assert await remind(world, thursday + timedelta(days=1)) == 0


async def test_nobody_is_reminded_of_what_he_cannot_decide(world: World) -> None:
    """A moderator's own sale is the owner's to decide while there is no second moderator."""
    await world.in_review(world.moderator)
    assert await remind(world, DUE - 9 * HOUR) == 1
    assert await digests(world, world.moderator) == []
    assert await digests(world, world.owner) == [ClaimsDue(waiting=1, late=0)]
    second = await join(world.db, world.owner.id, Role.MODERATOR)
    assert await remind(world, DUE - 8 * HOUR) == 1
    assert await digests(world, second) == [ClaimsDue(waiting=1, late=0)]


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
