"""What follows from what: every domain event, and all that it sets in motion within the same transaction."""

from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from core.claims import earning, showing
from core.claims import events as claims
from core.claims import notices as claim_notices
from core.events import Event
from core.people import events as people
from core.people import notices as people_notices

Reaction = Callable[[AsyncSession, Any], Awaitable[None]]

REACTIONS: dict[type[Event], tuple[Reaction, ...]] = {
    # people
    people.PersonJoined: (people_notices.tell_inviter,),
    people.RoleChanged: (people_notices.tell_new_role,),
    # a sale on its way to a claim
    claims.PictureBeforeProducts: (claim_notices.tell_products_missing,),
    claims.EvidenceStored: (claim_notices.tell_stored, showing.pictures_change),
    claims.EvidenceRefused: (claim_notices.tell_refused, showing.pictures_change),
    claims.DraftDropped: (showing.draft_closes,),
    claims.ClaimSubmitted: (showing.draft_becomes_claim,),
    # a claim under review
    claims.ClaimShown: (showing.partner_sees, showing.moderators_see, showing.those_beside_follow),
    claims.CorrectionBegun: (showing.claim_becomes_draft,),
    claims.ClaimCorrected: (
        showing.draft_becomes_claim,
        showing.moderators_follow,
        showing.those_beside_follow,
    ),
    claims.ClaimWithdrawn: (
        showing.corrections_end,
        showing.partner_sees,
        showing.moderators_follow,
        showing.those_beside_follow,
    ),
    claims.ClaimOverdue: (
        claim_notices.tell_late,
        showing.partner_sees,
        showing.moderators_follow,
    ),
    # a verdict
    claims.ClaimApproved: (
        earning.accrue,
        earning.count,
        showing.corrections_end,
        showing.partner_sees,
        showing.moderators_follow,
        showing.those_beside_follow,
        claim_notices.tell_approved,
    ),
    claims.ClaimDeclined: (
        showing.corrections_end,
        showing.partner_sees,
        showing.moderators_follow,
        showing.those_beside_follow,
        claim_notices.tell_declined,
    ),
}
