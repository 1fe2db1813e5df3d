"""Showing the photos of a decided sale: to whoever may decide, and never without a note of it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.claims import evidence
from core.claims.claim import EvidenceState
from core.claims.review_card import load_review
from core.ids import ClaimId
from core.people.persons import Person

MOST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPhotos:
    """Photos of one sale."""

    document_no: str
    pictures: tuple[bytes, ...]
    """As they are kept; none where they are no longer."""


async def show(session: AsyncSession, claim_id: ClaimId, viewer: Person, *, now: datetime) -> ShownPhotos:
    """The photos of a sale. Raises NotAllowed, NotYours, OutOfScope, OwnClaim, OwnCompany."""
    claim = (await load_review(session, claim_id, viewer)).claim
    stored = [picture for picture in claim.pictures if picture.state is EvidenceState.STORED][:MOST]
    kept = await evidence.pictures(session, [picture.evidence_id for picture in stored])
    pictures = tuple(kept[picture.evidence_id].content for picture in stored if picture.evidence_id in kept)
    if pictures:
        await record(
            session,
            programme_id=claim.programme_id,
            by=viewer.id,
            act=Act.PHOTO_SHOWN,
            subject=f"claim:{claim.id}",
            after={"photos": len(pictures)},
            now=now,
        )
    return ShownPhotos(document_no=claim.document_no, pictures=pictures)
