"""Readiness: how far a programme is from taking its first people in, as figures."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, exists, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.rates import covering
from core.catalog.tables import CompanyRow, ProductRow
from core.claims.practice_tables import PracticeRow
from core.clock import local_date
from core.keeping import runs
from core.keeping.runs import RunKind
from core.people.rights import Right, roles_with
from core.people.roles import Role, Status
from core.people.stages import Stage
from core.people.tables import ChannelAccountRow, EnrolmentRow, InviteRow, PersonRow
from core.programme.programmes import Programme
from core.rewards.tables import LISTED, PrizeRow

LATELY = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """What a pilot rests on."""

    products: int
    """On the list."""
    without_rate: int
    """Of these, products that earn nothing today."""
    companies: int
    deciders: int
    """People who decide sales, owners included."""
    deciders_in_reach: int
    """Of these, whom the bot can write to."""
    prizes: int
    """On the list, with stock left."""
    members: int
    """Partners who take part."""
    never_opened: int
    """People from a list who have not opened their invitation."""
    half_way: int
    """People who opened theirs and have not answered everything."""
    open_doors: int
    """Links and posters by which somebody can come."""
    practised: bool
    """Whether a practice sale was decided."""
    backed_up: bool
    """Whether a backup was made lately."""


async def readiness(session: AsyncSession, programme: Programme, *, now: datetime) -> Readiness:
    """How things stand now."""
    today = local_date(now, programme.timezone)
    products = ProductRow.programme_id == programme.id, ProductRow.active
    decides = _active(programme, roles_with(Right.DECIDE_CLAIMS))
    earns = exists().where(covering(ProductRow.id, literal(today)))
    reached = exists().where(ChannelAccountRow.person_id == PersonRow.id, ChannelAccountRow.unreachable_at.is_(None))
    in_stock = or_(PrizeRow.stock.is_(None), PrizeRow.stock > 0)
    unended = or_(PrizeRow.ends_on.is_(None), PrizeRow.ends_on >= today)
    doors = and_(InviteRow.uses_left > 0, InviteRow.expires_at > now, InviteRow.person_id.is_(None))
    run = await runs.last_good(session, RunKind.BACKUP)
    return Readiness(
        products=await _count(session, ProductRow, *products),
        without_rate=await _count(session, ProductRow, *products, ~earns),
        companies=await _count(session, CompanyRow, CompanyRow.programme_id == programme.id, CompanyRow.active),
        deciders=await _count(session, PersonRow, *decides),
        deciders_in_reach=await _count(session, PersonRow, *decides, reached),
        prizes=await _count(session, PrizeRow, PrizeRow.programme_id == programme.id, LISTED, in_stock, unended),
        members=await _count(session, PersonRow, *_active(programme, {Role.PARTNER})),
        never_opened=await _enrolled(session, programme, Stage.INVITED),
        half_way=await _enrolled(session, programme, Stage.BEGUN),
        open_doors=await _count(session, InviteRow, InviteRow.programme_id == programme.id, doors),
        practised=await _count(session, PracticeRow, PracticeRow.decided_at.is_not(None)) > 0,
        backed_up=bool(run and run.began_at > now - LATELY),
    )


def _active(programme: Programme, roles: Any) -> tuple[Any, ...]:
    return (
        PersonRow.programme_id == programme.id,
        PersonRow.role.in_(sorted(roles)),
        PersonRow.status == Status.ACTIVE.value,
    )


async def _enrolled(session: AsyncSession, programme: Programme, stage: Stage) -> int:
    return await _count(
        session, EnrolmentRow, EnrolmentRow.programme_id == programme.id, EnrolmentRow.stage == stage.value
    )


async def _count(session: AsyncSession, row: Any, *which: Any) -> int:
    return int(await session.scalar(select(func.count()).select_from(row).where(*which)) or 0)
