"""Being told to stop in the middle of work: a clean end within seconds, and the next run goes on."""

import asyncio
import os
import random

import structlog

from tests.crash import books
from tests.crash.theatre import theatre

ROUNDS = 5
WITHIN = 10.0
"""Seconds from SIGTERM to the end."""

log = structlog.get_logger(__name__)


async def test_a_stop_finishes_what_is_in_hand(db_url: str) -> None:
    """Exit code 0; nothing is lost, and nobody hears anything twice: what was not sent waits in its row."""
    seed = int(os.environ.get("CRASH_SEED", random.randrange(2**32)))
    log.info("stopping", CRASH_SEED=seed)
    async with theatre(db_url, seed=seed) as stage:
        async with stage.busy():
            for _ in range(ROUNDS):
                bot = stage.start_bot()
                await bot.ready()
                await asyncio.sleep(stage.dice.uniform(0.1, 1.0))
                await bot.terminate(within=WITHIN)
                assert bot.exit_code == 0
            await stage.start_bot().ready()
        await stage.check()
        assert stage.sales >= len(stage.partners)
        assert books.copies(stage.partners) == 0


async def test_a_stop_while_it_starts_is_a_clean_end_as_well(db_url: str) -> None:
    """A deployment that changes its mind."""
    async with theatre(db_url, seed=1, partners=1) as stage:
        for _ in range(ROUNDS):
            bot = stage.start_bot()
            await bot.begun()
            await asyncio.sleep(stage.dice.uniform(0, 0.3))
            await bot.terminate(within=WITHIN)
            assert bot.exit_code == 0
