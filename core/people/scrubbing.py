"""Scrubbing after erasures: the database file is to hold nothing of whoever was erased, free pages and log included."""

from datetime import datetime

from core.claims.forgetting import all_swept
from core.db.database import Database
from core.people.erasing import scrubbed, to_scrub


async def scrub(db: Database, now: datetime) -> int:
    """Scrub the database once the pictures of those erased are deleted; how many erasures that ends."""
    async with db.read() as session:
        due = await to_scrub(session) and await all_swept(session)
    if not due or not await db.scrub():
        return 0
    return await db.run(lambda session: scrubbed(session, until=now, now=now))
