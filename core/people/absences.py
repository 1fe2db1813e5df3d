"""Absences: somebody is away until a day, and somebody else stands in until then; it ends by itself."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from sqlalchemy import ColumnElement, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.clock import local_date, start_of_day
from core.errors import Refusal
from core.events import emit
from core.ids import PersonId
from core.outreach.notices import Notice, tell
from core.people.changes import CannotLookAfter
from core.people.events import ScopeChanged
from core.people.persons import Person, load
from core.people.rights import Right, allowed, may
from core.people.roles import Status
from core.people.tables import PersonRow
from core.people.tables_standing import AbsenceRow

LONGEST = timedelta(days=120)
AT_ONCE = 50


class AbsenceUnfit(Refusal):
    """An absence ends on a day to come, within some months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Somebody is away."""

    stand_in_id: PersonId
    last_day: date
    """In the zone of whoever is away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandsIn(Notice):
    """To the stand-in: whose partners and questions come to you, and until when."""

    kind: ClassVar[str] = "stands_in"
    away: PersonId
    last_day: date

    @property
    def about(self) -> tuple[PersonId, ...]:
        return (self.away,)


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagerAway(Notice):
    """To the partner: who helps meanwhile."""

    kind: ClassVar[str] = "manager_away"
    stand_in: PersonId
    last_day: date

    @property
    def about(self) -> tuple[PersonId, ...]:
        return (self.stand_in,)


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceOver(Notice):
    """To both: from now on everything is as before."""

    kind: ClassVar[str] = "absence_over"
    away: PersonId

    @property
    def about(self) -> tuple[PersonId, ...]:
        return (self.away,)


async def go_away(
    session: AsyncSession, person_id: PersonId, stand_in_id: PersonId, last_day: date, *, by: PersonId, now: datetime
) -> Absence:
    """Have somebody stand in up to and with a day; for oneself, or by whoever gives roles. Replaces an earlier wish.

    Raises NotAllowed, CannotLookAfter for an unfit stand-in, AbsenceUnfit.
    """
    actor = await allowed(session, by, Right.LOOK_AFTER)
    if person_id != by:
        await allowed(session, by, Right.GIVE_ROLES)
    person, stand_in = await load(session, person_id), await load(session, stand_in_id)
    fit = stand_in.programme_id == person.programme_id == actor.programme_id and may(stand_in, Right.LOOK_AFTER)
    if not fit or stand_in_id == person_id or not may(person, Right.LOOK_AFTER):
        raise CannotLookAfter
    until = start_of_day(last_day + timedelta(days=1), person.timezone)
    if not now < until <= now + LONGEST:
        raise AbsenceUnfit
    ended = await _end(session, AbsenceRow.person_id == person_id, now)
    await session.execute(
        insert(AbsenceRow).values(person_id=person_id, stand_in_id=stand_in_id, began_at=now, until=until)
    )
    await _record(session, person, by=by, until=last_day, now=now)
    key = f"away:{person_id}:{now.timestamp():.6f}"
    tell(session, stand_in_id, StandsIn(away=person_id, last_day=last_day), key=key, now=now)
    looked_after = (PersonRow.manager_id == person_id, PersonRow.status == Status.ACTIVE.value)
    partners = await session.scalars(select(PersonRow.id).where(*looked_after))
    for partner in partners:
        tell(session, PersonId(partner), ManagerAway(stand_in=stand_in_id, last_day=last_day), key=key, now=now)
    for each in sorted({stand_in_id, *(former for _, former in ended)}):
        await emit(session, ScopeChanged(person_id=each, at=now))
    return Absence(stand_in_id=stand_in_id, last_day=last_day)


async def come_back(session: AsyncSession, person_id: PersonId, *, by: PersonId, now: datetime) -> None:
    """End an absence early; without one, nothing happens. Raises NotAllowed."""
    await allowed(session, by, Right.LOOK_AFTER if person_id == by else Right.GIVE_ROLES)
    await _tell_over(session, await _end(session, AbsenceRow.person_id == person_id, now), now)


async def end_due(session: AsyncSession, *, now: datetime) -> int:
    """End absences whose day has passed, and have both told; how many."""
    due = select(AbsenceRow.id).where(AbsenceRow.ended_at.is_(None), AbsenceRow.until <= now).limit(AT_ONCE)
    ended = await _end(session, AbsenceRow.id.in_(due), now)
    await _tell_over(session, ended, now)
    return len(ended)


async def next_due(session: AsyncSession) -> datetime | None:
    """When the next absence ends."""
    found: datetime | None = await session.scalar(
        select(func.min(AbsenceRow.until)).where(AbsenceRow.ended_at.is_(None))
    )
    return found


async def absence_of(session: AsyncSession, person: Person) -> Absence | None:
    """The absence of somebody that lasts."""
    row = (
        await session.execute(
            select(AbsenceRow.stand_in_id, AbsenceRow.until).where(
                AbsenceRow.person_id == person.id, AbsenceRow.ended_at.is_(None)
            )
        )
    ).one_or_none()
    if row is None:
        return None
    last_day = local_date(row.until - timedelta(minutes=1), person.timezone)
    return Absence(stand_in_id=PersonId(row.stand_in_id), last_day=last_day)


async def _end(session: AsyncSession, which: ColumnElement[bool], now: datetime) -> list[tuple[PersonId, PersonId]]:
    rows = await session.execute(
        update(AbsenceRow)
        .where(which, AbsenceRow.ended_at.is_(None))
        .values(ended_at=now)
        .returning(AbsenceRow.person_id, AbsenceRow.stand_in_id)
        .execution_options(synchronize_session=False)
    )
    return [(PersonId(row.person_id), PersonId(row.stand_in_id)) for row in rows]


async def _tell_over(session: AsyncSession, ended: list[tuple[PersonId, PersonId]], now: datetime) -> None:
    for away, stand_in in ended:
        await _record(session, await load(session, away), by=None, until=None, now=now)
        for each in (away, stand_in):
            tell(session, each, AbsenceOver(away=away), key=f"back:{away}:{now.timestamp():.6f}", now=now)
        await emit(session, ScopeChanged(person_id=stand_in, at=now))


async def _record(
    session: AsyncSession, person: Person, *, by: PersonId | None, until: date | None, now: datetime
) -> None:
    await record(
        session,
        programme_id=person.programme_id,
        by=by,
        act=Act.AWAY_CHANGED,
        subject=f"person:{person.id}",
        after={"until": until},
        now=now,
    )
