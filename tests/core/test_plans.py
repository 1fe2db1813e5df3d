"""What is looked for at regular intervals is found by an index, however much has gathered."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from core.db.database import Database
from scheduler.ticks import TICKS
from tests.core.claims.world import NOW

Work = Callable[[AsyncSession], Awaitable[Any]]


async def plans(db: Database, table: str, work: Work) -> list[str]:
    """How SQLite goes about what a step asks of a table, a text each statement."""
    asked: list[tuple[str, Any]] = []

    def note(_: object, __: object, statement: str, parameters: Any, *___: object) -> None:
        if f" {table}" in statement:
            asked.append((statement, parameters))

    engine = db.writer.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    await db.run(work)
    event.remove(engine, "before_cursor_execute", note)
    async with db.reader.connect() as connection:
        found = [
            await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            for statement, parameters in asked
        ]
        return ["; ".join(row.detail for row in rows) for rows in found]


async def test_ticks_find_by_index_what_is_due(db: Database) -> None:
    if not db.is_sqlite:
        pytest.skip("PostgreSQL plans by the numbers it has counted")
    by_name = {tick.name: tick for tick in TICKS}
    for name in ("overdue claims", "claims to decide"):
        tick = by_name[name]
        for work in (lambda session, tick=tick: tick.work(session, NOW), tick.next_due):
            (plan,) = await plans(db, "claims", work)
            assert "INDEX ix_claims_programme_id_state_due_at (programme_id=? AND state=?" in plan, (name, plan)
    blank = by_name["payloads of settled updates"]
    (plan,) = await plans(db, "inbox", lambda session: blank.work(session, NOW))
    assert "INDEX ix_inbox_settled (received_at<?)" in plan
