"""The straight way: prepared statements go from a step to SQLite's driver, everything else goes by SQLAlchemy."""

import sqlite3
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from core.db.at_once import driver_of, is_in_the_thread
from core.db.prepared import NotToBePrepared, Params, Rows, Shelf
from core.db.work import TransactionGivenUp


class Straight:
    """A connection to SQLite, as those see it who execute statements on it. Its transaction is somebody else's."""

    __slots__ = ("_connection", "_driver", "_listeners", "_shelf")

    def __init__(self, connection: AsyncConnection, shelf: Shelf) -> None:
        self._connection = connection
        self._shelf = shelf
        self._driver: sqlite3.Connection | None = None
        self._listeners: Any = ()
        """Those who are told of the engine's statements, before each."""

    async def run(self, statement: Executable, params: Params | list[Params]) -> Rows | None:
        """Execute a statement that was built before; None where SQLAlchemy has to. Raises what SQLAlchemy raises."""
        if is_in_the_thread():
            return None
        many = params if isinstance(params, list) else [params]
        return self._straight(self._driver or await self._begun(), statement, many)

    async def execute(self, statement: Executable, parameters: list[Params]) -> Any:
        """As AsyncConnection.execute, for a plain statement."""
        found = await self.run(statement, parameters)
        return found or await self._connection.execute(statement, parameters)

    async def _begun(self) -> sqlite3.Connection:
        driver = driver_of(self._connection)
        if not driver.in_transaction:
            await self._connection.begin()
        held: Any = self._connection.sync_connection
        self._driver, self._listeners = driver, held.dispatch.before_cursor_execute
        return driver

    def _straight(self, driver: sqlite3.Connection, statement: Executable, many: list[Params]) -> Rows | None:
        prepared = self._shelf.find(statement, many[0])
        if prepared is None or (len(many) > 1 and prepared.takes_lists):
            return None
        try:
            text = prepared.text(many[0])
        except NotToBePrepared:
            return None
        if not driver.in_transaction:
            raise TransactionGivenUp
        values = [text.bind(params) for params in many]
        for tell in self._listeners:
            tell(self._connection, driver, text.sql, values if len(values) > 1 else values[0], None, len(values) > 1)
        try:
            if prepared.returns and len(values) > 1:  # the driver takes many at once only where no rows come back
                found = [row for each in values for row in driver.execute(text.sql, each).fetchall()]
                return prepared.result(found, len(found))
            cursor = driver.execute(text.sql, values[0]) if len(values) == 1 else driver.executemany(text.sql, values)
            return prepared.result(cursor.fetchall() if prepared.returns else (), cursor.rowcount)
        except sqlite3.Error as error:
            raise DBAPIError.instance(text.sql, None, error, sqlite3.Error, hide_parameters=True) from error
