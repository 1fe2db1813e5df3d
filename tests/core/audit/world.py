"""A programme whose log has entries."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial

from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit import guards
from core.audit.acts import Act
from core.audit.log import record
from core.db.database import Database
from core.ids import PersonId, ProgrammeId
from core.programme.tables import ProgrammeRow

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
PROGRAMME = ProgrammeId(1)
OWNER = PersonId(7)


async def begin(db: Database) -> None:
    """A programme with an empty log."""

    async def step(session: AsyncSession) -> None:
        await session.execute(
            insert(ProgrammeRow).values(
                id=PROGRAMME, name="P", locale="en", locales=["en"], timezone="UTC", points_names={}, created_at=NOW
            )
        )

    await db.run(step)


async def set_days(session: AsyncSession, days: int, *, now: datetime = NOW) -> None:
    """Tell of a setting that was changed."""
    await record(
        session,
        programme_id=PROGRAMME,
        by=OWNER,
        act=Act.SETTING_CHANGED,
        subject="option:claim_window_days",
        before={"value": days - 1},
        after={"value": days},
        now=now + timedelta(minutes=days),
    )


@asynccontextmanager
async def unguarded(db: Database) -> AsyncIterator[None]:
    """The database without its guards; they are back afterwards, since tests share one."""
    dialect = "sqlite" if db.is_sqlite else "postgresql"
    await db.run(partial(_execute, guards.remove(dialect)))
    try:
        yield
    finally:
        await db.run(partial(_execute, guards.install(dialect)))


async def _execute(statements: Iterable[str], session: AsyncSession) -> None:
    for statement in statements:
        await session.execute(text(statement))


async def write(db: Database, entries: int) -> None:
    """Add entries to the log, one step each."""
    for number in range(1, entries + 1):
        await db.run(partial(set_days, days=number))
