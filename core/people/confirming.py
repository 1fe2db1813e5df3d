"""Confirming: every 90 days a partner is asked whether the employment still holds, and says where it does not."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.tables import CompanyRow
from core.channel.outbox import Priority
from core.errors import Refusal
from core.ids import PersonId
from core.outreach.notices import Notice, tell
from core.people.employments import HOLDS, leave
from core.people.roles import Role, Status
from core.people.tables import EmploymentRow, PersonRow

AT_ONCE = 200


class EmploymentOver(Refusal):
    """The employment that was asked about has ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StillThereAsked(Notice):
    """To the partner: do you still work there?"""

    kind: ClassVar[str] = "still_there"
    priority: ClassVar[Priority] = Priority.NUDGE
    employment_id: int
    company: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedJobs(Notice):
    """To whoever looks after a partner: works there no more, by the own word."""

    kind: ClassVar[str] = "moved_jobs"
    partner: PersonId
    company: str | None
    """None for nobody's; a name in what was told before moves had to be confirmed."""

    @property
    def about(self) -> tuple[PersonId, ...]:
        return (self.partner,)


async def ask(session: AsyncSession, *, now: datetime) -> int:
    """Ask some of those whose employment was last confirmed long ago; how many were due."""
    rows = (
        await session.execute(
            select(EmploymentRow.id, EmploymentRow.person_id, PersonRow.status, PersonRow.role, CompanyRow.name)
            .join(PersonRow, PersonRow.id == EmploymentRow.person_id)
            .join(CompanyRow, CompanyRow.id == EmploymentRow.company_id)
            .where(EmploymentRow.until.is_(None), EmploymentRow.ask_at <= now)
            .order_by(EmploymentRow.ask_at)
            .limit(AT_ONCE)
        )
    ).all()
    await _put_off(session, [row.id for row in rows], now)
    for row in rows:
        if row.status == Status.ACTIVE and row.role == Role.PARTNER:
            notice = StillThereAsked(employment_id=row.id, company=row.name)
            tell(session, row.person_id, notice, key=f"still:{row.id}:{now.date()}", now=now)
    return len(rows)


async def next_due(session: AsyncSession) -> datetime | None:
    """When somebody has to be asked next."""
    found: datetime | None = await session.scalar(
        select(func.min(EmploymentRow.ask_at)).where(EmploymentRow.until.is_(None))
    )
    return found


async def confirm(session: AsyncSession, employment_id: int, *, by: PersonId, now: datetime) -> str:
    """Say that an employment still holds; the company's name. A second call changes nothing. Raises EmploymentOver."""
    company_id = await session.scalar(
        update(EmploymentRow)
        .where(EmploymentRow.id == employment_id, EmploymentRow.person_id == by, EmploymentRow.until.is_(None))
        .values(confirmed_at=now, ask_at=now + HOLDS)
        .returning(EmploymentRow.company_id)
        .execution_options(synchronize_session=False)
    )
    if company_id is None:
        raise EmploymentOver
    return await session.scalar(select(CompanyRow.name).where(CompanyRow.id == company_id)) or ""


async def work_for_nobody(session: AsyncSession, *, by: PersonId, now: datetime) -> None:
    """Say that one works for no company of the list now. Whoever looks after the person is told."""
    await leave(session, by, now=now)
    manager_id = await session.scalar(select(PersonRow.manager_id).where(PersonRow.id == by))
    if manager_id is not None:
        key = f"moved:{by}:{now.timestamp():.6f}"
        tell(session, PersonId(manager_id), MovedJobs(partner=by, company=None), key=key, now=now)


async def _put_off(session: AsyncSession, ids: list[int], now: datetime) -> None:
    if ids:
        await session.execute(
            update(EmploymentRow)
            .where(EmploymentRow.id.in_(ids))
            .values(ask_at=now + HOLDS)
            .execution_options(synchronize_session=False)
        )
