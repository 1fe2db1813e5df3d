"""What happens by itself, and how often: each tick is one idempotent core function, safe to run twice or late."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from core.channel import inbox
from core.claims import overdue, reminders
from core.clock import local_date, start_of_day
from core.points import expiry
from core.programme import programmes

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
"""Ticks fall on whole multiples of their interval since here, so that a moved clock meets the same ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """Something to look after at regular intervals."""

    name: str
    every: timedelta
    work: Callable[[AsyncSession, datetime], Awaitable[int]]
    """Returns how many it dealt with; called again at once while that is not 0, each time in its own transaction."""
    next_due: Callable[[AsyncSession], Awaitable[datetime | None]]
    """From when on it will find something to do, as things stand; None where nothing is in sight or no hour matters."""

    def next_after(self, instant: datetime) -> datetime:
        """The first time it falls due after an instant."""
        passed = (instant - EPOCH) // self.every
        return EPOCH + (passed + 1) * self.every


async def _overdue(session: AsyncSession, now: datetime) -> int:
    return await overdue.sweep(session, now=now)


async def _remind(session: AsyncSession, now: datetime) -> int:
    return await reminders.remind(session, now=now)


async def _expire(session: AsyncSession, now: datetime) -> int:
    programme = await programmes.current(session)
    if programme is None:
        return 0
    today = local_date(now, programme.timezone)
    return await expiry.expire_due(session, programme_id=programme.id, today=today, now=now)


async def _next_to_expire(session: AsyncSession) -> datetime | None:
    programme = await programmes.current(session)
    if programme is None:
        return None
    last_day = await expiry.next_last_day(session, programme_id=programme.id)
    return start_of_day(last_day + timedelta(days=1), programme.timezone) if last_day is not None else None


async def _whenever(_: AsyncSession) -> None:
    return None


async def _blank(session: AsyncSession, now: datetime) -> int:
    return await inbox.blank(session, now=now)


TICKS = (
    Tick(name="overdue claims", every=timedelta(minutes=15), work=_overdue, next_due=overdue.next_due),
    Tick(name="claims to decide", every=timedelta(minutes=15), work=_remind, next_due=reminders.next_due),
    Tick(name="expiring points", every=timedelta(minutes=30), work=_expire, next_due=_next_to_expire),
    Tick(name="payloads of settled updates", every=timedelta(hours=1), work=_blank, next_due=_whenever),
)
