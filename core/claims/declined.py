"""Declined before: what moderators are to know of a document whose claim was declined."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.claims.claim import ClaimState, Reason, Verdict, reason_of
from core.claims.duplicates import NUMBERS_REPEAT
from core.claims.tables import ClaimRow, DecisionRow
from core.ids import ClaimId


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclinedBefore:
    """An earlier claim of the same document, and why it earned nothing."""

    claim_id: ClaimId
    at: datetime
    reason: Reason
    note: str


_ASKING = aliased(ClaimRow)
_EARLIER = (
    select(
        _ASKING.id.label("asking_id"),
        _ASKING.sold_on.label("asking_sold_on"),
        ClaimRow.id,
        ClaimRow.sold_on,
        DecisionRow.reason,
        DecisionRow.note,
        DecisionRow.at,
    )
    .join(
        ClaimRow,
        and_(
            _ASKING.document_key != "",
            ClaimRow.issuer_id == _ASKING.issuer_id,
            ClaimRow.document_key == _ASKING.document_key,
            ClaimRow.programme_id == _ASKING.programme_id,
            ClaimRow.id < _ASKING.id,
            ClaimRow.state == ClaimState.DECLINED.value,
        ),
    )
    .join(DecisionRow, and_(DecisionRow.claim_id == ClaimRow.id, DecisionRow.verdict == Verdict.DECLINE.value))
    .where(_ASKING.id.in_(bindparam("ids", expanding=True)))
    .order_by(DecisionRow.at, DecisionRow.id)
)


async def declined_before(session: AsyncSession, claims: Collection[ClaimId]) -> dict[ClaimId, DeclinedBefore]:
    """For each of some claims the latest earlier one of its document that was declined; by one statement."""
    if not claims:
        return {}
    rows = (await session.execute(_EARLIER, {"ids": sorted(claims)})).all()
    return {ClaimId(row.asking_id): _before(row) for row in rows if _near(row)}


def _near(row: Row[*tuple[Any, ...]]) -> bool:
    return bool(abs(row.sold_on - row.asking_sold_on) < NUMBERS_REPEAT)


def _before(row: Row[*tuple[Any, ...]]) -> DeclinedBefore:
    return DeclinedBefore(claim_id=ClaimId(row.id), at=row.at, reason=reason_of(row.reason), note=row.note)
