"""The programme's zone changes while moderators decide: boards show what was posted, cut in the new zone."""

import asyncio

from core.programme import setup
from core.programme.programmes import load
from tests.core.claims.world import NOW, World
from tests.races.conftest import proven, race
from tests.races.test_decisions import approve

ZONES = ("Pacific/Honolulu", "Pacific/Kiritimati")
"""In one the week has begun, in the other it has not: whatever is counted by the wrong clock is on another board."""


async def test_boards_follow_whichever_comes_first(world: World) -> None:
    rounds = [[await world.in_review(world.installer, number=f"Z-{n}-{each}") for each in range(4)] for n in range(8)]
    for number, claims in enumerate(rounds):
        hands = [approve(world, claim, world.moderator) for claim in claims]
        zone = ZONES[number % 2]
        change = world.do(setup.set_timezone, zone, by=world.owner.id, now=NOW)
        won, told = await race(*hands[:2], change, *hands[2:])
        assert (len(won), told) == (5, [])
        async with world.db.read() as session:
            assert (await load(session, world.owner.programme_id)).timezone == zone
        await proven(world, zone=zone)


async def test_a_backup_under_way_delays_nobody(world: World) -> None:
    """Whoever reads for long, a proof or a dump, keeps neither the change nor a verdict waiting."""
    claim = await world.in_review(world.installer)
    async with asyncio.timeout(10), world.db.read() as reader:
        before = await load(reader, world.owner.programme_id)
        await world.do(setup.set_timezone, ZONES[0], by=world.owner.id, now=NOW)
        await approve(world, claim, world.moderator)
        assert await load(reader, world.owner.programme_id) == before
    await proven(world)
