"""Trouble found from several sides at once: owners are told once, and nobody who found it fails."""

from sqlalchemy import func, select

from core.channel.tables import OutboxRow
from core.keeping import alerts
from core.keeping.alerts import Alert, AlertKind, Trouble
from tests.core.claims.world import NOW, World
from tests.races.conftest import race

TOLD = select(func.count()).select_from(OutboxRow).where(OutboxRow.kind == Alert.kind)


async def test_what_many_find_at_once_is_told_once(world: World) -> None:
    trouble = Trouble(kind=AlertKind.PAUSE, facts={"seconds": 3600})
    await race(*(world.do(alerts.note, trouble, now=NOW) for _ in range(8)))
    async with world.db.read() as session:
        assert await alerts.standing(session) == [trouble]
        assert await session.scalar(TOLD) == 1
