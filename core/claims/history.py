"""The history of a claim: when it was sent, what was asked and written, every verdict."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.claim import Verdict
from core.claims.claim_card import ClaimCard
from core.claims.notes import NoteFacts, notes_of
from core.claims.tables import DecisionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One thing that happened: a note, a verdict, or, with neither, that it was sent."""

    at: datetime
    note: NoteFacts | None = None
    verdict: Verdict | None = None


_VERDICTS = (
    select(DecisionRow.verdict, DecisionRow.at)
    .where(DecisionRow.claim_id == bindparam("claim_id"))
    .order_by(DecisionRow.number)
)


async def history_of(session: AsyncSession, claim: ClaimCard) -> tuple[Happened, ...]:
    """All of it, the earliest first. Who may see the claim is asked where that is loaded."""
    noted = (await notes_of(session, [claim.id])).get(claim.id, ())
    decided = await session.execute(_VERDICTS, {"claim_id": claim.id})
    found = [
        Happened(at=claim.submitted_at),
        *(Happened(at=note.at, note=note) for note in noted),
        *(Happened(at=row.at, verdict=Verdict(row.verdict)) for row in decided),
    ]
    return tuple(sorted(found, key=lambda one: one.at))
