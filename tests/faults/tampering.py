"""Writing past the service: every forged statement on either engine, as the service's own user of the database."""

from typing import Any

from sqlalchemy.exc import IntegrityError

from core.db.database import Database
from core.points.proof import prove
from core.sealing import Keyring
from tests.conftest import POSTGRES, SECRET
from tests.core.points import world
from tests.core.points.conftest import happen
from tests.core.points.forgeries import EVERYWHERE, ON_POSTGRESQL, ON_SQLITE
from tests.core.points.world import World
from tests.faults.places import on_postgresql, on_sqlite

LEAST = 25


async def full() -> dict[str, Any]:
    """All forgeries. PostgreSQL needs TEST_DATABASE_URL: without it nothing is reached."""
    found: dict[str, Any] = {}
    async with on_sqlite() as url:
        found["sqlite"] = await _forge(url, {**EVERYWHERE, **ON_SQLITE})
    if POSTGRES:
        async with on_postgresql() as url:
            found["postgresql"] = await _forge(url, {**EVERYWHERE, **ON_POSTGRESQL})
    engines = [found.get(engine, {}) for engine in ("sqlite", "postgresql")]
    reached = all(one.get("refused") == one.get("tried", -1) >= LEAST and one["proven"] for one in engines)
    return found | {"reached": reached}


async def _forge(url: str, forgeries: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    async with Database(url, Keyring(SECRET)) as db:
        ledger = await world.fill(db)
        await happen(ledger)
        passed = [name for name, statements in forgeries.items() if not await _is_refused(ledger, statements)]
        async with db.read() as session:
            proven = (await prove(session)).holds
    tried = len(forgeries)
    return {"tried": tried, "refused": tried - len(passed), "passed": passed, "proven": proven}


async def _is_refused(ledger: World, statements: tuple[str, ...]) -> bool:
    try:
        await ledger.execute(*statements)
    except IntegrityError:
        return True
    return False
