"""Shared documents: other lines of one invoice that somebody else has claimed. A hint, never a duplicate."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, bindparam, exists, select, union
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.claims.claim import GRANTED, UNDECIDED
from core.claims.tables import ClaimLineRow, ClaimRow, EvidenceRow
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
        ),
    )
    .where(_ASKING.id == bindparam("claim_id"))
)
_MINE, _OTHERS = aliased(EvidenceRow), aliased(EvidenceRow)


def _same_picture(same: ColumnElement[bool]) -> Select[int | None]:
    return (
        select(_OTHERS.claim_id)
        .join(_MINE, and_(same, _MINE.programme_id == _OTHERS.programme_id))
        .where(_MINE.claim_id == bindparam("claim_id"), _OTHERS.claim_id.is_not(None))
    )


_NEIGHBOURS: CompoundSelect[int | None] = union(
    _SAME_NUMBER,
    _same_picture(and_(_MINE.unique_id == _OTHERS.unique_id, _MINE.unique_id != "")),
    _same_picture(_MINE.sha256 == _OTHERS.sha256),
)


async def sharing(session: AsyncSession, claims: Collection[ClaimId]) -> dict[ClaimId, ClaimId]:
    """For each of some claims the first other one of its document, by somebody else and with other products."""
    if not claims:
        return {}
    rows = await session.execute(_SHARED, {"ids": sorted(claims)})
    return {ClaimId(row.asking_id): ClaimId(row.id) for row in rows}


async def neighbours(session: AsyncSession, claim_id: ClaimId) -> set[ClaimId]:
    """Claims whose cards may tell those who decide of this one: all of its document's number and of its pictures.

    More than do: a card that has nothing to tell of it is drawn anew in vain.
    """
    found = await session.scalars(_NEIGHBOURS, {"claim_id": claim_id})
    return {ClaimId(other) for other in found if other is not None} - {claim_id}
