"""Forged input: taps that no button of ours sends, and a webhook that pretends to be Telegram."""

import random
import string
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from core.db import migrate
from core.db.engine import database_url
from sandbox.server import Sandbox
from tests.clock import passing_time
from tests.faults.knocking import feed, knock
from tests.matrix.buttons import presses
from tests.matrix.carrying import data
from tests.matrix.cells import Cell, cells
from tests.matrix.pressing import Outcome, Presser
from tests.matrix.rows import Actor
from tests.matrix.running import ready
from tests.matrix.world import World
from tests.stage import Stage, open_stage

SEED = 21
FORGERS = (Actor.STRANGER, Actor.PARTNER, Actor.EXCLUDED, Actor.VIEWER)
STAFF = (Actor.MODERATOR, Actor.NARROW_MODERATOR, Actor.MANAGER, Actor.OWNER)
"""Who may press most of it: of them a forged tap must only break nothing."""
NOISE = string.printable + "жщ\u202e\u200d\0\ud83d"
LARGEST = 64
"""Bytes that Telegram lets a button carry; a forger is not held to them."""


def forged(world: World, rng: random.Random, by: Sequence[Actor] = FORGERS) -> Iterator[tuple[Actor, str]]:
    """Taps without end: noise, real data with a part changed, and what is meant for others' eyes."""
    everybody = by is not FORGERS
    real = [cell for cell in cells(world, presses()) if cell.actor in by and (everybody or cell.open is False)]
    while True:
        cell = rng.choice(real)
        yield cell.actor, rng.choice(WAYS)(world, cell, rng)


def _as_it_is(world: World, cell: Cell, _rng: random.Random) -> str:
    """The real button of somebody else."""
    return data(world, cell)


def _another_id(world: World, cell: Cell, rng: random.Random) -> str:
    """Each number another one: of somebody else's thing, an earlier version, none at all."""
    parts = data(world, cell).split(":")
    numbers = [str(rng.choice((0, 1, 2, rng.randrange(60), -1, 2**31, 2**53, 2**63, 10**30))) for _ in parts]
    return ":".join(number if part.isdigit() else part for part, number in zip(parts, numbers, strict=True))


def _cut(world: World, cell: Cell, rng: random.Random) -> str:
    whole = data(world, cell)
    return whole[: rng.randrange(len(whole) + 1)]


def _flipped(world: World, cell: Cell, rng: random.Random) -> str:
    whole = list(data(world, cell))
    for _ in range(rng.randrange(1, 4)):
        whole[rng.randrange(len(whole))] = rng.choice(NOISE)
    return "".join(whole)


def _longer(world: World, cell: Cell, rng: random.Random) -> str:
    return data(world, cell) + rng.choice((":", ":1", ":x" * 30, "\0", " ", ":" + "9" * 400))


def _noise(_world: World, _cell: Cell, rng: random.Random) -> str:
    return "".join(rng.choice(NOISE) for _ in range(rng.randrange(2 * LARGEST)))


WAYS = (_as_it_is, _another_id, _another_id, _cut, _flipped, _longer, _noise)


def harm(world: World, actor: Actor, outcome: Outcome) -> str | None:
    """What a forged tap has done; nothing where it did nothing."""
    hidden = (*world.far_words, *world.elsewhere_words, *(() if actor is Actor.PARTNER else world.near_words))
    if told := [word for word in hidden if word in outcome.said and word not in BOARD]:
        return f"tells of {', '.join(told)}"
    if (changed := outcome.changed - OWN) and actor not in {Actor.PARTNER, Actor.VIEWER}:
        return f"changes {', '.join(sorted(changed))}"
    if changed := outcome.changed & OTHERS:
        return f"changes {', '.join(sorted(changed))}"
    return None


BOARD = {"Annabella", "Borislav"}
"""What boards show to all members: a flipped byte may well make a button of one's own."""

OWN = {"invite_guesses"}
OTHERS = {
    "decisions",
    "verdicts",
    "takings",
    "programmes",
    "products",
    "rates",
    "companies",
    "invites",
    "audit_entries",
    "sanctions",
    "prizes",
    "scopes",
    "groups",
    "ledger_transactions",
}
"""Tables that no tap of a partner's or a viewer's writes."""


async def forge(
    world: World, presser: Presser, *, times: int, seed: int = SEED, by: Sequence[Actor] = FORGERS
) -> dict[str, Any]:
    """So many forged taps: how many did harm, and how many broke a handler."""
    rng, harms = random.Random(seed), []
    for _, (actor, carried) in zip(range(times), forged(world, rng, by), strict=False):
        group = world.group.id if world.group is not None and rng.random() < 0.2 else None
        try:
            outcome = await presser.taps(world.people[actor].person, carried, group=group)
        except Exception as error:
            harms.append(f"{carried!r} by the {actor}: {type(error).__name__}: {str(error)[:120]}")
            continue
        if by is FORGERS and (done := harm(world, actor, outcome)):
            harms.append(f"{carried!r} by the {actor} {done}")
    return {"forged": times, "harms": harms, "seed": seed}


async def full() -> dict[str, Any]:
    """Ten thousand forged taps, two thousand by staff, and four thousand posts to the webhook."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as place:
        async with Sandbox(passing_time(), first_backoff=0.02) as sandbox:
            stage = await _opened(sandbox, Path(place) / "taps.db")
            async with ready(stage) as (world, presser):
                taps = await forge(world, presser, times=10_000)
                broken = (await forge(world, presser, times=2_000, by=STAFF))["harms"]
            await stage.service.stop()
        async with Sandbox(passing_time(), first_backoff=0.02) as sandbox:
            stage = await _opened(sandbox, Path(place) / "hook.db", webhook=True)
            posts = await knock(stage, times=2_000)
            bodies = await feed(stage, times=2_000)
            await stage.service.stop()
    wrong = [*taps["harms"], *broken, *posts["wrong"], *bodies["wrong"]]
    return {
        **taps,
        "by_staff": 2_000,
        "broken_by_staff": broken,
        "posts": posts,
        "bodies": bodies,
        "seconds": round(time.perf_counter() - began),
        "reached": not wrong,
    }


async def _opened(sandbox: Sandbox, path: Path, *, webhook: bool = False) -> Stage:
    url = f"sqlite:///{path}"
    await migrate.upgrade(database_url(url))
    return await open_stage(sandbox, url, webhook=webhook)
