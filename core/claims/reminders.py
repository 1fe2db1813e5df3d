"""Reminders: once a working day, those who decide hear of what waits whose promise runs out or was broken.

Sales, appeals, and photos sent alone. Whoever looks after partners hears of them in the morning's figures instead:
core.insight.mornings.

It is said at the first look within the day's working hours, and counts what waits then: after days without service, or
with a clock put forward, one reminder is sent and none for the days that passed. A clock put back reminds nobody twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, Select, bindparam, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.channel.tables import OutboxRow
from core.claims.handed_waiting import WAITS, of_another_company
from core.claims.overdue import OF_ANY_PROGRAMME
from core.claims.tables import ClaimRow, DraftRow
from core.claims.verdict_tables import AppealRow
from core.claims.waiting import to_answer, to_decide
from core.clock import at_hour, local_date, start_of_day
from core.ids import PersonId, ProgrammeId
from core.outreach.notices import Notice, tell, was_told
from core.people.persons import Person, with_role
from core.people.rights import Right, may, roles_with
from core.people.roles import Status
from core.people.scopes import in_sight_of
from core.people.tables import PersonRow
from core.programme import programmes
from core.programme.options import Options
from core.programme.workdays import MOST_IDLE, works_on

NEAR = timedelta(days=1)
"""How long before a promise runs out those who decide are reminded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsDue(Notice):
    """To whoever decides: how many sales want a decision now, appeals and photos to fill in included."""

    kind: ClassVar[str] = "claims_due"
    waiting: int
    late: int
    """Those of them whose promise was broken."""


def _counted(
    of: type[ClaimRow | AppealRow | DraftRow],
    *conditions: ColumnElement[bool],
    place: type[ClaimRow | PersonRow] = ClaimRow,
) -> Select[*tuple[Any, ...]]:
    """What some people may decide, a row each: how many, how many late, since when, and what is due first."""
    return (
        select(
            of.programme_id,
            PersonRow.id,
            func.count().label("waiting"),
            func.count(of.missed_due_at).label("late"),
            func.min(of.missed_due_at).label("missed"),
            func.min(case((of.missed_due_at.is_(None), of.due_at))).label("due"),
        )
        .select_from(of)
        .join(PersonRow, PersonRow.programme_id == of.programme_id)
        .where(
            PersonRow.role.in_(sorted(roles_with(Right.DECIDE_CLAIMS) - roles_with(Right.LOOK_AFTER))),
            PersonRow.status == Status.ACTIVE.value,
            in_sight_of(PersonRow.id, place.region_id, place.company_id),
            *conditions,
        )
        .group_by(of.programme_id, PersonRow.id)
    )


def _urgent(of: type[ClaimRow | AppealRow | DraftRow]) -> ColumnElement[bool]:
    return or_(of.missed_due_at.is_not(None), of.due_at <= bindparam("until"))


_PARTNER = aliased(PersonRow)
_OPEN = (
    _counted(ClaimRow, OF_ANY_PROGRAMME, to_decide(PersonRow.id)),
    _counted(AppealRow, to_answer(PersonRow.id)).join(ClaimRow, ClaimRow.id == AppealRow.claim_id),
    _counted(
        DraftRow,
        WAITS,
        DraftRow.person_id != PersonRow.id,
        of_another_company(PersonRow.id, _PARTNER.company_id),
        place=_PARTNER,
    ).join(_PARTNER, _PARTNER.id == DraftRow.person_id),
)
_URGENT = (_OPEN[0].where(_urgent(ClaimRow)), _OPEN[1].where(_urgent(AppealRow)), _OPEN[2].where(_urgent(DraftRow)))
_LAST_TOLD = select(func.max(OutboxRow.created_at)).where(
    OutboxRow.person_id == bindparam("person_id"), OutboxRow.kind == ClaimsDue.kind
)

Found = Mapping[PersonId, Sequence[Row[*tuple[Any, ...]]]]


async def remind(session: AsyncSession, *, now: datetime) -> int:
    """Remind everybody who is at work now and has claims to decide; how many were. Once a day each."""
    told = 0
    for programme_id, found in (await _ask(session, _URGENT, until=now + NEAR)).items():
        options = (await programmes.load(session, programme_id)).options
        for person in await _deciders(session, programme_id, found):
            if not _at_work(now, person.timezone, options):
                continue
            key = f"claims-due:{local_date(now, person.timezone)}"
            if not await was_told(session, person.id, key=key):
                own = found[person.id]
                notice = ClaimsDue(waiting=sum(row.waiting for row in own), late=sum(row.late for row in own))
                tell(session, person.id, notice, key=key, now=now)
                told += 1
    return told


async def next_due(session: AsyncSession) -> datetime | None:
    """When somebody is to be reminded next, as things stand."""
    times: list[datetime] = []
    for programme_id, found in (await _ask(session, _OPEN)).items():
        options = (await programmes.load(session, programme_id)).options
        for person in await _deciders(session, programme_id, found):
            starts = [row.missed for row in found[person.id] if row.missed is not None]
            starts += [row.due - NEAR for row in found[person.id] if row.due is not None]
            last = await session.scalar(_LAST_TOLD, {"person_id": person.id})
            times.append(_next_at_work(min(starts), last, person.timezone, options))
    return min(times, default=None)


async def _ask(
    session: AsyncSession, statements: Sequence[Select[*tuple[Any, ...]]], **asked: datetime
) -> dict[ProgrammeId, dict[PersonId, list[Row[*tuple[Any, ...]]]]]:
    """What waits for whom: sales, appeals and photos to fill in, by programme and person."""
    found: dict[ProgrammeId, dict[PersonId, list[Row[*tuple[Any, ...]]]]] = {}
    for statement in statements:
        for row in await session.execute(statement, asked):
            found.setdefault(row.programme_id, {}).setdefault(row.id, []).append(row)
    return found


async def _deciders(session: AsyncSession, programme_id: ProgrammeId, found: Found) -> list[Person]:
    roles = roles_with(Right.DECIDE_CLAIMS) - roles_with(Right.LOOK_AFTER)
    return [
        person
        for person in await with_role(session, programme_id, roles)
        if person.id in found and may(person, Right.DECIDE_CLAIMS)
    ]


def _at_work(now: datetime, zone: str, options: Options) -> bool:
    local = now.astimezone(ZoneInfo(zone))
    return works_on(local.date(), options) and options.work_from <= local.hour < options.work_until


def _next_at_work(earliest: datetime, told: datetime | None, zone: str, options: Options) -> datetime:
    """The first instant from `earliest` on at which somebody works who was not told that day."""
    if told is not None:
        earliest = max(earliest, start_of_day(local_date(told, zone) + timedelta(days=1), zone))
    if _at_work(earliest, zone, options):
        return earliest
    day = local_date(earliest, zone)
    for _ in range(MOST_IDLE):
        if at_hour(day, options.work_from, zone) >= earliest and works_on(day, options):
            break
        day += timedelta(days=1)
    return at_hour(day, options.work_from, zone)
