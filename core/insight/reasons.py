"""Reasons counted: for what sales were declined in a month, beside all that were decided, in the viewer's sight."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.claims.claim import Reason, Verdict, reason_of
from core.claims.tables import ClaimRow, DecisionRow
from core.clock import local_date, start_of_day
from core.db.at_once import in_the_thread
from core.ids import PersonId
from core.people.rights import Right, allowed
from core.people.scopes import scope_of
from core.programme import programmes

MOST_MONTHS = 24
"""How far back a manager looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A reason, and how many sales were declined for it."""

    reason: Reason
    sales: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """What became of the sales that were decided in a month; where a sale was decided again, the last word counts."""

    month: date
    """Its first day."""
    months_ago: int
    decided: int
    declined: int
    by_reason: Sequence[Counted]
    """The most frequent first."""

    def percent(self, sales: int) -> int:
        """The share of those declined, rounded."""
        return round(sales * 100 / self.declined) if self.declined else 0


async def reasons(session: AsyncSession, months_ago: int, *, by: PersonId, now: datetime) -> Reasons:
    """The reasons of a month, this one being 0 months ago. Raises NotAllowed."""
    viewer = await allowed(session, by, Right.LOOK_AFTER)
    scope = await scope_of(session, viewer)
    zone = (await programmes.load(session, viewer.programme_id)).timezone
    months_ago = min(months_ago, MOST_MONTHS)
    month = _month(local_date(now, zone), months_ago)
    later = aliased(DecisionRow)
    asked = (
        select(DecisionRow.verdict, DecisionRow.reason, func.count().label("sales"))
        .join(ClaimRow, ClaimRow.id == DecisionRow.claim_id)
        .where(
            DecisionRow.at >= start_of_day(month, zone),
            DecisionRow.at < start_of_day(_month(month, -1), zone),
            ClaimRow.programme_id == viewer.programme_id,
            scope.within(ClaimRow.region_id, ClaimRow.company_id),
            ~select(later.id).where(later.claim_id == DecisionRow.claim_id, later.number > DecisionRow.number).exists(),
        )
        .group_by(DecisionRow.verdict, DecisionRow.reason)
    )
    with in_the_thread():
        rows = (await session.execute(asked)).all()
    by_reason: dict[Reason, int] = {}
    for row in rows:
        if row.verdict == Verdict.DECLINE:
            reason = reason_of(row.reason)
            by_reason[reason] = by_reason.get(reason, 0) + row.sales
    counted = [Counted(reason=reason, sales=sales) for reason, sales in by_reason.items()]
    return Reasons(
        month=month,
        months_ago=months_ago,
        decided=sum(row.sales for row in rows),
        declined=sum(by_reason.values()),
        by_reason=sorted(counted, key=lambda one: (-one.sales, str(one.reason))),
    )


def _month(day: date, ago: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - ago, 12)
    return date(year, month + 1, 1)
