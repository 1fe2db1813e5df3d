"""The weekly page: on the first working morning of a week, to whoever the programme says gets it.

Each week is told under its Monday by the reader's calendar, and not before it is over by the programme's clock: neither
a clock put back nor a programme that moves to another zone tells one twice, or tells an older one in its place. Who was
not told on that day, because the service was down or the clock was put past it, finds the page by `/week`: it is not
told later in the week.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.outbox import Priority
from core.clock import local_date, start_of_day
from core.ids import PersonId
from core.insight.mornings import morning_of
from core.insight.week import WEEK, Week, week
from core.outreach.notices import Notice, tell, was_told
from core.people.persons import with_role
from core.people.rights import Right, allowed
from core.people.roles import Role
from core.programme import programmes
from core.programme.options import Options, WeekTo

LASTS = timedelta(hours=9)
"""For how long it is told: a service that was down in the morning tells it later that day."""

READERS: dict[WeekTo, frozenset[Role]] = {
    WeekTo.NOBODY: frozenset(),
    WeekTo.OWNERS: frozenset({Role.OWNER}),
    WeekTo.VIEWERS: frozenset({Role.OWNER, Role.VIEWER}),
    WeekTo.STAFF: frozenset({Role.OWNER, Role.VIEWER, Role.MANAGER}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyPage(Notice):
    """To whoever pays: the week that has passed."""

    kind: ClassVar[str] = "weekly_page"
    priority: ClassVar[Priority] = Priority.NUDGE
    found: Week


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekFileWanted(Notice):
    """To whoever asked: the same as a page to forward, put together when it is sent."""

    kind: ClassVar[str] = "week_file"
    priority: ClassVar[Priority] = Priority.INTERACTIVE
    monday: date


async def send(session: AsyncSession, *, now: datetime) -> int:
    """Tell everybody whose week begins what the last one brought; how many were told."""
    programme = await programmes.current(session)
    if programme is None or not programme.set_up or programme.options.week_to is WeekTo.NOBODY:
        return 0
    readers = READERS[programme.options.week_to]
    told = 0
    for person in await with_role(session, programme.id, readers):
        today = local_date(now, person.timezone)
        morning = first_morning(today, person.timezone, programme.options)
        if morning is None:
            continue
        monday = today - timedelta(days=today.weekday())
        begins = max(morning, start_of_day(monday, programme.timezone))
        key = f"week:{monday - WEEK}"
        if begins <= now < begins + LASTS and not await was_told(session, person.id, key=key):
            found = await week(session, person, programme, monday - WEEK)
            tell(session, person.id, WeeklyPage(found=found), key=key, now=now)
            told += 1
    return told


async def want_file(session: AsyncSession, monday: date, *, by: PersonId, now: datetime) -> None:
    """Have the page of a week made and sent. Raises NotAllowed."""
    await allowed(session, by, Right.SEE_FIGURES)
    tell(session, by, WeekFileWanted(monday=monday), key=f"week-file:{monday}:{now.timestamp():.3f}", now=now)


def first_morning(day: date, zone: str, options: Options) -> datetime | None:
    """When work begins on a day, if it is the first working day of its week; None for any other day."""
    monday = day - timedelta(days=day.weekday())
    earlier = (monday + timedelta(days=n) for n in range(day.weekday()))
    if any(morning_of(each, zone, options) for each in earlier):
        return None
    return morning_of(day, zone, options)
