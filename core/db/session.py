"""The session that steps and readers get: plain statements go straight to its connection, entities the ORM's way.

Most statements ask for columns, or write them. For those a session only adds its bookkeeping, which costs more than the
statement itself; what names a whole entity is loaded as ever.
"""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from core.db.plain import is_plain
from core.db.straight import Straight


class Session(AsyncSession):
    """A session on one connection, whose transaction somebody else ends."""

    def __init__(self, connection: AsyncConnection, straight: Straight | None, **options: Any) -> None:
        """`straight` is the shorter way to the connection, where it has one."""
        super().__init__(connection, **options)
        self.straight = straight
        self._connection = connection

    @property
    def untouched(self) -> bool:
        """Whether nothing went the ORM's way: then there is nothing to flush, and nothing to let go of."""
        return not self.in_transaction() and not self.new

    async def flush(self, objects: Any = None) -> None:
        """As AsyncSession.flush."""
        if not self.untouched:
            await super().flush(objects)

    async def close(self) -> None:
        """As AsyncSession.close."""
        if not self.untouched:
            await super().close()

    async def execute(self, statement: Any, params: Any = None, **options: Any) -> Any:
        """As AsyncSession.execute; the rows of a plain statement are those of its connection."""
        if params and not options and self.straight is not None:
            found = await self.straight.run(statement, params)
            if found is not None:
                return found
        if options or not is_plain(statement):
            return await super().execute(statement, params, **options)
        return await self._connection.execute(statement, params)

    async def scalar(self, statement: Any, params: Any = None, **options: Any) -> Any:
        """As AsyncSession.scalar."""
        return (await self.execute(statement, params, **options)).scalar()

    async def scalars(self, statement: Any, params: Any = None, **options: Any) -> Any:
        """As AsyncSession.scalars."""
        return (await self.execute(statement, params, **options)).scalars()
