"""Tampering with the audit log: every kind of it named with its place, and a long log looked through quickly."""

import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

from core.audit.proof import prove
from core.db import migrate
from core.db.database import Database
from core.db.engine import database_url
from core.sealing import Keyring
from tests.bench.audit import write
from tests.core.audit.tampers import TAMPERS, Log
from tests.core.audit.test_tampering import proven, whole_log
from tests.core.audit.world import PROGRAMME, begin, unguarded

CASES = 200
ENTRIES = 1_000_000
WITHIN = 20.0
"""Seconds for a log of a million entries."""


async def full() -> dict[str, Any]:
    """Two hundred tamperings, and a million entries."""
    async with _fresh() as db:
        named = await tampered(db)
    async with _fresh() as db:
        await begin(db)
        await write(db, ENTRIES)
        began, worked = time.perf_counter(), time.process_time()
        async with db.read() as session:
            proof = await prove(session, PROGRAMME)
        took, cpu = time.perf_counter() - began, time.process_time() - worked
    reached = named == CASES and proof.holds and proof.entries == ENTRIES and took < WITHIN
    return {
        "tamperings": CASES,
        "named": named,
        "entries": proof.entries,
        "seconds": round(took, 1),
        "processor_seconds": round(cpu, 1),
        "reached": reached,
    }


async def tampered(db: Database) -> int:
    """How many of the tamperings are named, with their kind and place and nothing besides."""
    whole, named = await whole_log(db), 0
    async with unguarded(db):
        for tamper, seed in product(TAMPERS, range(CASES // len(TAMPERS))):
            log = Log([dict(row) for row in whole.rows], dict(whole.head))
            expected = tamper(log, Random(seed))
            named += (await proven(db, log)).tamperings == (expected,)
    return named


@asynccontextmanager
async def _fresh() -> AsyncIterator[Database]:
    with tempfile.TemporaryDirectory() as place:
        url = f"sqlite:///{Path(place) / 'tandem.db'}"
        await migrate.upgrade(database_url(url))
        async with Database(url, Keyring("a secret for faults, long enough")) as db:
            yield db
