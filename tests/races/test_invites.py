"""The last use of an invite goes to one; the others hear what anybody hears whose code is none."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from core.people import invites, joining
from core.people.newcomers import Joining
from core.people.offers import InviteUnknown
from core.people.persons import Profile
from core.people.roles import Occupation, Role
from tests.core.claims.world import World
from tests.core.people.world import NOW, profile
from tests.races.conftest import race

ROUNDS = 8


@pytest.mark.parametrize("uses", [1, 3])
async def test_as_many_come_in_as_an_invite_has_uses(world: World, uses: int) -> None:
    for _ in range(ROUNDS):
        invitation = await world.do(
            invites.create,
            by=world.owner.id,
            role=Role.PARTNER,
            occupation=Occupation.INSTALLER,
            uses=uses,
            expires_at=NOW + timedelta(days=1),
            now=NOW,
        )
        people = [profile() for _ in range(uses + 3)]
        won, told = await race(*(world.do(joining.begin, invitation.code, profile=who, now=NOW) for who in people))
        assert len(won) == uses
        assert {type(refusal) for refusal in told} == {InviteUnknown}


async def test_the_same_person_twice_at_once_comes_in_once(world: World) -> None:
    """A link tapped twice uses one place. Replicas may fail the second one; it is tried again as the runner does."""
    for _ in range(ROUNDS):
        invitation = await world.do(
            invites.create,
            by=world.owner.id,
            role=Role.PARTNER,
            occupation=Occupation.INSTALLER,
            uses=2,
            expires_at=NOW + timedelta(days=1),
            now=NOW,
        )
        twice = profile()
        won, told = await race(*(tries(world, invitation.code, twice) for _ in range(2)))
        assert told == []
        assert won[0].person.id == won[1].person.id
        another = await world.do(joining.begin, invitation.code, profile=profile(), now=NOW)
        assert another.person.id != won[0].person.id


async def tries(world: World, code: str, who: Profile) -> Joining:
    """Come in, at the second try if need be."""
    try:
        return await world.do(joining.begin, code, profile=who, now=NOW)
    except IntegrityError:
        return await world.do(joining.begin, code, profile=who, now=NOW)
