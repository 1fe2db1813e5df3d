"""Members are found by a part of their name, also where there are more than names are opened at once."""

from sqlalchemy.ext.asyncio import AsyncSession

from core.db.database import Database
from core.people import pii
from core.people.members import PAGE, SLICE, find_members
from core.people.persons import Person
from core.people.roles import Role
from tests.core.people.world import act, join, many_partners, open_programme


async def newer(session: AsyncSession, like: Person, people: int, name: str) -> None:
    """So many more partners of one name."""
    for person_id in await many_partners(session, like, people):
        await pii.write(session, person_id, pii.Pii(name=name))


async def test_whoever_joined_long_ago_is_found_behind_many_others(db: Database) -> None:
    owner = await open_programme(db)
    old = await join(db, owner.id, name="Зоя Котова")
    await act(db, newer, owner, SLICE, "Пётр")
    found = await act(db, find_members, " кот ", by=owner.id)
    assert ([each.id for each in found.members], found.searched) == ([old.id], None)


async def test_a_page_of_them_is_enough(db: Database) -> None:
    """The newest partners; whoever has duties comes before them."""
    owner = await open_programme(db)
    moderator = await join(db, owner.id, Role.MODERATOR, name="Зоя")
    oldest = await join(db, owner.id, name="Зоя")
    await act(db, newer, owner, PAGE, "Зоя")
    found = await act(db, find_members, "зоя", by=owner.id)
    ids = [each.id for each in found.members]
    assert (ids[0], len(ids), found.searched) == (moderator.id, PAGE, None)
    assert oldest.id not in ids
    assert ids[1:] == sorted(ids[1:], reverse=True)
