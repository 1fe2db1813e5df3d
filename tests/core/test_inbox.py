"""What people wrote is kept for a day after it was dealt with, and not longer."""

from datetime import timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel import inbox
from core.channel.inbox import BLANK_AFTER, InboxState
from core.channel.tables import InboxRow
from core.db.database import Database
from tests.core.claims.world import NOW

LATER = NOW + BLANK_AFTER + timedelta(seconds=1)


async def test_only_what_was_settled_a_day_ago_is_emptied(db: Database) -> None:
    async def come(session: AsyncSession) -> dict[int, int]:
        common = {"bot_id": 1, "lane": "7", "kind": "message", "state": InboxState.NEW, "payload": b"sealed"}
        instants = {1: NOW, 2: NOW, 3: LATER}
        return await inbox.store(session, [{**common, "update_id": n, "received_at": at} for n, at in instants.items()])

    rows = await db.run(come)

    async def settle(session: AsyncSession, update_id: int) -> None:
        inbox.settle(session, rows[update_id], InboxState.DONE)

    for update_id in (2, 3):
        await db.run(partial(settle, update_id=update_id))
    assert await db.run(lambda session: inbox.blank(session, now=LATER)) == 1
    assert await db.run(lambda session: inbox.blank(session, now=LATER)) == 0
    async with db.read() as session:
        left = await session.scalars(select(InboxRow.update_id).where(InboxRow.payload.is_not(None)))
        assert sorted(left) == [1, 3]
