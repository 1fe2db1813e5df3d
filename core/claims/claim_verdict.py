"""The verdict that stands, as a claim's card tells of it: what was said, and what each line was granted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.tables import ProductRow
from core.claims.claim import Reason, Verdict, reason_of
from core.claims.verdict_tables import DecisionLineRow, ReturnLineRow, ReturnRow
from core.ids import ClaimId, PersonId, Points, ProductId


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFacts:
    """The verdict that stands."""

    number: int
    verdict: Verdict
    reason: Reason | None
    note: str
    may_resubmit: bool
    by: PersonId
    seconded_by: PersonId | None
    """The second person, where two had to approve."""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantedFacts:
    """One line that the decision which stands grants."""

    position: int
    """That of the claimed line it answers."""
    product_id: ProductId
    sku: str
    product: str
    names: Mapping[str, str]
    """Locale -> the product's name in that language."""
    quantity: int
    points: Points
    serials: tuple[str, ...] = ()


_GRANTED = (
    select(
        DecisionLineRow.decision_id,
        DecisionLineRow.position,
        DecisionLineRow.product_id,
        ProductRow.sku,
        ProductRow.name,
        ProductRow.names,
        DecisionLineRow.quantity,
        DecisionLineRow.points,
        DecisionLineRow.serials,
    )
    .join(ProductRow, ProductRow.id == DecisionLineRow.product_id)
    .where(DecisionLineRow.decision_id.in_(bindparam("ids", expanding=True)))
    .order_by(DecisionLineRow.decision_id, DecisionLineRow.position)
)

_CAME_BACK = (
    select(
        ReturnRow.claim_id,
        func.sum(ReturnLineRow.quantity).label("quantity"),
        func.sum(ReturnLineRow.points).label("points"),
    )
    .join(ReturnLineRow, ReturnLineRow.return_id == ReturnRow.id)
    .where(ReturnRow.claim_id.in_(bindparam("ids", expanding=True)))
    .group_by(ReturnRow.claim_id)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack:
    """What of a claim was reported as returned, all returns together."""

    quantity: int
    points: Points


async def returned_of(session: AsyncSession, claims: Collection[ClaimId]) -> dict[ClaimId, CameBack]:
    """What came back of some claims, by one statement."""
    return {
        ClaimId(row.claim_id): CameBack(quantity=int(row.quantity), points=Points(int(row.points)))
        for row in ((await session.execute(_CAME_BACK, {"ids": sorted(claims)})).all() if claims else ())
    }


Grants = dict[int, list[GrantedFacts]]
"""By decision."""


async def granted_by(session: AsyncSession, decisions: Collection[int]) -> Grants:
    """The lines of some decisions, by one statement."""
    found: Grants = {}
    for row in (await session.execute(_GRANTED, {"ids": sorted(decisions)})).all() if decisions else ():
        line = GrantedFacts(
            position=row.position,
            product_id=ProductId(row.product_id),
            sku=row.sku,
            product=row.name,
            names=row.names,
            quantity=row.quantity,
            points=Points(row.points),
            serials=tuple(row.serials or ()),
        )
        found.setdefault(row.decision_id, []).append(line)
    return found


def decision_of(row: Row[*tuple[Any, ...]]) -> DecisionFacts:
    """The decision that a claim's row holds."""
    return DecisionFacts(
        number=row.decision_number,
        verdict=Verdict(row.verdict),
        reason=reason_of(row.reason) if row.reason else None,
        note=row.note,
        may_resubmit=row.may_resubmit,
        by=PersonId(row.decided_by),
        seconded_by=row.seconded_by,
        at=row.decision_at,
    )
