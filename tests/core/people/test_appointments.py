"""Roles are given by owners, to others, and never so that no owner is left."""

import asyncio

import pytest
from sqlalchemy import select

from core.channel.tables import OutboxRow
from core.db.database import Database
from core.errors import Refusal
from core.ids import PersonId
from core.outreach import notices
from core.people.appointments import LastOwner, OwnRole, set_role
from core.people.events import RoleChanged
from core.people.notices import RoleGiven, tell_new_role
from core.people.persons import Person, PersonUnknown, load, with_role
from core.people.rights import NotAllowed
from core.people.roles import Role
from core.reactions import REACTIONS
from tests.core.people.world import NOW, act, join


async def give(db: Database, to: Person, role: Role, by: Person) -> Person:
    return await act(db, set_role, to.id, role, by=by.id, now=NOW)


async def test_an_owner_gives_roles(db: Database, owner: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person hears of it."""
    monkeypatch.setitem(REACTIONS, RoleChanged, (tell_new_role,))
    partner = await join(db, owner.id)
    assert (await give(db, partner, Role.MODERATOR, owner)).role is Role.MODERATOR
    assert (await give(db, partner, Role.MODERATOR, owner)).role is Role.MODERATOR
    async with db.read() as session:
        statement = select(OutboxRow.kind, OutboxRow.payload).where(OutboxRow.person_id == partner.id)
        row = (await session.execute(statement)).one()
    assert notices.read(row.kind, db.keyring.channel.open(row.payload)) == RoleGiven(role=Role.MODERATOR)


async def test_nobody_else_does(db: Database, owner: Person) -> None:
    partner = await join(db, owner.id)
    for role in set(Role) - {Role.OWNER}:
        with pytest.raises(NotAllowed):
            await give(db, partner, Role.VIEWER, await join(db, owner.id, role))
    assert (await act(db, load, partner.id)).role is Role.PARTNER


async def test_nobody_changes_the_own_role(db: Database, owner: Person) -> None:
    with pytest.raises(OwnRole):
        await give(db, owner, Role.PARTNER, owner)


async def test_a_second_owner_may_depose_the_first(db: Database, owner: Person) -> None:
    second = await give(db, await join(db, owner.id), Role.OWNER, owner)
    assert (await give(db, owner, Role.PARTNER, second)).role is Role.PARTNER


async def test_two_owners_who_depose_each_other_leave_one(db: Database, owner: Person) -> None:
    second = await give(db, await join(db, owner.id), Role.OWNER, owner)
    outcomes = await asyncio.gather(
        give(db, owner, Role.PARTNER, second), give(db, second, Role.PARTNER, owner), return_exceptions=True
    )
    refused = [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
    assert [type(refusal) for refusal in refused] in ([NotAllowed], [LastOwner])
    assert len(await act(db, with_role, owner.programme_id, [Role.OWNER])) == 1


async def test_a_role_is_given_to_somebody(db: Database, owner: Person) -> None:
    with pytest.raises(PersonUnknown):
        await act(db, set_role, PersonId(999), Role.VIEWER, by=owner.id, now=NOW)
