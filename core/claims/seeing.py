"""Who may see a claim: its partner, and whoever may decide it and has it in sight."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.claim_card import ClaimCard, load_many
from core.claims.refusals import NotYours
from core.ids import ClaimId, PersonId
from core.people.persons import Person
from core.people.rights import Right, may
from core.people.scopes import OutOfScope, Scope, scope_of, scopes_of


async def load_claim(session: AsyncSession, claim_id: ClaimId, viewer: Person) -> ClaimCard:
    """A claim for its partner, or for whoever may decide it. Raises NotYours for anybody else, OutOfScope."""
    claim = (await load_many(session, [claim_id])).get(claim_id)
    if claim is None or not _may_see(claim, viewer):
        raise NotYours
    if not _is_in_sight(claim, viewer, await scope_of(session, viewer)):
        raise OutOfScope
    return claim


async def load_claims(
    session: AsyncSession, wanted: Sequence[tuple[ClaimId, Person]]
) -> dict[tuple[ClaimId, PersonId], ClaimCard]:
    """Claims for those who look at them, by claim and viewer; what a viewer may not see is left out."""
    found = await load_many(session, sorted({claim_id for claim_id, _ in wanted}))
    scopes = await scopes_of(session, [viewer for _, viewer in wanted])
    return {
        (claim_id, viewer.id): claim
        for claim_id, viewer in wanted
        if (claim := found.get(claim_id)) is not None
        and _may_see(claim, viewer)
        and _is_in_sight(claim, viewer, scopes[viewer.id])
    }


def _may_see(claim: ClaimCard, viewer: Person) -> bool:
    if claim.programme_id != viewer.programme_id:
        return False
    return claim.person_id == viewer.id or may(viewer, Right.DECIDE_CLAIMS)


def _is_in_sight(claim: ClaimCard, viewer: Person, scope: Scope) -> bool:
    return claim.person_id == viewer.id or scope.holds(claim.region_id, claim.company_id)
