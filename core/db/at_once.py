"""SQLite at once: statements run where they are asked for, in the loop, instead of in the driver's thread.

An indexed statement takes some twenty microseconds; its way to aiosqlite's thread and back, several times a
statement, ten times as long. What may have to wait stays in the thread: BEGIN IMMEDIATE for other processes, a
pragma at connecting, and COMMIT for the disk. What takes long is sent there by `in_the_thread`.
"""

import sqlite3
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
    SQLiteDialect_aiosqlite,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.util.concurrency import await_

DRIVER = "sqlite+at_once"
WAITS = ("BEGIN IMMEDIATE", "PRAGMA")
"""How statements begin that may have to wait for a lock or the disk."""


_in_the_thread: ContextVar[bool] = ContextVar("in_the_thread", default=False)


@contextmanager
def in_the_thread() -> Iterator[None]:
    """Keep the loop free for the length of a block: its statements run in the driver's thread."""
    token = _in_the_thread.set(True)
    try:
        yield
    finally:
        _in_the_thread.reset(token)


def is_in_the_thread() -> bool:
    """Whether statements run in the driver's thread now."""
    return _in_the_thread.get()


def driver_of(connection: AsyncConnection) -> sqlite3.Connection:
    """The connection of Python's own driver below a connection to SQLite."""
    held: Any = connection.sync_connection
    driver: sqlite3.Connection = held.connection.driver_connection._conn
    return driver


class Cursor(AsyncAdapt_aiosqlite_cursor):
    """A cursor on the connection that aiosqlite holds; between its own calls, the connection is ours to use."""

    __slots__ = ()
    _awaitable_cursor_close = False

    def _make_new_cursor(self, connection: Any) -> Any:
        return connection._conn.cursor()

    def _aenter_cursor(self, cursor: Any) -> Any:
        return cursor

    def execute(self, operation: Any, parameters: Any = None) -> Any:
        return self._run(partial(self._cursor.execute, operation, parameters or ()), operation)

    def executemany(self, operation: Any, seq_of_parameters: Sequence[Any]) -> Any:
        return self._run(partial(self._cursor.executemany, operation, seq_of_parameters), operation)

    def _run(self, work: Callable[[], Any], operation: str) -> Any:
        waits = operation.startswith(WAITS) or is_in_the_thread()
        try:
            await_(self._connection._execute(work) if waits else _now(work))
            cursor: Any = self._cursor
            if cursor.description:
                rows = await_(self._connection._execute(cursor.fetchall)) if waits else cursor.fetchall()
                self._rows = deque(rows)
        except Exception as error:
            self._adapt_connection._handle_exception(error)
        return self


async def _now(work: Callable[[], Any]) -> None:
    """Work without waiting: SQLAlchemy insists that a statement awaits something."""
    work()


class Connection(AsyncAdapt_aiosqlite_connection):
    """A connection with such cursors."""

    __slots__ = ("begins_by",)
    begins_by: str
    _cursor_cls = Cursor

    def begin(self) -> None:
        """Begin a transaction, as the engine's connections do, unless one is open."""
        held: Any = self._connection
        if not held.in_transaction:
            cursor = self.cursor()
            cursor.execute(self.begins_by)
            cursor.close()

    def rollback(self) -> None:
        """Undo at once: that waits for nobody."""
        held: Any = self._connection
        try:
            await_(_now(held._conn.rollback))
        except Exception as error:
            self._handle_exception(error)


class _Module(AsyncAdapt_aiosqlite_dbapi):
    def connect(self, *arguments: Any, **options: Any) -> Connection:
        found = super().connect(*arguments, **(options | {"check_same_thread": False}))
        return Connection(self, found._connection)


class Dialect(SQLiteDialect_aiosqlite):
    """SQLAlchemy's dialect for aiosqlite, with these connections."""

    driver = "at_once"
    supports_statement_cache = True
    supports_server_side_cursors = False

    def do_begin(self, dbapi_connection: Any) -> None:
        dbapi_connection.begin()

    @classmethod
    def import_dbapi(cls) -> Any:
        stock: Any = super().import_dbapi()
        return _Module(stock.aiosqlite, stock.sqlite)


registry.register("sqlite.at_once", __name__, "Dialect")
