"""A role that is taken away between a tap and its commit: what the tap did stands whole, or nothing does."""

from core.claims import verdicts
from core.claims.claim import Verdict
from core.claims.claim_card import ClaimCard
from core.claims.keeping import Said
from core.claims.refusals import AlreadyDecided, ClaimMovedOn
from core.claims.verdict_tables import VerdictRow
from core.claims.verdicts import Given
from core.people.appointments import set_role
from core.people.persons import Person
from core.people.rights import NotAllowed
from core.people.roles import Role
from tests.core.claims.world import NOW, World
from tests.core.people.world import join
from tests.races.conftest import proven, race

ROUNDS = 12


async def test_a_verdict_and_the_loss_of_its_right(world: World) -> None:
    """Whoever taps still looks like a moderator; what counts is what he is when his step is carried out."""
    given = 0
    for number in range(ROUNDS):
        masha = await join(world.db, world.owner.id, Role.MODERATOR, name=f"Masha {number}")
        claim = await world.in_review(world.installer, number=f"R-{number}")
        won, told = await race(
            _approve(world, claim, masha),
            world.do(set_role, masha.id, Role.VIEWER, by=world.owner.id, now=NOW),
            _approve(world, claim, masha),
        )
        verdict = [each for each in won if isinstance(each, Given)]
        assert len(verdict) <= 1
        assert {type(refusal) for refusal in told} <= {NotAllowed, AlreadyDecided, ClaimMovedOn}
        given += len(verdict)
        late = await world.in_review(world.installer, number=f"L-{number}")
        _, told = await race(_approve(world, late, masha))
        assert [type(refusal) for refusal in told] == [NotAllowed]
    assert await world.count(VerdictRow) == given
    await proven(world)


async def _approve(world: World, claim: ClaimCard, by: Person) -> Given:
    return await world.do(verdicts.give, claim.id, Said(verdict=Verdict.APPROVE), version=claim.version, by=by, now=NOW)
