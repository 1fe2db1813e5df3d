"""Pictures of claims, as cards show them."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.claim import EvidenceState, PictureKind
from core.claims.picture import UnfitReason
from core.claims.tables import EvidenceRow
from core.ids import ClaimId, EvidenceId


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFacts:
    """One picture of a claim; replaced ones are left out."""

    evidence_id: EvidenceId
    state: EvidenceState
    kind: PictureKind
    channel: str
    message_key: str
    file_id: str
    """What the channel shows it by."""
    refused_for: UnfitReason | None


_PICTURES = (
    select(
        EvidenceRow.id,
        EvidenceRow.claim_id,
        EvidenceRow.state,
        EvidenceRow.kind,
        EvidenceRow.channel,
        EvidenceRow.message_key,
        EvidenceRow.file_id,
        EvidenceRow.refused_for,
    )
    .where(
        EvidenceRow.claim_id.in_(bindparam("ids", expanding=True)), EvidenceRow.state != EvidenceState.REPLACED.value
    )
    .order_by(EvidenceRow.claim_id, EvidenceRow.id)
)


async def pictures_of(session: AsyncSession, claims: Collection[ClaimId]) -> dict[int, tuple[PictureFacts, ...]]:
    """The pictures of some claims, by claim, by one statement."""
    rows = (await session.execute(_PICTURES, {"ids": claims})).all()
    return {
        claim_id: tuple(_picture(row) for row in of_claim)
        for claim_id, of_claim in groupby(rows, key=lambda row: int(row.claim_id))
    }


def _picture(row: Row[*tuple[Any, ...]]) -> PictureFacts:
    return PictureFacts(
        evidence_id=EvidenceId(row.id),
        state=EvidenceState(row.state),
        kind=PictureKind(row.kind),
        channel=row.channel,
        message_key=row.message_key,
        file_id=row.file_id,
        refused_for=UnfitReason(row.refused_for) if row.refused_for else None,
    )
