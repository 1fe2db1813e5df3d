"""All photos of a claim, opened by whoever decides it: each stands as a card, and is closed by the decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel import cards, put_away
from core.channel.cards import CardKind
from core.channel.tables import CardRow
from core.claims.claim import EvidenceState
from core.claims.claim_card import ClaimCard
from core.claims.claim_pictures import PictureFacts
from core.claims.events import ClaimCorrected, ClaimDecided, ClaimWithdrawn
from core.claims.review_card import load_review, load_reviews
from core.claims.tables import EvidenceRow
from core.ids import ClaimId, EvidenceId, PersonId
from core.people.persons import Person

MOST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPhoto:
    """One photo of a claim."""

    picture: PictureFacts
    number: int
    of: int
    document_no: str


_CLAIMS = select(EvidenceRow.id, EvidenceRow.claim_id).where(
    EvidenceRow.id.in_(bindparam("ids", expanding=True)), EvidenceRow.claim_id.is_not(None)
)
_OPENED = (
    select(EvidenceRow.id)
    .join(CardRow, (CardRow.kind == CardKind.PAGE.value) & (CardRow.subject_id == EvidenceRow.id))
    .where(EvidenceRow.claim_id == bindparam("claim_id"))
    .distinct()
)


async def open_all(session: AsyncSession, claim_id: ClaimId, viewer: Person, *, now: datetime) -> int | None:
    """Show all photos of a claim while it is to be decided; how many were not there yet. None once it is decided.

    Raises NotAllowed, NotYours, OutOfScope, OwnClaim, OwnCompany.
    """
    found = await load_review(session, claim_id, viewer)
    if found.settled:
        return None
    ids = [picture.evidence_id for picture in _stored(found.claim)]
    there = await put_away.standing(session, viewer.id, CardKind.PAGE, ids)
    wanted = [each for each in ids if each not in there]
    for evidence_id in wanted:
        await cards.show(session, viewer.id, CardKind.PAGE, evidence_id, now=now)
    return len(wanted)


async def load_opened(
    session: AsyncSession, wanted: Sequence[tuple[EvidenceId, Person]], *, now: datetime
) -> dict[tuple[EvidenceId, PersonId], OpenedPhoto]:
    """Photos by their ids and viewers; left out is what is decided, replaced or out of sight."""
    rows = await session.execute(_CLAIMS, {"ids": sorted({evidence_id for evidence_id, _ in wanted})})
    claim_of = {EvidenceId(row.id): ClaimId(row.claim_id) for row in rows}
    asked = {(claim_of[each], viewer.id): (claim_of[each], viewer) for each, viewer in wanted if each in claim_of}
    reviews = await load_reviews(session, list(asked.values()), now=now)
    return {
        (photo.picture.evidence_id, viewer_id): photo
        for (_, viewer_id), review in reviews.items()
        if not review.settled
        for photo in _photos(review.claim)
    }


async def follow(session: AsyncSession, over: ClaimDecided | ClaimWithdrawn | ClaimCorrected) -> None:
    """Opened photos are put away when nothing is left to decide, or another took their place."""
    opened = await session.scalars(_OPENED, {"claim_id": over.claim_id})
    await cards.refresh_all(session, CardKind.PAGE, list(opened), now=over.at)


def _stored(claim: ClaimCard) -> list[PictureFacts]:
    return [picture for picture in claim.pictures if picture.state is EvidenceState.STORED][:MOST]


def _photos(claim: ClaimCard) -> list[OpenedPhoto]:
    stored = _stored(claim)
    return [
        OpenedPhoto(picture=picture, number=number, of=len(stored), document_no=claim.document_no)
        for number, picture in enumerate(stored, start=1)
    ]
