"""Whom a claim waits for that takes two: everybody else who may decide it hears so."""

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.appeal_notices import who_may_answer
from core.claims.verdict_events import SecondWanted
from core.ids import ClaimId, PersonId, Points
from core.outreach.notices import Notice, tell


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondPersonWanted(Notice):
    """To those who may: somebody has approved, and one more has to."""

    kind: ClassVar[str] = "second_wanted"
    claim_id: ClaimId
    document_no: str
    points: Points
    by: PersonId

    @property
    def about(self) -> tuple[PersonId, ...]:
        return (self.by,)


async def tell_second(session: AsyncSession, wanted: SecondWanted) -> None:
    """Tell everybody who decides such claims, except who approved it, decided it before an appeal, or sold it."""
    found = await who_may_answer(session, wanted.claim_id, wanted.programme_id, but=wanted.person_id)
    notice = SecondPersonWanted(
        claim_id=wanted.claim_id, document_no=wanted.document_no, points=wanted.points, by=wanted.by
    )
    for person in sorted(found - {wanted.by}):
        tell(session, person, notice, key=f"claim:{wanted.claim_id}:second:{wanted.verdict_id}", now=wanted.at)
