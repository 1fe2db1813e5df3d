"""Mornings: once a working day whoever looks after partners is told what the day asks for.

What a day had to say is said that morning or not at all, since the next morning counts anew. A service that was down
for days, or a clock that was put forward, tells the morning that it finds, and none of those it passed; where that
morning is over already, it tells the next one. A clock that was put back tells no morning twice: each is told under its
date. Where summer time begins or ends, the morning is that of the clock on the wall.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.outbox import Priority
from core.clock import at_hour, local_date
from core.insight.today import Today, today
from core.outreach.notices import Notice, tell, was_told
from core.people.persons import Person, with_role
from core.people.rights import Right, roles_with
from core.programme import programmes
from core.programme.options import Options
from core.programme.workdays import works_on

LASTS = timedelta(hours=3)
"""For how long it is morning: later it is not told any more, and `/today` is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodMorning(Notice):
    """To whoever looks after partners: the figures of the day."""

    kind: ClassVar[str] = "good_morning"
    priority: ClassVar[Priority] = Priority.NUDGE
    found: Today


async def greet(session: AsyncSession, *, now: datetime) -> int:
    """Tell everybody who looks after partners, whose morning it is, what waits; how many were told."""
    told = 0
    for person, options in await _people(session):
        morning = morning_of(local_date(now, person.timezone), person.timezone, options)
        key = _key(local_date(now, person.timezone))
        if morning is None or not morning <= now < morning + LASTS or await was_told(session, person.id, key=key):
            continue
        found = await today(session, by=person.id, now=now)
        if found.calls:
            tell(session, person.id, GoodMorning(found=found), key=key, now=now)
            told += 1
    return told


def morning_of(day: date, zone: str, options: Options) -> datetime | None:
    """The instant at which work begins on a local day; None for a day off."""
    if not works_on(day, options):
        return None
    return at_hour(day, options.work_from, zone)


async def _people(session: AsyncSession) -> Sequence[tuple[Person, Options]]:
    programme = await programmes.current(session)
    if programme is None or not programme.set_up:
        return ()
    people = await with_role(session, programme.id, roles_with(Right.LOOK_AFTER))
    return [(person, programme.options) for person in people]


def _key(day: date) -> str:
    return f"morning:{day}"
