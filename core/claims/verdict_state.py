"""States of a verdict, and those that wait as cards show them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.claim import Verdict
from core.claims.verdict_tables import OPEN, VerdictRow
from core.ids import ClaimId, PersonId, Points


class VerdictState(StrEnum):
    """What has become of a verdict."""

    WAITING = "waiting"
    """It can still be undone."""
    SECONDING = "seconding"
    """A second person has to approve too."""
    SETTLED = "settled"
    """It became a decision."""
    UNDONE = "undone"
    STALE = "stale"
    """The claim changed before it counted."""
    OVERRULED = "overruled"
    """The second person decided otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A verdict that does not count yet."""

    verdict_id: int
    verdict: Verdict
    points: Points
    by: PersonId
    seconded_by: PersonId | None
    corrected: bool
    until: datetime | None
    """None while it waits for a second person."""


_OPEN = select(*VerdictRow.__table__.c).where(VerdictRow.claim_id.in_(bindparam("ids", expanding=True)), OPEN)


async def pending(session: AsyncSession, claims: Collection[ClaimId]) -> dict[ClaimId, Pending]:
    """The verdicts on some claims that do not count yet, by one statement."""
    if not claims:
        return {}
    return {
        ClaimId(row.claim_id): Pending(
            verdict_id=row.id,
            verdict=Verdict(row.said["verdict"]),
            points=Points(row.points),
            by=PersonId(row.decided_by),
            seconded_by=row.seconded_by,
            corrected=row.said.get("correction") is not None,
            until=row.due_at,
        )
        for row in await session.execute(_OPEN, {"ids": sorted(claims)})
    }
