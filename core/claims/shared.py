"""Shared documents: other lines of one invoice that somebody else has claimed. A hint, never a duplicate."""

from collections.abc import Collection

from sqlalchemy import and_, bindparam, exists, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.claims.claim import GRANTED, UNDECIDED
from core.claims.tables import ClaimLineRow, ClaimRow
from core.ids import ClaimId

_ASKING = aliased(ClaimRow)
_LINE, _OTHER_LINE = aliased(ClaimLineRow), aliased(ClaimLineRow)
_SHARED = (
    select(_ASKING.id.label("asking_id"), ClaimRow.id)
    .join(
        ClaimRow,
        and_(
            _ASKING.document_key != "",
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


async def sharing(session: AsyncSession, claims: Collection[ClaimId]) -> dict[ClaimId, ClaimId]:
    """For each of some claims the first other one of its document, by somebody else and with other products."""
    if not claims:
        return {}
    rows = await session.execute(_SHARED, {"ids": sorted(claims)})
    return {ClaimId(row.asking_id): ClaimId(row.id) for row in rows}
