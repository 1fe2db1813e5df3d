"""Reminders: once a working day, those who decide hear of claims whose promise runs out or was broken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from sqlalchemy import Row, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.tables import OutboxRow
from core.claims.claim import ClaimState
from core.claims.overdue import OF_ANY_PROGRAMME
from core.claims.tables import ClaimRow
from core.clock import local_date, start_of_day
from core.ids import PersonId, ProgrammeId
from core.outreach.notices import Notice, tell, was_told
from core.people.persons import Person, with_role
from core.people.rights import Right, roles_with
from core.people.roles import Role

NEAR = timedelta(days=1)
"""How long before a promise runs out those who decide are reminded."""

FROM, UNTIL = timedelta(hours=9), timedelta(hours=18)
"""Hours of a working day, Monday to Friday, on the recipient's own clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsDue(Notice):
    """To whoever decides: how many claims want a decision now."""

    kind: ClassVar[str] = "claims_due"
    waiting: int
    late: int
    """Those of them whose promise was broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsLate(Notice):
    """To owners: how many claims wait beyond their promise while others were to decide them."""

    kind: ClassVar[str] = "claims_late"
    late: int
    oldest: datetime
    """The earliest promise that was broken."""


_URGENT = (
    select(ClaimRow.programme_id, ClaimRow.person_id, ClaimRow.due_at, ClaimRow.missed_due_at)
    .where(
        OF_ANY_PROGRAMME,
        ClaimRow.state == ClaimState.IN_REVIEW.value,
        or_(ClaimRow.missed_due_at.is_not(None), ClaimRow.due_at <= bindparam("until")),
    )
    .order_by(ClaimRow.programme_id, ClaimRow.due_at)
)
_OPEN = select(ClaimRow.programme_id, ClaimRow.person_id, ClaimRow.due_at, ClaimRow.missed_due_at).where(
    OF_ANY_PROGRAMME, ClaimRow.state == ClaimState.IN_REVIEW.value
)
_LAST_TOLD = select(func.max(OutboxRow.created_at)).where(
    OutboxRow.person_id == bindparam("person_id"), OutboxRow.kind.in_((ClaimsDue.kind, ClaimsLate.kind))
)

Claims = Sequence[Row[*tuple[Any, ...]]]


async def remind(session: AsyncSession, *, now: datetime) -> int:
    """Remind everybody who is at work now and has claims to decide; how many were. Once a day each."""
    urgent = (await session.execute(_URGENT, {"until": now + NEAR})).all()
    told = 0
    for programme_id in sorted({row.programme_id for row in urgent}):
        claims = [row for row in urgent if row.programme_id == programme_id]
        deciders = await _deciders(session, programme_id)
        for person in deciders:
            notice = _digest(person, claims, deciders)
            if notice is None or not _at_work(now, person.timezone):
                continue
            key = f"claims-due:{local_date(now, person.timezone)}"
            if not await was_told(session, person.id, key=key):
                tell(session, person.id, notice, key=key, now=now)
                told += 1
    return told


async def next_due(session: AsyncSession) -> datetime | None:
    """When somebody is to be reminded next, as things stand."""
    found = (await session.execute(_OPEN)).all()
    times: list[datetime] = []
    for programme_id in {row.programme_id for row in found}:
        claims = [row for row in found if row.programme_id == programme_id]
        deciders = await _deciders(session, programme_id)
        for person in deciders:
            starts = [
                row.missed_due_at or row.due_at - NEAR for row in claims if _digest(person, [row], deciders) is not None
            ]
            if starts:
                last = await session.scalar(_LAST_TOLD, {"person_id": person.id})
                times.append(_next_at_work(min(starts), last, person.timezone))
    return min(times, default=None)


async def _deciders(session: AsyncSession, programme_id: int) -> list[Person]:
    return await with_role(session, ProgrammeId(programme_id), roles_with(Right.DECIDE_CLAIMS))


def _digest(person: Person, claims: Claims, deciders: Sequence[Person]) -> ClaimsDue | ClaimsLate | None:
    """What a person is to hear. An owner leaves to others what they can decide, until it is late."""
    others = [row for row in claims if row.person_id != person.id]
    late = [row.missed_due_at for row in others if row.missed_due_at is not None]
    if person.role is not Role.OWNER or any(not _has_hands(row.person_id, deciders) for row in others):
        return ClaimsDue(waiting=len(others), late=len(late)) if others else None
    return ClaimsLate(late=len(late), oldest=min(late)) if late else None


def _has_hands(claimant: PersonId, deciders: Sequence[Person]) -> bool:
    """Whether somebody but owners can decide a claim."""
    return any(person.role is not Role.OWNER and person.id != claimant for person in deciders)


def _at_work(now: datetime, zone: str) -> bool:
    local = now.astimezone(ZoneInfo(zone))
    since_midnight = timedelta(hours=local.hour, minutes=local.minute, seconds=local.second)
    return local.weekday() < 5 and FROM <= since_midnight < UNTIL


def _next_at_work(earliest: datetime, told: datetime | None, zone: str) -> datetime:
    """The first instant from `earliest` on at which somebody works who was not told that day."""
    if told is not None:
        earliest = max(earliest, start_of_day(local_date(told, zone) + timedelta(days=1), zone))
    if _at_work(earliest, zone):
        return earliest
    day = local_date(earliest, zone)
    while start_of_day(day, zone) + FROM < earliest or day.weekday() >= 5:
        day += timedelta(days=1)
    return start_of_day(day, zone) + FROM
