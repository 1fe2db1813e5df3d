"""Own place and the top of a board among 100 000 partners, measured in core: one line of JSON.

python -m tests.bench.standings [partners]
"""

import asyncio
import json
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import local_date, system_clock
from core.db import migrate
from core.db.database import Database
from core.db.engine import database_url
from core.ids import PersonId, ProgrammeId
from core.insight import standings
from core.insight.periods import Period, starts_on
from core.insight.steps import step
from core.insight.tables import StandingCountRow, StandingRow
from core.people.tables import PersonRow
from core.programme.tables import ProgrammeRow
from core.sealing import Keyring

PARTNERS = 100_000
ASKED = 2_000
PROGRAMME = ProgrammeId(1)
ZONE = "Europe/Moscow"
GOAL_MS = 10.0

Rows = list[dict[str, Any]]


def _points(chance: random.Random) -> int:
    """Many have a little, in the round numbers that rates make, and few have much."""
    return min(int(chance.paretovariate(1.2) * 12) * 5, 100_000)


def _boards(partners: int) -> tuple[Rows, Rows]:
    chance = random.Random(7)
    day = local_date(system_clock(), ZONE)
    rows: Rows = []
    counts: dict[tuple[Period, int], int] = {}
    for person_id in range(1, partners + 1):
        points = _points(chance)
        for period in Period:
            rows.append(
                {
                    "programme_id": PROGRAMME,
                    "period": period,
                    "starts_on": starts_on(period, day),
                    "person_id": person_id,
                    "points": points,
                }
            )
            counts[period, step(points)] = counts.get((period, step(points)), 0) + 1
    steps = [
        {
            "programme_id": PROGRAMME,
            "period": period,
            "starts_on": starts_on(period, day),
            "step": at,
            "people": people,
        }
        for (period, at), people in counts.items()
    ]
    return rows, steps


async def _fill(session: AsyncSession, partners: int) -> None:
    now = system_clock()
    await session.execute(
        insert(ProgrammeRow),
        {
            "id": PROGRAMME,
            "name": "Heat",
            "locale": "ru",
            "locales": ["ru"],
            "timezone": ZONE,
            "points_names": {},
            "created_at": now,
        },
    )
    people = {
        "programme_id": PROGRAMME,
        "role": "partner",
        "status": "active",
        "locale": "ru",
        "shown_as": "name",
        "joined_at": now,
    }
    await session.execute(insert(PersonRow), [{**people, "id": number} for number in range(1, partners + 1)])
    rows, steps = _boards(partners)
    await session.execute(insert(StandingRow), rows)
    await session.execute(insert(StandingCountRow), steps)


async def _ask(session: AsyncSession, person_id: int, period: Period) -> float:
    """Milliseconds for a partner's place and the top ten."""
    day = starts_on(period, local_date(system_clock(), ZONE))
    begun = time.perf_counter()
    await standings.place(session, programme_id=PROGRAMME, person_id=PersonId(person_id), period=period, starts_on=day)
    await standings.board(session, programme_id=PROGRAMME, period=period, starts_on=day)
    return (time.perf_counter() - begun) * 1000


async def measure(partners: int = PARTNERS, asked: int = ASKED) -> dict[str, Any]:
    """Fill a fresh SQLite database and ask for places all over the board, each on a session of its own."""
    chance = random.Random(11)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        await migrate.upgrade(database_url(url))
        async with Database(url, Keyring("a secret for a benchmark, long enough")) as db:
            await db.run(lambda session: _fill(session, partners))
            taken = []
            for _ in range(asked):
                async with db.read() as session:
                    taken.append(await _ask(session, chance.randint(1, partners), chance.choice(list(Period))))
    taken.sort()
    p95 = taken[int(len(taken) * 0.95)]
    return {
        "bench": "standings",
        "partners": partners,
        "asked": asked,
        "p50_ms": round(taken[len(taken) // 2], 2),
        "p95_ms": round(p95, 2),
        "goal_ms": GOAL_MS,
        "reached": p95 < GOAL_MS,
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure(*(int(argument) for argument in sys.argv[1:])))))  # noqa: T201 (its output)
