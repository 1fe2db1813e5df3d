"""Guessing is stopped long before it finds anything, and what was counted is forgotten."""

from datetime import timedelta

from sqlalchemy import func, select

from core.db.database import Database
from core.people import guesses, ways_back
from core.people.guesses import count_wrong_guess
from core.people.persons import Person
from core.people.tables import GuessRow
from core.people.tables_standing import WayBackRow
from tests.core.people.world import NOW, act, join
from tests.faults.guessing import guess_invitations, guess_ways_back


async def rows(db: Database, table: type[GuessRow] | type[WayBackRow]) -> int:
    async with db.read() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def test_of_codes_typed_every_second_hardly_any_is_looked_at(db: Database) -> None:
    """A slice of what `make faults` types; a right one typed while others are refused opens nothing either."""
    found = await guess_ways_back(db, times=700)
    assert found.opened == 0
    assert found.looked_at == 10
    assert found.right_ones_refused == 7


async def test_of_invitations_typed_every_second_hardly_any_is_looked_at(db: Database) -> None:
    found = await guess_invitations(db, times=700)
    assert found.opened == 0
    assert found.looked_at == 10


async def test_counts_are_forgotten_when_they_stand_in_nobodys_way(db: Database) -> None:
    for minute in (0, 5):
        await act(db, count_wrong_guess, channel="telegram", external_id=minute, now=NOW + timedelta(minutes=minute))
    assert await act(db, guesses.forget_old, now=NOW + timedelta(minutes=9)) == 0
    assert await act(db, guesses.forget_old, now=NOW + timedelta(minutes=10)) == 1
    assert await rows(db, GuessRow) == 1


async def test_codes_are_forgotten_when_they_open_nothing_any_more(db: Database, owner: Person) -> None:
    lost = await join(db, owner.id)
    made = await act(db, ways_back.make_code, lost.id, by=owner.id, now=NOW)
    assert await act(db, ways_back.forget_old, now=made.expires_at - timedelta(seconds=1)) == 0
    assert await act(db, ways_back.forget_old, now=made.expires_at) == 1
    assert await rows(db, WayBackRow) == 0
