"""Shared documents: other lines of one invoice that somebody else has claimed. A hint, never a duplicate."""

from collections.abc import Collection

from sqlalchemy import and_, bindparam, exists, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.claims.claim import GRANTED, UNDECIDED
from core.claims.duplicates import find_earlier_of
from core.claims.tables import ClaimLineRow, ClaimRow
from core.ids import ClaimId

_ASKING = aliased(ClaimRow)
_LINE, _OTHER_LINE = aliased(ClaimLineRow), aliased(ClaimLineRow)
_SHARED = (
    select(_ASKING.id.label("asking_id"), ClaimRow.id)
    .join(
        ClaimRow,
        and_(
            ClaimRow.issuer_id == _ASKING.issuer_id,
            ClaimRow.document_key == _ASKING.document_key,
            ClaimRow.sold_on == _ASKING.sold_on,
            ClaimRow.programme_id == _ASKING.programme_id,
            ClaimRow.person_id != _ASKING.person_id,
            ClaimRow.state.in_(sorted(UNDECIDED | GRANTED)),
        ),
    )
    .where(
        _ASKING.id.in_(bindparam("ids", expanding=True)),
        ~exists().where(
            _LINE.claim_id == _ASKING.id,
            _OTHER_LINE.claim_id == ClaimRow.id,
            _LINE.product_id == _OTHER_LINE.product_id,
        ),
    )
    .order_by(ClaimRow.id.desc())
)
_SAME_NUMBER = (
    select(ClaimRow.id)
    .join(
        _ASKING,
        and_(
            ClaimRow.issuer_id == _ASKING.issuer_id,
            ClaimRow.document_key == _ASKING.document_key,
            ClaimRow.programme_id == _ASKING.programme_id,
            ClaimRow.id != _ASKING.id,
        ),
    )
    .where(_ASKING.id == bindparam("claim_id"), ClaimRow.state.in_(sorted(UNDECIDED | GRANTED)))
)


async def sharing(session: AsyncSession, claims: Collection[ClaimId]) -> dict[ClaimId, ClaimId]:
    """For each of some claims the first other one of its document, by somebody else and with other products."""
    if not claims:
        return {}
    rows = await session.execute(_SHARED, {"ids": sorted(claims)})
    return {ClaimId(row.asking_id): ClaimId(row.id) for row in rows}


async def neighbours(session: AsyncSession, claim_id: ClaimId) -> set[ClaimId]:
    """Claims whose cards may tell those who decide of this one: what looks the same, and all of its document."""
    alike = (await find_earlier_of(session, [claim_id])).get(claim_id, [])
    numbered = await session.scalars(_SAME_NUMBER, {"claim_id": claim_id})
    return {*(other.claim_id for other in alike), *(ClaimId(other) for other in numbered)}
