"""The weekly page: on the first working morning of a week, to whoever the programme says gets it.

Each week is told under its Monday, so that a clock put back tells none twice. Who was not told on that day, because the
service was down or the clock was put past it, finds the page by `/week`: it is not told later in the week.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.outbox import Priority
from core.clock import local_date
from core.ids import PersonId
from core.insight.mornings import morning_of
from core.insight.week import Week, last_week
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
        morning = first_morning(local_date(now, person.timezone), person.timezone, programme.options)
        if morning is None or not morning <= now < morning + LASTS:
            continue
        found = await _untold(session, person.id, now)
        if found is not None:
            tell(session, person.id, WeeklyPage(found=found), key=_key(found), now=now)
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


async def _untold(session: AsyncSession, person_id: PersonId, now: datetime) -> Week | None:
    programme = await programmes.current(session)
    assert programme is not None  # noqa: S101 (asked by the caller)
    monday = local_date(now, programme.timezone)
    if await was_told(session, person_id, key=f"week:{monday - timedelta(days=monday.weekday() + 7)}"):
        return None
    return await last_week(session, by=person_id, now=now)


def _key(found: Week) -> str:
    return f"week:{found.starts_on}"
