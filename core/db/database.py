"""The database as the rest of the service holds it: where to write, where to read, what to do after a commit."""

import secrets
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from typing import Self

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession

from core.db.away import DatabaseAway, connected, is_away
from core.db.engine import BUSY_TIMEOUT_MS, READERS, database_url, reader_engine, writer_engine
from core.db.group import GroupCommit
from core.db.prepared import Shelf
from core.db.readers import Readers
from core.db.retry import RetryingWork
from core.db.scrubbing import truncate_log, vacuum
from core.db.session import Session
from core.db.straight import Straight
from core.db.work import Deferred, Step, T, UnitOfWork, Write, inside_a_step
from core.sealing import Keyring

Listener = Callable[[Sequence[Deferred]], None]


class Database:
    """One per process. Sessions carry the keyring, so that sealed columns can be opened where they are read."""

    def __init__(self, url: str, keyring: Keyring) -> None:
        """Raises ValueError for a database that is neither SQLite nor PostgreSQL."""
        self.url = database_url(url)
        self.keyring = keyring
        self.replica = "local" if self.is_sqlite else secrets.token_hex(8)
        """This process among those that share the database; an embedded one has one, under the same name for ever."""
        self.writer: AsyncEngine = writer_engine(self.url)
        self.reader: AsyncEngine = reader_engine(self.url)
        self._readers = Readers(self.reader, count=READERS) if self.is_sqlite else None
        self._shelf = Shelf(self.writer.dialect)
        self._listeners: list[Listener] = []
        work = GroupCommit if self.is_sqlite else RetryingWork
        self.work: UnitOfWork = work(self.writer, self.session, self._committed)

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    async def run(self, step: Step[T]) -> T:
        """Run a step in a transaction; what it returned, once committed. Steps do not nest.

        Raises what the step raises, or DatabaseAway.
        """
        if inside_a_step():
            raise RuntimeError("a step cannot start another: it would wait for itself")
        with _naming_absence():
            return await self.work.run(step)

    async def write_soon(self, *writes: Write) -> None:
        """Write some rows together, with the next commit. Raises DatabaseAway."""
        with _naming_absence():
            await self.work.write_soon(*writes)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A session on one consistent snapshot, which cannot write. Raises DatabaseAway."""
        with _naming_absence():
            async with self._one_that_reads() as connection, self.session(connection) as session:
                yield session

    def session(self, connection: AsyncConnection) -> Session:
        """A session on a connection whose transaction somebody else ends."""
        return Session(
            connection,
            Straight(connection, self._shelf) if self.is_sqlite else None,
            autoflush=False,
            expire_on_commit=False,
            join_transaction_mode="rollback_only",
            info={"keyring": self.keyring, "replica": self.replica},
        )

    def after_commit(self, listener: Listener) -> None:
        """Have a listener told of the deferred rows of every commit, at once and in the loop."""
        self._listeners.append(listener)

    async def scrub(self) -> bool:
        """Overwrite what deleted rows left in the database's files; False where that has to wait for a reader."""
        with _naming_absence():
            if self._readers is not None:
                return await truncate_log(self._readers, usual_patience_ms=BUSY_TIMEOUT_MS)
            await vacuum(self.writer)
            return True

    async def close(self) -> None:
        await self.work.close()
        await self.writer.dispose()
        if self._readers is not None:
            await self._readers.close()
        await self.reader.dispose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def _one_that_reads(self) -> AbstractAsyncContextManager[AsyncConnection]:
        return connected(self.reader) if self._readers is None else self._readers.one()

    def _committed(self, rows: Sequence[Deferred]) -> None:
        for listener in self._listeners:
            listener(rows)


@contextmanager
def _naming_absence() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        if is_away(error):
            raise DatabaseAway(type(error).__name__) from error
        raise


def keyring(session: AsyncSession) -> Keyring:
    """The keyring that a session carries."""
    found: Keyring = session.info["keyring"]
    return found
