"""Turns: what has to happen one after another, also where several transactions run side by side."""

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

_TURN = select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("what"), 0)))


async def take_turn(session: AsyncSession, what: str) -> None:
    """Until this step ends, have others wait who take their turn at the same; SQLite has one writer anyhow."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(_TURN, {"what": what})
