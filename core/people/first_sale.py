"""The first sale that does not come: after a week the partner is reminded, once, at an hour when people work."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Row, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.outbox import Priority
from core.ids import PersonId
from core.outreach.notices import Notice, tell
from core.people.persons import PERSON_COLUMNS, PERSON_JOIN, person_of
from core.people.rights import Right, may
from core.people.roles import Role
from core.people.tables import PersonRow
from core.people.tables_start import FirstStepsRow
from core.programme.options import options_of
from core.programme.tables import ProgrammeRow
from core.programme.workdays import at_work

AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSaleAwaited(Notice):
    """To a partner who joined a week ago and has sent nothing: how to begin, and who helps."""

    kind: ClassVar[str] = "first_sale_awaited"
    priority: ClassVar[Priority] = Priority.NUDGE
    helper: PersonId | None

    @property
    def about(self) -> tuple[PersonId, ...]:
        return () if self.helper is None else (self.helper,)


_STEPS: Any = FirstStepsRow.__table__
_DUE = (
    select(*PERSON_COLUMNS, PersonRow.manager_id, ProgrammeRow.options)
    .select_from(FirstStepsRow)
    .join(PersonRow, PersonRow.id == FirstStepsRow.person_id)
    .join(ProgrammeRow, PERSON_JOIN)
    .where(FirstStepsRow.remind_at <= bindparam("now"))
    .order_by(FirstStepsRow.remind_at)
    .limit(AT_ONCE)
)
_NEXT = select(func.min(FirstStepsRow.remind_at))
_SETTLE = (
    update(_STEPS)
    .where(_STEPS.c.person_id == bindparam("of_person"))
    .values(remind_at=bindparam("then", type_=_STEPS.c.remind_at.type))
)


async def remind(session: AsyncSession, *, now: datetime) -> int:
    """Remind those whose week is over, or put it off to their next working hour; how many were due."""
    rows = (await session.execute(_DUE, {"now": now})).all()
    settled = [{"of_person": row.person_id, "then": _remind(session, row, now)} for row in rows]
    if settled:
        await session.execute(_SETTLE, settled)
    return len(rows)


async def next_due(session: AsyncSession) -> datetime | None:
    """When somebody's week is over next."""
    found: datetime | None = await session.scalar(_NEXT)
    return found


def _remind(session: AsyncSession, row: Row[*tuple[Any, ...]], now: datetime) -> datetime | None:
    """Tell one of them, if this is the hour for it; when to look again."""
    person = person_of(row)
    if person.role is not Role.PARTNER or not may(person, Right.CLAIM) or not person.agreed or person.frozen:
        return None
    hour = at_work(now, person.timezone, options_of(row.options))
    if hour is None or hour > now:
        return hour
    helper = None if row.manager_id is None else PersonId(row.manager_id)
    tell(session, person.id, FirstSaleAwaited(helper=helper), key="first_sale", now=now)
    return None
