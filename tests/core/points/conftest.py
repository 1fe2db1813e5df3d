"""A programme with people and claims, for the ledger to work on."""

import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from core.db.database import Database
from core.sealing import Keyring
from tests.conftest import NO_POSTGRES, SECRET, Postgres
from tests.core.points import world
from tests.core.points.world import ANNA, BORIS, NOW, World


@pytest.fixture
async def ledger(db: Database) -> World:
    """A fresh database of each kind with one programme and two partners."""
    return await world.fill(db)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
async def busy(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    sqlite_template: Path,
    postgres: Postgres | None,
) -> AsyncIterator[World]:
    """A ledger in which everything has happened once. A whole module shares it: its tests leave no trace."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("busy") / "tandem.db"
        shutil.copy(sqlite_template, path)
        url = f"sqlite:///{path}"
    elif postgres is None:
        pytest.skip(NO_POSTGRES)
    else:
        await postgres.empty()
        url = postgres.url
    async with Database(url, Keyring(SECRET)) as database:
        ledger = await world.fill(database)
        await happen(ledger)
        yield ledger


async def happen(ledger: World, *, rests: bool = True) -> None:
    """An approval, orders of every end, a return that leaves a debt, a bonus, a claim declined, points that rest."""
    claim = await world.claim(ledger.db, 1, 100, 50, verdict="approve")
    paid = await ledger.credit(claim, 100, 50)
    await ledger.stand(150)
    await ledger.capture(await ledger.hold(80, "order:1"))
    await ledger.release(await ledger.hold(20, "order:2"))
    await ledger.reverse(paid)
    await ledger.stand(-150)
    await ledger.accrue("bonus", 60, person=BORIS)
    await ledger.stand(60, BORIS)
    await ledger.hold(15, "order:3", person=BORIS)
    await world.claim(ledger.db, 2, 5, person=ANNA, verdict="decline")
    if not rests:
        return
    await ledger.accrue("rested", 25, person=BORIS, rests=timedelta(hours=1))
    await ledger.stand(25, BORIS)
    await ledger.activate(NOW + timedelta(hours=1))
    await ledger.accrue("resting", 40, person=BORIS, rests=timedelta(days=7))
    await ledger.stand(40, BORIS)
