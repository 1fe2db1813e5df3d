"""The week: what a programme did from Monday to Sunday, beside the week before, for whoever pays for it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.tables import CompanyRow, OutletRow, ProductRow
from core.claims.claim import Verdict
from core.claims.tables import ClaimRow, DecisionRow
from core.claims.verdict_tables import DecisionLineRow
from core.clock import local_date, start_of_day
from core.db.at_once import in_the_thread
from core.ids import PersonId, Points
from core.insight.periods import Period, starts_on
from core.insight.tables import StandingRow
from core.people.persons import Person
from core.people.rights import Right, allowed
from core.people.roles import Role, Status
from core.people.scopes import Scope, scope_of
from core.people.tables import EmploymentRow, PersonRow
from core.points.kinds import AccountKind
from core.points.tables import AccountRow, EntryRow, TransactionRow
from core.programme import programmes
from core.programme.programmes import Programme
from core.rewards.tables import OrderRow

WEEK = timedelta(days=7)
TOP = 5
"""Products that are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What happened within one week."""

    joined: int
    """Partners who came in."""
    active: int
    """People who sent a sale."""
    sent: int
    """Sales sent."""
    approved: int
    declined: int
    hours_to_decide: int | None
    """The median, in whole hours; None where nothing was decided."""
    points: Points
    """Earned by sales, less what returns took back."""
    cost_minor: int | None
    """What they cost, in hundredths of the currency."""
    orders: int
    """Prizes ordered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sold:
    """One of the products that were granted most."""

    name: str
    quantity: int
    points: Points


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week beside the one before."""

    starts_on: date
    members: int
    """Partners who take part now."""
    this: Figures
    before: Figures
    reasons: Mapping[str, int]
    """Why sales were declined, by reason code."""
    top: Sequence[Sold]
    currency: str | None

    @property
    def ends_on(self) -> date:
        """Its Sunday."""
        return self.starts_on + timedelta(days=6)


async def last_week(session: AsyncSession, *, by: PersonId, now: datetime) -> Week:
    """The last whole week, in the viewer's sight. Raises NotAllowed."""
    viewer = await allowed(session, by, Right.SEE_FIGURES)
    programme = await programmes.load(session, viewer.programme_id)
    monday = starts_on(Period.WEEK, local_date(now, programme.timezone)) - WEEK
    return await week(session, viewer, programme, monday)


async def week(session: AsyncSession, viewer: Person, programme: Programme, monday: date) -> Week:
    """The week that begins on a Monday, in the viewer's sight."""
    asked = Asked(programme=programme, scope=await scope_of(session, viewer))
    with in_the_thread():
        return Week(
            starts_on=monday,
            members=await _count(session, *asked.members),
            this=await figures(session, asked, monday),
            before=await figures(session, asked, monday - WEEK),
            reasons=await _reasons(session, asked, monday),
            top=await _top(session, asked, monday),
            currency=programme.options.currency,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which programme, and how much of it."""

    programme: Programme
    scope: Scope

    @property
    def partners(self) -> tuple[ColumnElement[bool], ...]:
        """Partners who take part."""
        return (
            PersonRow.programme_id == self.programme.id,
            PersonRow.role == Role.PARTNER.value,
            PersonRow.status == Status.ACTIVE.value,
        )

    @property
    def members(self) -> tuple[ColumnElement[bool], ...]:
        """Those of them who work in sight now."""
        return (*self.partners, self.scope.within(PersonRow.region_id, PersonRow.company_id))

    def within(self, column: Any, monday: date) -> tuple[ColumnElement[bool], ...]:
        """That an instant lies in the week, cut in the programme's zone."""
        zone = self.programme.timezone
        return column >= start_of_day(monday, zone), column < start_of_day(monday + WEEK, zone)

    def decided(self, monday: date) -> tuple[ColumnElement[bool], ...]:
        """First decisions of the week on claims in sight; later ones correct what was counted."""
        return (
            *self.within(DecisionRow.at, monday),
            DecisionRow.number == 1,
            ClaimRow.programme_id == self.programme.id,
            self.scope.within(ClaimRow.region_id, ClaimRow.company_id),
        )


async def figures(session: AsyncSession, asked: Asked, monday: date) -> Figures:
    """What happened within one week."""
    sent = (
        await session.execute(
            select(func.count().label("claims"), func.count(ClaimRow.person_id.distinct()).label("people"))
            .select_from(PersonRow)
            .join(ClaimRow, ClaimRow.person_id == PersonRow.id)
            .where(
                PersonRow.programme_id == asked.programme.id,
                *asked.within(ClaimRow.submitted_at, monday),
                asked.scope.within(ClaimRow.region_id, ClaimRow.company_id),
            )
        )
    ).one()
    decided = (
        await session.execute(
            select(DecisionRow.verdict, DecisionRow.at, ClaimRow.submitted_at)
            .join(ClaimRow, ClaimRow.id == DecisionRow.claim_id)
            .where(*asked.decided(monday))
        )
    ).all()
    verdicts = Counter(row.verdict for row in decided)
    took = [(row.at - row.submitted_at) / timedelta(hours=1) for row in decided]
    points = await _points(session, asked, monday)
    cost = asked.programme.options.point_cost_minor
    return Figures(
        joined=await _count(
            session,
            *asked.partners,
            *asked.within(PersonRow.joined_at, monday),
            *_worked_in_sight(asked, PersonRow.joined_at),
        ),
        active=sent.people,
        sent=sent.claims,
        approved=verdicts[Verdict.APPROVE.value],
        declined=verdicts[Verdict.DECLINE.value],
        hours_to_decide=round(median(took)) if took else None,
        points=points,
        cost_minor=points * cost if cost is not None and asked.programme.options.currency else None,
        orders=await _orders(session, asked, monday),
    )


async def _count(session: AsyncSession, *wanted: ColumnElement[bool]) -> int:
    return await session.scalar(select(func.count()).select_from(PersonRow).where(*wanted)) or 0


async def _points(session: AsyncSession, asked: Asked, monday: date) -> Points:
    earned = select(func.coalesce(func.sum(StandingRow.points), 0)).where(
        StandingRow.programme_id == asked.programme.id,
        StandingRow.period == Period.WEEK.value,
        StandingRow.starts_on == monday,
    )
    if not asked.scope.everything:
        earned = _earned_in_sight(asked, monday)
    return Points(int(await session.scalar(earned) or 0))


def _earned_in_sight(asked: Asked, monday: date) -> Select[int]:
    """Of sales of the shops in sight, wherever their sellers work by now."""
    accruals = (
        select(TransactionRow.id)
        .join(DecisionRow, DecisionRow.id == TransactionRow.decision_id)
        .join(ClaimRow, ClaimRow.id == DecisionRow.claim_id)
        .where(
            *asked.within(DecisionRow.at, monday),
            ClaimRow.programme_id == asked.programme.id,
            asked.scope.within(ClaimRow.region_id, ClaimRow.company_id),
        )
    )
    returns = select(TransactionRow.id).where(TransactionRow.reverses_id.in_(accruals))
    return (
        select(func.sum(-EntryRow.amount))
        .join(AccountRow, AccountRow.id == EntryRow.account_id)
        .where(
            AccountRow.kind == AccountKind.EARNED.value,
            EntryRow.transaction_id.in_(accruals.union(returns)),
        )
    )


def _worked_in_sight(asked: Asked, at: Any) -> tuple[ColumnElement[bool], ...]:
    """That a person worked at a shop in sight at an instant, wherever that may be by now."""
    if asked.scope.everything:
        return ()
    worked = (
        select(EmploymentRow.id)
        .join(CompanyRow, CompanyRow.id == EmploymentRow.company_id)
        .outerjoin(OutletRow, OutletRow.id == EmploymentRow.outlet_id)
        .where(
            EmploymentRow.person_id == PersonRow.id,
            EmploymentRow.since <= at,
            or_(EmploymentRow.until.is_(None), EmploymentRow.until > at),
            asked.scope.within(func.coalesce(OutletRow.region_id, CompanyRow.region_id), EmploymentRow.company_id),
        )
        .correlate(PersonRow, OrderRow)
    )
    return (exists(worked),)


async def _orders(session: AsyncSession, asked: Asked, monday: date) -> int:
    ordered = (
        select(func.count())
        .select_from(OrderRow)
        .join(PersonRow, PersonRow.id == OrderRow.person_id)
        .where(
            OrderRow.programme_id == asked.programme.id,
            *asked.within(OrderRow.ordered_at, monday),
            *_worked_in_sight(asked, OrderRow.ordered_at),
        )
    )
    return await session.scalar(ordered) or 0


async def _reasons(session: AsyncSession, asked: Asked, monday: date) -> dict[str, int]:
    rows = await session.execute(
        select(DecisionRow.reason, func.count().label("n"))
        .join(ClaimRow, ClaimRow.id == DecisionRow.claim_id)
        .where(*asked.decided(monday), DecisionRow.verdict == Verdict.DECLINE.value, DecisionRow.reason.is_not(None))
        .group_by(DecisionRow.reason)
    )
    return dict(sorted(((row.reason, row.n) for row in rows), key=lambda each: (-each[1], each[0])))


async def _top(session: AsyncSession, asked: Asked, monday: date) -> tuple[Sold, ...]:
    points, quantity = func.sum(DecisionLineRow.points), func.sum(DecisionLineRow.quantity)
    rows = await session.execute(
        select(ProductRow.name, quantity.label("quantity"), points.label("points"))
        .select_from(DecisionRow)
        .join(ClaimRow, ClaimRow.id == DecisionRow.claim_id)
        .join(DecisionLineRow, DecisionLineRow.decision_id == DecisionRow.id)
        .join(ProductRow, ProductRow.id == DecisionLineRow.product_id)
        .where(*asked.decided(monday))
        .group_by(ProductRow.id, ProductRow.name)
        .order_by(points.desc(), ProductRow.id)
        .limit(TOP)
    )
    return tuple(Sold(name=row.name, quantity=int(row.quantity), points=Points(int(row.points))) for row in rows)
