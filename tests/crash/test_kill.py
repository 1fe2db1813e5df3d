"""Thirty kills while twenty people claim and two decide: nothing is lost, nothing happens twice, everybody goes on."""

import asyncio
import os
import random
import re
from functools import partial

import structlog

from tests.crash import books
from tests.crash.theatre import Theatre, theatre

IN_FLIGHT = 8
"""Messages that one kill may repeat: the sending window."""

KILLS = {"sqlite": 30, "postgresql": 10}

log = structlog.get_logger(__name__)


async def test_kills_at_any_moment(db_url: str) -> None:
    """By SIGKILL, at random moments of starting and of work. CRASH_SEED and CRASH_KILLS choose them."""
    seed = int(os.environ.get("CRASH_SEED", random.randrange(2**32)))
    kills = int(os.environ.get("CRASH_KILLS", KILLS[db_url.partition("+")[0].partition(":")[0]]))
    log.info("killing", CRASH_SEED=seed, CRASH_KILLS=kills)
    async with theatre(db_url, seed=seed) as stage:
        async with stage.busy():
            for _ in range(kills):
                await live_and_die(stage)
            await stage.start_bot().ready()
        await stage.check()
        repeated = books.copies(stage.partners)
        log.info("killed", sales=stage.sales, repeated=repeated)
        assert stage.sales > len(stage.partners)
        assert repeated <= IN_FLIGHT * kills
        await everybody_goes_on(stage)


async def live_and_die(stage: Theatre) -> None:
    """One run of the bot, killed while it starts or some time later."""
    bot = stage.start_bot()
    if stage.dice.random() < 0.15:
        await asyncio.sleep(stage.dice.uniform(0, 0.5))
    else:
        await bot.ready()
        await asyncio.sleep(stage.dice.uniform(0, 0.9))
    await bot.kill()


async def everybody_goes_on(stage: Theatre) -> None:
    """Each hears the right balance, and registers one more sale."""
    for partner in stage.partners:
        partner.phone.send_text(stage.bot, "/balance")
    for partner in stage.partners:
        await stage.hears(partner, partial(_tells, books.owed(partner)))
    await stage.sell_one_more()
    await stage.check()


def _tells(points: int, balance: str) -> bool:
    digits = re.match(r"[\d,]+", balance)
    return (int(digits[0].replace(",", "")) if digits else 0) == points
