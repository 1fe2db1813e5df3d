"""Which tables a step changes, noted by triggers."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.tables import ConversationRow, InboxRow, PauseRow
from core.db.leases import LeaseRow
from core.db.tables import metadata
from core.keeping.tables import RunRow

BOOKS_OF_ITS_OWN = {row.__tablename__ for row in (InboxRow, ConversationRow, PauseRow, LeaseRow, RunRow)}
"""Tables that every update writes, whoever sent it."""

DRAWN_AGAIN = {("cards", "version")}
"""A card that is drawn once more as things stand, for those who have it, is no change."""

ONLY = {"outbox": "NEW.form = 'notice'", "cards": "NEW.kind <> 'queue'"}
"""Answers are looked at as such, and everybody may have the own queue shown."""

FORGET = text("DELETE FROM matrix_changed")
CHANGED = text("SELECT DISTINCT name FROM matrix_changed")


async def set_up_watch(session: AsyncSession) -> None:
    """Triggers of this connection alone on SQLite, of this database on PostgreSQL."""
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    if on_sqlite:
        await session.execute(text("CREATE TEMP TABLE matrix_changed (name TEXT)"))
    else:
        await session.execute(text("CREATE UNLOGGED TABLE matrix_changed (name TEXT)"))
        await session.execute(text(_NOTE))
    for table in metadata.sorted_tables:
        if table.name in BOOKS_OF_ITS_OWN:
            continue
        columns = [column.name for column in table.columns if (table.name, column.name) not in DRAWN_AGAIN]
        differs = _differs_on_sqlite(columns) if on_sqlite else _differs_on_postgresql(columns)
        added = ONLY.get(table.name, "")
        for event, when in (
            ("INSERT", added),
            ("UPDATE", f"{differs} AND {added}" if added else differs),
            ("DELETE", ""),
        ):
            await session.execute(text(_trigger(table.name, event, when, on_sqlite=on_sqlite)))


def _trigger(table: str, event: str, when: str, *, on_sqlite: bool) -> str:
    name, only = f"matrix_{table}_{event.lower()}", f"WHEN ({when})" if when else ""
    if on_sqlite:
        note = f"BEGIN INSERT INTO matrix_changed VALUES ('{table}'); END"
        return f'CREATE TEMP TRIGGER {name} AFTER {event} ON main."{table}" {only} {note}'
    return f'CREATE TRIGGER {name} AFTER {event} ON "{table}" FOR EACH ROW {only} EXECUTE FUNCTION matrix_note()'


def _differs_on_sqlite(columns: Sequence[str]) -> str:
    return "(" + " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in columns) + ")"


def _differs_on_postgresql(columns: Sequence[str]) -> str:
    """As text, since JSON knows no equality."""
    return "(" + " OR ".join(f'OLD."{name}"::text IS DISTINCT FROM NEW."{name}"::text' for name in columns) + ")"


_NOTE = """
CREATE FUNCTION matrix_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO matrix_changed VALUES (TG_TABLE_NAME); RETURN NULL; END $$
"""
