"""Calling: how each of those who decide hears of sales that wait.

Whoever has chosen nothing gets a card for every sale while a programme is small: a card is looked at at once, and the
first weeks live by quick answers. With many moderators, or many partners, the same would be hundreds of rings a day for
sales that somebody else has decided already: then one silent counter stands in the chat, and the queue is a tap away.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, bindparam, func, literal, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.calling_tables import CallingRow
from core.claims.handed_waiting import to_fill
from core.claims.waiting import count_waiting
from core.clock import local_date
from core.ids import ProgrammeId
from core.outreach.notices import Notice, tell, was_told
from core.people.persons import PERSON_COLUMNS, PERSON_JOIN, Person, person_of
from core.people.rights import Right, may, require, roles_with
from core.people.roles import Role, Status
from core.people.tables import PersonRow
from core.programme.tables import ProgrammeRow

FEW_DECIDE = 3
"""People who decide up to whom each gets a card for every sale."""
FEW_PARTNERS = 50
"""Partners up to whom each gets a card for every sale."""
HOURS = (9, 12, 15, 18)
"""Local hours that can be chosen, those of USUAL to begin with."""
USUAL = (9, 15)


class How(StrEnum):
    """How somebody is called."""

    EVERY = "every"
    """A card for every sale."""
    HOURS = "hours"
    """A silent counter, and a message at set hours."""
    OVERDUE = "overdue"
    """A silent counter; a message only where a promise runs out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calling:
    """How one person is called."""

    how: How
    hours: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesWait(Notice):
    """To whoever decides, at the hour of choice: what waits."""

    kind: ClassVar[str] = "sales_wait"
    count: int
    oldest: datetime | None
    """None where only photos wait to be filled in."""
    late: int
    appeals: int = 0
    to_fill: int = 0
    """Photos sent alone that wait to be filled in."""


_CALLINGS: Any = CallingRow.__table__
_ONE = select(_CALLINGS).where(_CALLINGS.c.person_id == bindparam("person"))
_NEW = insert(_CALLINGS)
_SAVE = _NEW.on_conflict_do_update(
    index_elements=[_CALLINGS.c.person_id], set_={"how": _NEW.excluded.how, "hours": _NEW.excluded.hours}
)


def _more_than(few: int, roles: Sequence[str]) -> ColumnElement[bool]:
    """Whether a programme has more than a few people of some roles, without counting further."""
    one_too_many = (
        select(literal(1))
        .where(
            PersonRow.programme_id == bindparam("of_programme"),
            PersonRow.role.in_(roles),
            PersonRow.status == Status.ACTIVE.value,
        )
        .offset(few)
        .limit(1)
    )
    return func.coalesce(one_too_many.scalar_subquery(), 0) == 1


_IS_LARGE = select(
    or_(
        _more_than(FEW_DECIDE, sorted(roles_with(Right.DECIDE_CLAIMS))),
        _more_than(FEW_PARTNERS, [Role.PARTNER.value]),
    )
)
_AT_HOURS = (
    select(*PERSON_COLUMNS, _CALLINGS.c.hours)
    .join(ProgrammeRow, PERSON_JOIN)
    .join(_CALLINGS, _CALLINGS.c.person_id == PersonRow.id)
    .where(_CALLINGS.c.how == How.HOURS.value, PersonRow.status == Status.ACTIVE.value)
    .order_by(PersonRow.id)
)
_HOW = select(_CALLINGS.c.how).where(_CALLINGS.c.person_id == PersonRow.id).scalar_subquery()

wants_every: ColumnElement[bool] = func.coalesce(_HOW, bindparam("usual")) == How.EVERY.value
"""The condition that a person of a statement gets a card for every sale. Parameter: `usual`, for who chose nothing."""

wants_counter: ColumnElement[bool] = func.coalesce(_HOW, bindparam("usual")) != How.EVERY.value
"""The opposite. Parameter: `usual`."""


async def usual(session: AsyncSession, programme_id: ProgrammeId) -> How:
    """How whoever has chosen nothing is called."""
    large = await session.scalar(_IS_LARGE, {"of_programme": programme_id})
    return How.OVERDUE if large else How.EVERY


async def calling_of(session: AsyncSession, person: Person) -> Calling:
    """How somebody is called. Raises NotAllowed for whoever does not decide."""
    require(person, Right.DECIDE_CLAIMS)
    row = (await session.execute(_ONE, {"person": person.id})).one_or_none()
    if row is not None:
        return Calling(how=How(row.how), hours=tuple(row.hours))
    return Calling(how=await usual(session, person.programme_id), hours=USUAL)


async def choose(session: AsyncSession, person: Person, how: How) -> Calling:
    """Be called so from now on. Raises NotAllowed."""
    now = await calling_of(session, person)
    return await _save(session, person, how, now.hours or USUAL)


async def choose_hour(session: AsyncSession, person: Person, hour: int) -> Calling:
    """Take an hour to those of the digest, or off them; the last one stays. Raises NotAllowed."""
    now = await calling_of(session, person)
    hours = set(now.hours) ^ ({hour} & set(HOURS))
    return await _save(session, person, How.HOURS, sorted(hours or set(now.hours)))


async def call_at_hours(session: AsyncSession, *, now: datetime) -> int:
    """Tell everybody whose hour it is what waits; how many were. Once for each hour of a day."""
    told = 0
    for row in (await session.execute(_AT_HOURS)).all():
        person = person_of(row)
        hour = now.astimezone(ZoneInfo(person.timezone)).hour
        key = f"sales-wait:{local_date(now, person.timezone)}:{hour}"
        if hour not in row.hours or not may(person, Right.DECIDE_CLAIMS) or await was_told(session, person.id, key=key):
            continue
        found = await count_waiting(session, person, now=now)
        photos = (await to_fill(session, person, now=now)).count
        if found.count or photos:
            notice = SalesWait(
                count=found.count, oldest=found.oldest, late=found.late, appeals=found.appeals, to_fill=photos
            )
            tell(session, person.id, notice, key=key, now=now)
            told += 1
    return told


async def _save(session: AsyncSession, person: Person, how: How, hours: Sequence[int]) -> Calling:
    await session.execute(_SAVE, {"person_id": person.id, "how": how.value, "hours": list(hours)})
    return Calling(how=how, hours=tuple(hours))
