"""What an approved claim brings its partner."""

from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.events import ClaimApproved, SaleReturned
from core.insight import standings
from core.points import ledger


async def accrue(session: AsyncSession, approved: ClaimApproved) -> None:
    """Post the points, under the decision's own key."""
    await ledger.accrue(
        session,
        programme_id=approved.programme_id,
        person_id=approved.person_id,
        key=approved.key,
        credits=approved.credits,
        reason=approved.reason,
        claim_id=approved.claim_id,
        decision_id=approved.decision_id,
        author_id=approved.by,
        now=approved.at,
    )


async def count(session: AsyncSession, approved: ClaimApproved) -> None:
    """Count the points on every board."""
    await standings.record(
        session,
        programme_id=approved.programme_id,
        person_id=approved.person_id,
        points=approved.points,
        at=approved.at,
        zone=approved.zone,
    )


async def count_returned(session: AsyncSession, returned: SaleReturned) -> None:
    """Take the points off every board, in the period in which they were earned."""
    for points, earned_at in returned.taken:
        await standings.record(
            session,
            programme_id=returned.programme_id,
            person_id=returned.person_id,
            points=-points,
            at=earned_at,
            zone=returned.zone,
        )
