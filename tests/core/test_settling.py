"""Settling: many rows at once, by one statement, each to its own end."""

from datetime import UTC, datetime

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.outbox import Form, OutboxState, Priority, enqueue
from core.channel.settling import SETTLE
from core.channel.tables import OutboxRow
from core.db.database import Database

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ENDS = (OutboxState.SENT, OutboxState.DROPPED, OutboxState.UNREACHABLE, OutboxState.FAILED, OutboxState.UNKNOWN)


async def test_many_messages_are_settled_by_one_statement(db: Database) -> None:
    """What arrived no longer says where it went; what did not surely arrive can be sent once more."""

    async def step(session: AsyncSession) -> None:
        for end in ENDS:
            enqueue(
                session,
                key=end,
                form=Form.CALL,
                kind="sendMessage",
                priority=Priority.INTERACTIVE,
                now=NOW,
                chat_id=77,
                payload=b"{}",
            )

    await db.run(step)
    ends = [{"row_key": end.value, "to": end.value, "why": None, "message": None, "tried": 0} for end in ENDS]
    with structlog.testing.capture_logs() as logged:
        await db.write_soon(*((SETTLE, end) for end in ends))
    assert logged == []
    async with db.read() as session:
        rows = (await session.execute(select(OutboxRow.state, OutboxRow.chat_id, OutboxRow.payload))).all()
    once_more = {OutboxState.FAILED, OutboxState.UNKNOWN}
    assert {row.state for row in rows} == set(ENDS)
    assert {row.state for row in rows if row.chat_id is not None} == once_more
    assert {row.state for row in rows if row.payload is not None} == once_more
