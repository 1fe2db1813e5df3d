"""Erasure of many: what told who they were is in no page of the file, and the books stay true."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from core.db.database import Database
from core.ids import PersonId
from core.people import erasing, pii, scrubbing
from core.people.appointments import LastOwner
from core.people.persons import find_by_account, load
from core.people.rights import NotAllowed
from core.people.roles import Status
from core.people.tables import ChannelAccountRow, ErasureRow, PersonPiiRow
from core.points import proof
from tests.core.people.world import NOW, OWNER, act, join, open_programme

LATER = NOW + timedelta(minutes=5)
PEOPLE, ERASED = 40, 8


async def test_of_many_only_those_erased_are_gone(db: Database, tmp_path: Path) -> None:
    """The others are found as before."""
    owner = await open_programme(db)
    people = [await join(db, owner.id, name=f"Unmistakable {number:03}") for number in range(PEOPLE)]
    keys = await _wrapped_keys(db, [person.id for person in people])
    gone, kept = people[:ERASED], people[ERASED:]
    for person in gone:
        await act(db, erasing.erase, person.id, by=person.id, now=NOW)
    assert await scrubbing.scrub(db, LATER) == ERASED
    left = b"".join([await asyncio.to_thread(path.read_bytes) for path in _files(tmp_path)])
    for person in gone:
        assert keys[person.id] not in left
        assert (await act(db, load, person.id)).status is Status.DELETED
    if left:
        assert all(keys[person.id] in left for person in kept)
    names = await act(db, pii.names, [person.id for person in people])
    assert sorted(names) == [person.id for person in kept]
    async with db.read() as session:
        assert (await proof.prove(session)).findings == ()


async def test_an_owner_erases_on_request_and_nobody_else(db: Database) -> None:
    owner = await open_programme(db)
    anna, ivan = await join(db, owner.id, name="Anna"), await join(db, owner.id, name="Ivan")
    with pytest.raises(NotAllowed):
        await act(db, erasing.erase, anna.id, by=ivan.id, now=NOW)
    await act(db, erasing.erase, anna.id, by=owner.id, now=NOW)
    await act(db, erasing.erase, anna.id, by=owner.id, now=LATER)
    async with db.read() as session:
        assert list(await session.scalars(select(ErasureRow.erased_at))) == [NOW]
        assert await pii.read(session, anna.id) is None
        assert await pii.read(session, ivan.id) is not None


async def test_the_last_owner_cannot_be_erased(db: Database) -> None:
    owner = await open_programme(db)
    with pytest.raises(LastOwner):
        await act(db, erasing.erase, owner.id, by=owner.id, now=NOW)
    assert await act(db, find_by_account, "telegram", OWNER) is not None


async def test_what_a_backup_brings_back_is_erased_again(db: Database) -> None:
    """Nobody has to ask twice; somebody whom the backup does not know changes nothing."""
    owner = await open_programme(db)
    anna = await join(db, owner.id, name="Anna")
    await act(db, erasing.erase_again, anna.id, now=NOW)
    await act(db, erasing.erase_again, PersonId(999_999), now=NOW)
    async with db.read() as session:
        accounts = await session.scalars(select(ChannelAccountRow.id).where(ChannelAccountRow.person_id == anna.id))
        assert accounts.all() == []


async def _wrapped_keys(db: Database, people: list[PersonId]) -> dict[PersonId, bytes]:
    async with db.read() as session:
        rows = await session.execute(select(PersonPiiRow.person_id, PersonPiiRow.wrapped_key))
        return {PersonId(row.person_id): row.wrapped_key for row in rows if row.person_id in people}


def _files(folder: Path) -> list[Path]:
    """The database's file and its log, on SQLite."""
    return list(folder.glob("tandem.db*"))
