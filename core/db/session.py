"""The session that steps and readers get: plain statements go straight to its connection, entities the ORM's way.

Most statements ask for columns, or write them. For those a session only adds its bookkeeping, which costs more than the
statement itself; what names a whole entity is loaded as ever.
"""

from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Insert, Select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlalchemy.sql.dml import UpdateBase


class Session(AsyncSession):
    """A session on one connection, whose transaction somebody else ends."""

    def __init__(self, connection: AsyncConnection, **options: Any) -> None:
        super().__init__(connection, **options)
        self._on = connection

    async def execute(self, statement: Any, params: Any = None, **options: Any) -> Any:
        """As AsyncSession.execute; the rows of a plain statement are a CursorResult."""
        if options or not is_plain(statement):
            return await super().execute(statement, params, **options)
        return await self._on.execute(statement, params)

    async def scalar(self, statement: Any, params: Any = None, **options: Any) -> Any:
        """As AsyncSession.scalar."""
        return (await self.execute(statement, params, **options)).scalar()

    async def scalars(self, statement: Any, params: Any = None, **options: Any) -> Any:
        """As AsyncSession.scalars."""
        return (await self.execute(statement, params, **options)).scalars()


def is_plain(statement: Any) -> bool:
    """Whether a statement gives back columns alone, and changes nothing that a session would have to follow."""
    if isinstance(statement, Select):
        return _columns_alone(statement._raw_columns)
    if isinstance(statement, CompoundSelect):
        return all(is_plain(select) for select in statement.selects)
    if isinstance(statement, Insert):
        return _columns_alone(statement._returning)
    return isinstance(statement, UpdateBase) and not statement._propagate_attrs


def _columns_alone(found: Any) -> bool:
    return all(isinstance(one, ColumnElement) or "parententity" not in one._annotations for one in found)
