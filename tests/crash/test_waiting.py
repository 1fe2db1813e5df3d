"""What only waits for its time when the bot is killed: verdicts that can be undone, points that rest. None is lost."""

import asyncio
import os
import random
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

import structlog
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.tables import DecisionRow
from core.claims.verdict_state import VerdictState
from core.claims.verdict_tables import VerdictRow
from core.clock import system_clock
from core.ids import Points
from core.insight import standings
from core.people.channels import Channel
from core.people.persons import Person, find_by_account
from core.points import ledger, statement
from core.points.kinds import TransactionKind
from core.points.proof import prove
from core.points.tables import LotRow, TransactionRow
from core.points.values import Credit
from tests.crash.theatre import SETTLED_WITHIN, Theatre, theatre

UNDO = 3
"""Seconds in which a verdict waits: long enough to be killed in."""
PARTNERS = 6
KILLS = 4
SOON = timedelta(seconds=3)

log = structlog.get_logger(__name__)


async def test_verdicts_that_wait_count_after_the_kill_and_once(db_url: str) -> None:
    """The bot is away while their time ends, and is killed again while it makes up for that."""
    async with theatre(db_url, seed=_seed(), partners=PARTNERS, undo=UNDO) as stage:
        async with stage.one_sale_each():
            bot = stage.start_bot()
            await bot.ready()
            await _until(lambda: _waiting(stage))
            await bot.kill()
            assert await _waiting(stage)
            await asyncio.sleep(UNDO)
            await _start_and_die(stage)
            await stage.start_bot().ready()
        await stage.check()
        async with stage.db.read() as session:
            found = await session.execute(
                select(VerdictRow.state, func.count().label("many")).group_by(VerdictRow.state)
            )
            verdicts = {row.state: row.many for row in found}
            decisions = await session.scalar(select(func.count()).select_from(DecisionRow))
        assert verdicts[VerdictState.SETTLED.value] == decisions == stage.sales
        assert VerdictState.WAITING.value not in verdicts


async def test_points_whose_day_comes_are_activated_after_the_kill_and_once(db_url: str) -> None:
    """Some became due while the bot was away; others rest on."""
    async with theatre(db_url, seed=_seed(), partners=PARTNERS) as stage:
        people = [await _person(stage, one.phone.person.id) for one in stage.partners]
        now = system_clock()
        for number, person in enumerate(people, start=1):
            await stage.db.run(partial(_earn, person=person, points=number, now=now))
        await asyncio.sleep(SOON.total_seconds())
        await _start_and_die(stage)
        await stage.start_bot().ready()
        await _until(lambda: _all_awake(stage))
        async with stage.db.read() as session:
            for number, person in enumerate(people, start=1):
                found = await statement.balance(session, person.id, programme_id=person.programme_id)
                assert (found.spendable, found.pending) == (20 * number, 7 * number)
            activations = select(func.count()).where(TransactionRow.kind == TransactionKind.ACTIVATION.value)
            assert await session.scalar(activations) == len(people)
            assert (await prove(session)).findings == ()


def _seed() -> int:
    seed = int(os.environ.get("CRASH_SEED", random.randrange(2**32)))
    log.info("killing", CRASH_SEED=seed)
    return seed


async def _start_and_die(stage: Theatre) -> None:
    """Killed while it starts, again and again: the ticks of the start are cut off wherever they are."""
    for _ in range(KILLS):
        bot = stage.start_bot()
        await bot.begun()
        await asyncio.sleep(stage.dice.uniform(0, 0.8))
        await bot.kill()


async def _earn(session: AsyncSession, *, person: Person, points: int, now: datetime) -> None:
    """Two lots that can be spent soon, and one tomorrow; counted on the boards as a sale's are."""
    times = ((10, now + SOON), (10, now + SOON), (7, now + timedelta(days=1)))
    await ledger.accrue(
        session,
        programme_id=person.programme_id,
        person_id=person.id,
        key=f"test:{person.id}",
        credits=[Credit(points=Points(share * points), spendable_at=at) for share, at in times],
        reason={"kind": "test"},
        now=now,
    )
    await standings.record(
        session, programme_id=person.programme_id, person_id=person.id, points=27 * points, at=now, zone="UTC"
    )


async def _person(stage: Theatre, account: int) -> Person:
    async with stage.db.read() as session:
        found = await find_by_account(session, Channel.TELEGRAM, account)
    assert found is not None
    return found


async def _waiting(stage: Theatre) -> bool:
    """Whether some verdict does not count yet."""
    async with stage.db.read() as session:
        states = list(await session.scalars(select(VerdictRow.state)))
    return VerdictState.WAITING.value in states


async def _all_awake(stage: Theatre) -> bool:
    async with stage.db.read() as session:
        due = select(func.count()).where(LotRow.pending > 0, LotRow.spendable_at <= system_clock())
        return not await session.scalar(due)


async def _until(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(SETTLED_WITHIN):
        while not await holds():
            await asyncio.sleep(0.02)
