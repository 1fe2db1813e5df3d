"""Prepared statements say what SQLAlchemy's own execution says, rows, defaults and failures alike."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Executable, Integer, MetaData, Table, bindparam, func, insert, select, tuple_, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.tables import ConversationRow, PauseRow
from core.db import migrate
from core.db.at_once import Dialect, in_the_thread
from core.db.database import Database
from core.db.prepared import LONGEST_LIST, Shelf
from core.db.work import TransactionGivenUp
from core.sealing import Keyring

UNTIL = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
TABLE: Any = PauseRow.__table__
PAUSE = insert(PauseRow)
WITHIN = select(PauseRow.chat_id, PauseRow.until).where(
    PauseRow.bot_id == bindparam("bot"), PauseRow.chat_id.in_(bindparam("chats", expanding=True)), PauseRow.bot_id > 0
)
ONE = select(PauseRow.until).where(PauseRow.chat_id == bindparam("chat"))
LAST_SEEN = Table("seen", MetaData(), Column("bot_id", Integer), Column("times", Integer, default=3, onupdate=7))
BEGIN_TALK = insert(ConversationRow)


@pytest.fixture
async def embedded(tmp_path: Path) -> AsyncIterator[Database]:
    async with Database(f"sqlite:///{tmp_path}/tandem.db", Keyring("a secret that is long enough for a key")) as db:
        await migrate.upgrade(db.url)
        yield db


def pause(chat: int) -> dict[str, Any]:
    return {"bot_id": 1, "chat_id": chat, "until": UNTIL}


async def both_ways(
    session: AsyncSession, statement: Executable, params: dict[str, Any]
) -> tuple[list[Any], list[Any]]:
    """A statement's rows the long way, and once it is prepared."""
    with in_the_thread():
        long = (await session.execute(statement, params)).all()
    for _ in range(2):
        straight = (await session.execute(statement, params)).all()
    return [tuple(row) for row in long], [tuple(row) for row in straight]


async def test_rows_are_of_the_columns_types_whichever_way_they_come(embedded: Database) -> None:
    async def step(session: AsyncSession) -> None:
        await session.execute(PAUSE, [pause(chat) for chat in range(5)])
        for chats in ([1, 3], [2], [], list(range(LONGEST_LIST + 1))):
            long, straight = await both_ways(session, WITHIN, {"bot": 1, "chats": chats})
            assert long == straight == [(chat, UNTIL) for chat in chats if chat < 5]
        assert await session.scalar(ONE, {"chat": 3}) == UNTIL
        assert await session.scalar(ONE, {"chat": 9}) is None
        row = (await session.execute(WITHIN, {"bot": 1, "chats": [3]})).one()
        assert (row.chat_id, row.until) == (3, UNTIL)

    await embedded.run(step)


async def test_columns_that_are_not_named_get_their_defaults(embedded: Database) -> None:
    talk = {"bot_id": 1, "user_id": 7, "state": None, "data": {"sale": [1, "è"]}}

    async def step(session: AsyncSession) -> None:
        for chat in range(4):
            await session.execute(BEGIN_TALK, talk | {"chat_id": chat})
        await session.execute(BEGIN_TALK, [talk | {"chat_id": chat} for chat in range(4, 8)])
        found = (await session.execute(select(ConversationRow.version, ConversationRow.data))).all()
        assert [tuple(row) for row in found] == [(1, talk["data"])] * 8

    await embedded.run(step)


async def test_a_refusal_is_sqlalchemys_and_undoes_its_step_alone(embedded: Database) -> None:
    async def step(session: AsyncSession) -> None:
        await session.execute(PAUSE, pause(1))

    async def twice(session: AsyncSession) -> None:
        await session.execute(PAUSE, pause(2))
        await session.execute(PAUSE, pause(1))

    await embedded.run(step)
    for _ in range(2):
        with pytest.raises(IntegrityError) as refused:
            await embedded.run(twice)
        assert isinstance(refused.value.orig, sqlite3.IntegrityError)
        assert "2026" not in str(refused.value), "parameters are nobody's business"
    async with embedded.read() as session:
        assert await session.scalar(select(func.count()).select_from(PauseRow)) == 1


async def test_what_takes_the_whole_transaction_along_spoils_only_its_step(embedded: Database) -> None:
    """As a full disk may: SQLite then goes on without a transaction, and would commit each statement for itself."""
    refuse = "BEFORE INSERT ON pauses WHEN NEW.chat_id = 3 BEGIN SELECT RAISE(ROLLBACK, 'no'); END"

    async def prepare(session: AsyncSession) -> None:
        await (await session.connection()).exec_driver_sql(f"CREATE TRIGGER unlucky {refuse}")

    async def step(chat: int, session: AsyncSession) -> None:
        await session.execute(PAUSE, pause(chat))
        await session.execute(PAUSE, pause(chat + 10))

    await embedded.run(prepare)
    outcomes = await asyncio.gather(*(embedded.run(partial(step, n)) for n in range(6)), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes if outcome is not None] == [IntegrityError]
    async with embedded.read() as session:
        found = await session.scalars(select(PauseRow.chat_id).order_by(PauseRow.chat_id))
        assert found.all() == [0, 1, 2, 4, 5, 10, 11, 12, 14, 15]


async def test_a_step_that_hides_the_loss_of_its_transaction_fails_alone(embedded: Database) -> None:
    """Nothing of it is committed, also what it went on to write, and nothing of the others is lost."""

    async def prepare(session: AsyncSession) -> None:
        trigger = "BEFORE INSERT ON pauses WHEN NEW.chat_id = 3 BEGIN SELECT RAISE(ROLLBACK, 'no'); END"
        await (await session.connection()).exec_driver_sql(f"CREATE TRIGGER unlucky {trigger}")

    async def good(chat: int, session: AsyncSession) -> None:
        await session.execute(PAUSE, pause(chat))

    async def hides(goes_on: bool, session: AsyncSession) -> None:
        await session.execute(PAUSE, pause(20))
        with suppress(IntegrityError):
            await session.execute(PAUSE, pause(3))
        if goes_on:
            await session.execute(PAUSE, pause(21))

    await embedded.run(prepare)
    await embedded.run(partial(good, 0))
    steps = [partial(good, 1), partial(hides, False), partial(good, 2), partial(hides, True), partial(good, 4)]
    outcomes = await asyncio.gather(*(embedded.run(step) for step in steps), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes if outcome is not None] == [TransactionGivenUp] * 2
    async with embedded.read() as session:
        found = await session.scalars(select(PauseRow.chat_id).order_by(PauseRow.chat_id))
        assert found.all() == [0, 1, 2, 4]


async def test_many_rows_give_back_what_each_of_them_does(embedded: Database) -> None:
    new = PAUSE.returning(PauseRow.chat_id, PauseRow.until)

    async def step(session: AsyncSession) -> None:
        for first in (0, 3, 6):
            found = await session.execute(new, [pause(chat) for chat in range(first, first + 3)])
            assert [tuple(row) for row in found] == [(chat, UNTIL) for chat in range(first, first + 3)]

    await embedded.run(step)


async def test_rows_changed_are_counted(embedded: Database) -> None:
    moved = update(TABLE).where(TABLE.c.chat_id == bindparam("chat")).values(bot_id=bindparam("to"))

    async def step(session: AsyncSession) -> list[int]:
        await session.execute(PAUSE, [pause(chat) for chat in (1, 2)])
        given = [[{"chat": 1, "to": 5}], [{"chat": 9, "to": 5}], [{"chat": 1, "to": 6}, {"chat": 2, "to": 6}]] * 2
        return [(await session.execute(moved, each)).rowcount for each in given]  # type: ignore[attr-defined]

    assert await embedded.run(step) == [1, 0, 2, 1, 0, 2]


@pytest.mark.parametrize(
    ("statement", "names"),
    [
        (select(PauseRow), {"bot": 1}),
        (update(PauseRow).where(PauseRow.chat_id == bindparam("chat")).values(bot_id=2), {"chat": 1}),
        (ONE, {"another": 1}),
        (
            select(PauseRow.until).where(
                tuple_(PauseRow.bot_id, PauseRow.chat_id).in_(bindparam("pairs", expanding=True))
            ),
            {"pairs": [(1, 2)]},
        ),
        (update(LAST_SEEN).values(bot_id=bindparam("bot")), {"bot": 1}),
        (select(PauseRow.chat_id).limit(bindparam("most", literal_execute=True)), {"most": 1}),
    ],
)
def test_what_only_sqlalchemy_can_do_is_left_to_it(statement: Executable, names: dict[str, Any]) -> None:
    shelf = Shelf(Dialect())
    assert [shelf.find(statement, names) for _ in range(3)] == [None, None, None]


def test_a_statement_used_once_is_not_compiled_for_good() -> None:
    shelf = Shelf(Dialect())
    for _ in range(100):
        assert shelf.find(select(PauseRow.until).where(PauseRow.chat_id == bindparam("chat")), {"chat": 1}) is None
    assert not len(shelf)
