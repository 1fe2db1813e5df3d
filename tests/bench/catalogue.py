"""50 000 products imported while others use the service, then searched ten times a second: one line of JSON.

The search stands beside a look through all names in memory.

python -m tests.bench.catalogue [products]
"""

import asyncio
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.folding import name_key
from core.catalog.importer import ProductImporter
from core.catalog.learned import learn
from core.catalog.listed import ProductInput
from core.catalog.products import search
from core.catalog.tables import ProductRow
from core.clock import system_clock
from core.db import migrate
from core.db.database import Database
from core.db.engine import database_url
from core.ids import ProductId, ProgrammeId
from core.importing.running import DatabaseWork
from core.programme import programmes
from core.sealing import Keyring
from core.sheets.reader import SheetReader
from core.sheets.sheet import Sheet
from core.sheets.writing import comma_separated

PRODUCTS = 50_000
ASKED = 150
A_SECOND = 10
GOAL_MS = 50.0
GOAL_IMPORT = 30.0
"""Seconds."""

GOAL_OTHERS_MS = 500.0
OTHERS_EVERY = 0.05
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

KINDS = (
    "Котёл настенный",
    "Котёл напольный",
    "Насос циркуляционный",
    "Термостат комнатный",
    "Радиатор биметаллический",
    "Клапан предохранительный",
    "Бойлер косвенного нагрева",
    "Труба полипропиленовая",
    "Кран шаровой",
    "Датчик температуры",
    "Caldaia murale",
    "Pompa di circolazione",
)
BRANDS = ("Tandem", "Vega", "Orion", "Lira", "Alfa", "Nova", "Terma", "Calor", "Stella", "Forte")
TYPED = (
    "котел",
    "кател 24",
    "нассос циркуляционый",
    "tan-00417",
    "ТАN 00417",
    "радиатр 12",
    "котел настенный tandem a5 24",
    "4600000012345",
    "orion",
    "кран 50",
    "caldaja murale 35",
    "pompa",
    "00417",
    "термостат nova",
    "холодильник",
)


def assortment(count: int) -> Iterator[ProductInput]:
    """Products as a wholesaler lists them: few words in many combinations, numbers of their own."""
    chance = random.Random(7)
    for number in range(count):
        brand = chance.choice(BRANDS)
        model = f"{chance.choice('ABCDEFGH')}{chance.randint(1, 40)} {chance.choice((12, 24, 28, 32, 35, 50, 80))}"
        yield ProductInput(
            sku=f"{brand[:3].upper()}-{number:05}",
            name=f"{chance.choice(KINDS)} {brand} {model}",
            points_per_unit=chance.randint(1, 500),
            barcode=f"46000{number:08}",
        )


async def measure(count: int = PRODUCTS, url: str = "") -> dict[str, Any]:
    """Seconds of an import, milliseconds of others meanwhile, of a search, and of the naive way for the same texts."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER")) as place:
        address = database_url(url or f"sqlite:///{place}/catalogue.db")
        await migrate.upgrade(address)
        products = list(assortment(count))
        async with Database(address.render_as_string(hide_password=False), Keyring("x" * 32)) as db:
            programme = await db.run(lambda session: programmes.begin(session, locale="ru", timezone="UTC", now=NOW))
            imported = await importing(db, programme.id, products)
            names = [name_key(f"{one.sku} {one.name}") for one in products]

            async def ours(text: str) -> object:
                async with db.read() as session:
                    return await search(session, programme.id, text, on=NOW.date())

            async def naive(text: str) -> object:
                return process.extract(name_key(text), names, scorer=fuzz.WRatio, limit=8)

            found = {"search": await paced(ours), "naive": await paced(naive)}
    reached = (
        found["search"]["p95"] < GOAL_MS and imported["seconds"] < GOAL_IMPORT and imported["p99"] < GOAL_OTHERS_MS
    )
    return {"products": count, "import": imported, **found, "reached": reached}


async def importing(db: Database, programme_id: ProgrammeId, products: list[ProductInput]) -> dict[str, float]:
    """A file read, told and saved, with somebody else's step every so often meanwhile."""
    rows = [(one.sku, one.name, one.points_per_unit, one.barcode) for one in products]
    content = comma_separated(["SKU", "Name", "Points", "Barcode"], rows)
    others: list[float] = []
    over = asyncio.Event()

    async def step(session: AsyncSession) -> None:
        rows = await session.execute(select(ProductRow.id).limit(1))
        for row in rows:
            await learn(session, programme_id, "pump", ProductId(row.id))

    async def somebody_else() -> None:
        while not over.is_set():
            started = time.perf_counter()
            await db.run(step)
            others.append((time.perf_counter() - started) * 1e3)
            await asyncio.sleep(OTHERS_EVERY)

    async with SheetReader() as reader, asyncio.TaskGroup() as tasks:
        tasks.create_task(somebody_else())
        started = time.perf_counter()
        sheet = await reader.read(content)
        assert isinstance(sheet, Sheet)
        work = DatabaseWork(db, system_clock, programme_id, None)
        await ProductImporter().look(work, sheet)
        told = time.perf_counter() - started
        await ProductImporter().save(work, sheet)
        seconds = time.perf_counter() - started
        over.set()
    others.sort()
    return {
        "seconds": round(seconds, 1),
        "told_after": round(told, 1),
        "p50": round(others[len(others) // 2], 1),
        "p99": round(others[len(others) * 99 // 100], 1),
    }


async def paced(ask: Callable[[str], Awaitable[object]]) -> dict[str, float]:
    """Ask so many times a second, each when its time has come whether or not the last is answered."""
    took: list[float] = []

    async def one(number: int, due: float) -> None:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        await ask(TYPED[number % len(TYPED)])
        took.append((time.perf_counter() - due) * 1e3)

    start = time.perf_counter() + 0.1
    await asyncio.gather(*(one(number, start + number / A_SECOND) for number in range(ASKED)))
    took.sort()
    return {"p50": round(took[len(took) // 2], 1), "p95": round(took[len(took) * 95 // 100], 1)}


if __name__ == "__main__":
    given = sys.argv[1:]
    found = asyncio.run(measure(int(given[0]) if given else PRODUCTS, given[1] if given[1:] else ""))
    print(json.dumps(found))  # noqa: T201 (a command line)
