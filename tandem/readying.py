"""The database before a start: at the newest schema, and sealed with our key."""

from core.db.database import Database
from core.db.revision import is_newest
from core.people import pii
from tandem.settings import SettingsError


async def bring_up_to_date(db: Database) -> None:
    """Apply the migrations that it lacks."""
    if not await is_newest(db):
        from core.db import migrate  # only now: it takes its time and memory

        await migrate.upgrade(db.url)


async def require_its_key(db: Database) -> None:
    """Raise SettingsError where another key sealed what is there: what is written from now on would be lost as well."""
    async with db.read() as session:
        if not await pii.opens(session):
            raise SettingsError(
                "SECRET_KEY does not open what this database holds: put back the key it was made with,"
                " or name another database in DATABASE_URL."
            )
