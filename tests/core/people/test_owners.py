"""The first owner comes by the installation's settings or by a one-time link, never by being first."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from core.db.database import Database
from core.people import joining, owners, pii
from core.people.appointments import set_role
from core.people.newcomers import Joining
from core.people.offers import InviteUnknown
from core.people.persons import Person, load
from core.people.roles import Role, Status
from core.people.tables import PersonRow
from tests.core.people.world import NOW, OWNER, act, first_start, invite, join, open_programme, profile


async def link(db: Database) -> str:
    made = await act(db, owners.ensure_owner, owner_ids=[], locale="ru", timezone="Europe/Moscow", now=NOW)
    assert made is not None
    return made.code


async def come(db: Database, code: str, external_id: int, name: str = "Вера") -> Joining:
    return await act(db, joining.begin, code, profile=profile(external_id, name=name), now=NOW)


async def test_the_one_time_link_makes_one_owner(db: Database) -> None:
    code = await link(db)
    state = await come(db, code, 1)
    assert (state.person.role, state.person.status, state.todo) == (Role.OWNER, Status.ACTIVE, ())
    assert await act(db, pii.names, [state.person.id]) == {state.person.id: "Вера"}
    with pytest.raises(InviteUnknown):
        await come(db, code, 2)
    assert (await act(db, owners.ensure_owner, owner_ids=[], locale="ru", timezone="Europe/Moscow", now=NOW)) is None


async def test_a_new_link_shuts_the_old_one(db: Database) -> None:
    first, second = await link(db), await link(db)
    with pytest.raises(InviteUnknown):
        await come(db, first, 1)
    assert (await come(db, second, 1)).person.role is Role.OWNER


async def test_a_link_is_good_for_a_day_and_while_there_is_no_owner(db: Database) -> None:
    code = await link(db)
    with pytest.raises(InviteUnknown):
        await act(db, joining.begin, code, profile=profile(1), now=NOW + timedelta(days=1))
    await first_start(db)
    with pytest.raises(InviteUnknown):
        await come(db, code, 1)


async def test_a_programme_that_lost_its_owner_gets_one_by_the_link(db: Database) -> None:
    """A member keeps the profile and is promoted."""
    owner = await open_programme(db)
    code = await invite(db, owner.id, Role.EDITOR)
    editor = (await come(db, code, 55)).person

    async def lose(session: AsyncSession) -> None:
        await session.execute(update(PersonRow).where(PersonRow.id == owner.id).values(status=Status.DELETED.value))

    await db.run(lose)
    state = await come(db, await link(db), 55)
    assert (state.person.id, state.person.role, state.person.status) == (editor.id, Role.OWNER, Status.ACTIVE)


async def test_whom_the_settings_name_becomes_owner_at_the_first_start(db: Database) -> None:
    assert (await act(db, owners.ensure_owner, owner_ids=[OWNER], locale="en", timezone="Europe/Rome", now=NOW)) is None
    assert await act(db, owners.welcome_owner, profile(OWNER + 1), owner_ids=[OWNER], now=NOW) is None
    owner = await act(db, owners.welcome_owner, profile(OWNER, language="it"), owner_ids=[OWNER], now=NOW)
    assert owner is not None
    assert (owner.role, owner.locale, owner.timezone) == (Role.OWNER, "it", "Europe/Rome")
    assert await act(db, owners.welcome_owner, profile(OWNER), owner_ids=[OWNER], now=NOW) is None


async def test_several_owners_may_be_named(db: Database) -> None:
    ids = [OWNER, OWNER + 1]
    await first_start(db)
    second = await act(db, owners.welcome_owner, profile(OWNER + 1), owner_ids=ids, now=NOW)
    assert second is not None
    assert second.role is Role.OWNER


async def test_a_deposed_owner_does_not_return_by_starting_again(db: Database, owner: Person) -> None:
    partner = await join(db, owner.id)
    second = await act(db, set_role, partner.id, Role.OWNER, by=owner.id, now=NOW)
    await act(db, set_role, owner.id, Role.VIEWER, by=second.id, now=NOW)
    assert await act(db, owners.welcome_owner, profile(OWNER), owner_ids=[OWNER], now=NOW) is None
    assert (await act(db, load, owner.id)).role is Role.VIEWER


def test_an_owner_is_named_as_the_channel_names_him() -> None:
    names = {"Вера": "Вера", "🔥": "vera", "": "vera", "x" * 4096: "x" * 64}
    assert {name: owners.named(profile(1, name=name, username="vera")) for name in names} == names
    assert owners.named(profile(1)) == "1"
