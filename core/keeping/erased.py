"""Erased people and backups: who was forgotten after a backup was made is forgotten again when it is restored."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.db.database import Database
from core.ids import PersonId
from core.keeping.file import atomically
from core.people import erasing
from core.people.tables import ErasureRow, PersonRow

LIST = "erased-people.txt"
"""Beside the backups: one opaque id a line. It grows only; a database that is lost cannot tell any more."""

_ERASED = select(ErasureRow.person_id)


def listed_beside(backup: Path) -> frozenset[PersonId]:
    """The people on the list that lies beside a backup; nobody where there is none."""
    path = backup.with_name(LIST)
    if not path.exists():
        return frozenset()
    return frozenset(PersonId(int(line)) for line in path.read_text().split())


def write_list(folder: Path, people: Collection[PersonId]) -> None:
    """Add people to a folder's list, if they are not on it yet."""
    known = listed_beside(folder / LIST)
    if set(people) <= known:
        return
    with atomically(folder / LIST) as part:
        part.write_text("".join(f"{person}\n" for person in sorted(known | set(people))))


async def erased_people(session: AsyncSession) -> list[PersonId]:
    """Everybody who was erased."""
    return [PersonId(each) for each in await session.scalars(_ERASED)]


async def erase_again(db: Database, people: Collection[PersonId], *, now: datetime) -> int:
    """Erase people whom a backup brought back; how many it was."""

    async def step(session: AsyncSession) -> int:
        there = set(await session.scalars(select(PersonRow.id).where(PersonRow.id.in_(people))))
        back = sorted(there.difference(await erased_people(session)))
        for person_id in back:
            await erasing.erase_again(session, PersonId(person_id), now=now)
        return len(back)

    return await db.run(step) if people else 0
