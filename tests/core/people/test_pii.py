"""Names are readable to the service and to nobody who holds its database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.db.database import Database
from core.people import pii
from core.people.persons import Person
from core.people.pii import Pii, clean_name
from core.people.preferences import set_nickname, set_shown_as
from core.people.roles import ShownAs
from core.people.tables import PersonPiiRow
from core.programme.text import TextUnusable
from core.sealing import Keyring
from tests.core.people.world import act, join

CANARY = Pii(name="Canaryova Zoya", username="canary_bird", phone="+79990001122", nickname="Kanarienvogel")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Пётр  Иванов\n", "Пётр Иванов"),
        ("<b>Пётр</b>", "<b>Пётр</b>"),
        ("Anna\u202eannA", "AnnaannA"),
        ("\u200bЛи\u0000\u200d", "Ли"),
        ("D'Angelo", "D'Angelo"),
        ("я" * 64, "я" * 64),
    ],
)
def test_a_name_is_kept_as_typed_without_what_nobody_sees(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "length"), [("", 0), (" \u202e\u200b ", 0), ("🔥!", 0), ("я" * 65, 65), ("x" * 4096, 4096)]
)
def test_a_name_that_cannot_be_one_is_refused_with_its_length(typed: str, length: int) -> None:
    with pytest.raises(TextUnusable) as refusal:
        clean_name(typed)
    assert (refusal.value.length, refusal.value.most) == (length, 64)


async def test_what_was_written_is_read(db: Database, owner: Person) -> None:
    await act(db, pii.write, owner.id, CANARY)
    assert await act(db, pii.read, owner.id) == CANARY


async def test_the_database_shows_nothing_of_it(db: Database, owner: Person) -> None:
    """Not in the tables of either kind, and on SQLite not in the bytes of the file or its log."""
    await act(db, pii.write, owner.id, CANARY)
    secrets = [value.encode() for value in (CANARY.name, CANARY.username, CANARY.phone, CANARY.nickname) if value]
    async with db.read() as session:
        rows = (await session.execute(select(PersonPiiRow.sealed, PersonPiiRow.wrapped_key))).all()
    for haystack in [*(bytes(column) for row in rows for column in row), *_files(db)]:
        assert not [secret for secret in secrets if secret in haystack]


def _files(db: Database) -> list[bytes]:
    if not db.is_sqlite:
        return []
    files = [path.read_bytes() for path in Path(str(db.url.database)).parent.glob("tandem.db*")]
    assert b"Europe/Moscow" in b"".join(files), "the files searched are those of the database"
    return files


async def test_without_the_key_it_is_lost(db: Database, owner: Person) -> None:
    """Dropping a person's key makes even a kept copy of the sealed value unreadable."""
    await act(db, pii.write, owner.id, CANARY)

    async def sealed(session: AsyncSession) -> tuple[bytes, bytes]:
        row = (await session.execute(select(PersonPiiRow.wrapped_key, PersonPiiRow.sealed))).one()
        return row.wrapped_key, row.sealed

    wrapped, copy = await db.run(sealed)
    await act(db, pii.forget, owner.id)
    assert await act(db, pii.read, owner.id) is None
    await act(db, pii.write, owner.id, Pii(name="Somebody else"))
    fresh, _ = await db.run(sealed)
    assert fresh != wrapped
    with pytest.raises(InvalidTag):
        pii.open_sealed(db.keyring, fresh, copy)


async def test_another_installations_secret_opens_nothing(db: Database, owner: Person, stranger: Database) -> None:
    await act(db, pii.write, owner.id, CANARY)
    with pytest.raises(InvalidTag):
        await act(stranger, pii.read, owner.id)


@pytest.fixture
async def stranger(db_url: str) -> AsyncIterator[Database]:
    """The same database in the hands of somebody with another secret."""
    async with Database(db_url, Keyring("another secret, just as long as the first")) as database:
        yield database


async def test_boards_show_what_each_chose(db: Database, owner: Person) -> None:
    anna, boris, hidden = [await join(db, owner.id, name=name) for name in ("Анна", "Борис", "Галина")]
    await act(db, set_nickname, boris.id, "Горелка")
    await act(db, set_shown_as, hidden.id, ShownAs.HIDDEN)
    ids = [anna.id, boris.id, hidden.id]
    assert await act(db, pii.shown_names, ids) == {anna.id: "Анна", boris.id: "Горелка", hidden.id: None}
    assert await act(db, pii.names, ids) == {anna.id: "Анна", boris.id: "Борис", hidden.id: "Галина"}


async def test_it_is_known_whether_the_secret_is_the_right_one(db: Database, owner: Person, stranger: Database) -> None:
    """Where nothing is sealed yet, any will do."""
    async with db.read() as session, stranger.read() as other:
        assert (await pii.opens(session), await pii.opens(other)) == (True, False)
    await act(db, pii.forget, owner.id)
    async with stranger.read() as other:
        assert await pii.opens(other)
