"""`python -m tests.bench.audit`: how long a million entries of the audit log take to be proven."""

import asyncio
import tempfile
import time
from datetime import timedelta
from functools import partial
from pathlib import Path

import click
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.audit.proof import prove
from core.db import migrate
from core.db.database import Database
from core.db.engine import database_url
from core.ids import PersonId
from core.sealing import Keyring
from tests.core.audit.world import NOW, PROGRAMME, begin

IN_A_STEP = 10_000


async def main(entries: int, folder: str | None) -> None:
    """Write a log in a scratch database, prove it, tell how long that took."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        url = f"sqlite:///{Path(place) / 'tandem.db'}"
        await migrate.upgrade(database_url(url))
        async with Database(url, Keyring("a secret for the bench, long enough")) as db:
            await begin(db)
            await write(db, entries)
            began, worked = time.perf_counter(), time.process_time()
            async with db.read() as session:
                proof = await prove(session, PROGRAMME)
            took, cpu = time.perf_counter() - began, time.process_time() - worked
            click.echo(f"{proof.entries} entries proven in {took:.1f} s (cpu {cpu:.1f} s), whole: {proof.holds}")


async def write(db: Database, entries: int) -> None:
    """A log of so many entries, many a step."""
    for first in range(0, entries, IN_A_STEP):
        await db.run(partial(_write, first=first, many=min(IN_A_STEP, entries - first)))


async def _write(session: AsyncSession, first: int, many: int) -> None:
    for number in range(first, first + many):
        await record(
            session,
            programme_id=PROGRAMME,
            by=PersonId(number % 7 + 1),
            act=Act.CLAIM_APPROVED,
            subject=f"claim:{number}",
            before={"state": "in_review"},
            after={"state": "approved", "points": number % 900},
            now=NOW + timedelta(seconds=number),
        )


@click.command()
@click.option("--entries", default=1_000_000, show_default=True)
@click.option("--folder", default=None, help="Where the scratch database lies.")
def command(entries: int, folder: str | None) -> None:
    """Measure the proof of the audit log."""
    asyncio.run(main(entries, folder))


if __name__ == "__main__":
    command()
