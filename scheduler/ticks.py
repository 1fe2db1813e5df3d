"""What happens by itself, and how often: each tick is one idempotent core function, safe to run twice or late."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from core.audit import seals
from core.channel import inbox, settling
from core.claims import appeals, calling, forgetting, overdue, reminders, unanswered, verdicts
from core.clock import local_date, start_of_day
from core.db.database import Database
from core.importing import imports
from core.insight import mornings, weeks
from core.outreach import announcing
from core.people import absences, confirming, first_sale, guesses, scrubbing, searching, ways_back
from core.points import activation, expiry
from core.programme import programmes
from core.rewards import handing

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
    exact: bool = False
    """Whether it also runs at the very instant at which something falls due, on any replica that hears of it. The
    interval is for what nobody heard of: the commit of a replica that was killed."""

    async def once(self, db: Database, now: datetime) -> int:
        """Do some of the work in one transaction; how much."""
        return await db.run(lambda session: self.work(session, now))

    def next_after(self, instant: datetime) -> datetime:
        """The first time it falls due after an instant."""
        passed = (instant - EPOCH) // self.every
        return EPOCH + (passed + 1) * self.every


async def _seal(session: AsyncSession, now: datetime) -> int:
    return await seals.seal(session, now=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chore(Tick):
    """Work on the database as a whole, which no single transaction could do."""

    work: Callable[[Database, datetime], Awaitable[int]]  # type: ignore[assignment]  # by itself, not by a step
    """Returns how many it dealt with; called again at once while that is not 0."""

    async def once(self, db: Database, now: datetime) -> int:
        return await self.work(db, now)


async def _settle(session: AsyncSession, now: datetime) -> int:
    return await verdicts.settle(session, now=now)


async def _announce(session: AsyncSession, now: datetime) -> int:
    return await announcing.send_some(session, now=now)


async def _appeals(session: AsyncSession, now: datetime) -> int:
    return await appeals.sweep(session, now=now)


async def _overdue(session: AsyncSession, now: datetime) -> int:
    return await overdue.sweep(session, now=now)


async def _remind(session: AsyncSession, now: datetime) -> int:
    return await reminders.remind(session, now=now)


async def _remind_asked(session: AsyncSession, now: datetime) -> int:
    return await unanswered.remind(session, now=now)


async def _call(session: AsyncSession, now: datetime) -> int:
    return await calling.call_at_hours(session, now=now)


async def _greet(session: AsyncSession, now: datetime) -> int:
    return await mornings.greet(session, now=now)


async def _tell_week(session: AsyncSession, now: datetime) -> int:
    return await weeks.send(session, now=now)


async def _remind_to_begin(session: AsyncSession, now: datetime) -> int:
    return await first_sale.remind(session, now=now)


async def _activate(session: AsyncSession, now: datetime) -> int:
    return await activation.activate_due(session, now=now)


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


async def _let_go(session: AsyncSession, now: datetime) -> int:
    programme = await programmes.current(session)
    if programme is None or programme.options.evidence_months is None:
        return 0
    return await forgetting.let_go(session, months=programme.options.evidence_months, now=now)


async def _sweep(session: AsyncSession, _: datetime) -> int:
    return await forgetting.sweep(session)


async def _orders(session: AsyncSession, now: datetime) -> int:
    return await handing.carry_out(session, now=now)


async def _blank(session: AsyncSession, now: datetime) -> int:
    return await inbox.blank(session, now=now)


async def _ask_employed(session: AsyncSession, now: datetime) -> int:
    return await confirming.ask(session, now=now)


async def _end_absences(session: AsyncSession, now: datetime) -> int:
    return await absences.end_due(session, now=now)


async def _index_names(session: AsyncSession, _: datetime) -> int:
    return await searching.catch_up(session)


async def _forget_lists(session: AsyncSession, now: datetime) -> int:
    return await imports.forget_old(session, now=now)


async def _forget_guesses(session: AsyncSession, now: datetime) -> int:
    return await guesses.forget_old(session, now=now) + await ways_back.forget_old(session, now=now)


async def _blank_amiss(session: AsyncSession, now: datetime) -> int:
    return await settling.blank(session, now=now)


TICKS = (
    Tick(name="verdicts", every=timedelta(seconds=30), work=_settle, next_due=verdicts.next_due, exact=True),
    Tick(name="announcements", every=timedelta(seconds=30), work=_announce, next_due=announcing.next_due, exact=True),
    Tick(name="overdue claims", every=timedelta(minutes=15), work=_overdue, next_due=overdue.next_due),
    Tick(name="overdue appeals", every=timedelta(minutes=15), work=_appeals, next_due=appeals.next_due),
    Tick(name="claims to decide", every=timedelta(minutes=15), work=_remind, next_due=reminders.next_due),
    Tick(name="questions unanswered", every=timedelta(minutes=15), work=_remind_asked, next_due=unanswered.next_due),
    Tick(name="sales that wait", every=timedelta(minutes=15), work=_call, next_due=_whenever),
    Tick(name="mornings", every=timedelta(minutes=15), work=_greet, next_due=_whenever),
    Tick(name="weekly pages", every=timedelta(minutes=15), work=_tell_week, next_due=_whenever),
    Tick(name="first sales", every=timedelta(minutes=15), work=_remind_to_begin, next_due=first_sale.next_due),
    Tick(name="orders decided", every=timedelta(seconds=10), work=_orders, next_due=handing.next_due),
    Tick(name="pending points", every=timedelta(minutes=15), work=_activate, next_due=activation.next_due),
    Tick(name="expiring points", every=timedelta(minutes=30), work=_expire, next_due=_next_to_expire),
    Tick(name="absences", every=timedelta(minutes=15), work=_end_absences, next_due=absences.next_due),
    Tick(name="employments to confirm", every=timedelta(hours=1), work=_ask_employed, next_due=confirming.next_due),
    Tick(name="names to be found", every=timedelta(minutes=5), work=_index_names, next_due=_whenever),
    Tick(name="audit log", every=timedelta(minutes=30), work=_seal, next_due=seals.next_due),
    Tick(name="pictures past their time", every=timedelta(days=1), work=_let_go, next_due=_whenever),
    Tick(name="pictures let go", every=timedelta(minutes=1), work=_sweep, next_due=_whenever),
    Chore(name="traces of the erased", every=timedelta(minutes=1), work=scrubbing.scrub, next_due=_whenever),
    Tick(name="payloads of settled updates", every=timedelta(hours=1), work=_blank, next_due=_whenever),
    Tick(name="lists nobody confirmed", every=timedelta(hours=1), work=_forget_lists, next_due=_whenever),
    Tick(name="guesses and codes past their time", every=timedelta(hours=1), work=_forget_guesses, next_due=_whenever),
    Tick(name="payloads of lost messages", every=timedelta(hours=1), work=_blank_amiss, next_due=_whenever),
)
