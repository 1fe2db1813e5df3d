"""Which migration is the newest, told without loading the tool that applies them: a start need not wait for it."""

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core.db.database import Database

NEWEST = "0045_offers_apart"
"""The head of core/migrations; a test compares them."""


async def is_newest(db: Database) -> bool:
    """Whether a database is up to date already; False for an empty one."""
    try:
        async with db.read() as session:
            found = await session.scalars(text("SELECT version_num FROM alembic_version"))
            return list(found) == [NEWEST]
    except DBAPIError:
        return False
