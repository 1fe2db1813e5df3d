"""Correcting: what a claim would earn as a moderator finds it, before that is decided."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.tables import ProductRow
from core.claims.case import open_case
from core.claims.claim import DeclineReason
from core.claims.claim_card import ClaimCard
from core.claims.claim_verdict import GrantedFacts
from core.claims.granting import Correction, Granted, grant
from core.people.persons import Person

_NAMES = select(ProductRow.id, ProductRow.sku, ProductRow.name, ProductRow.names).where(
    ProductRow.id.in_(bindparam("ids", expanding=True))
)


async def as_corrected(
    session: AsyncSession, claim: ClaimCard, correction: Correction, *, by: Person, now: datetime
) -> ClaimCard:
    """The claim as it would stand once it is approved so. Raises what `open_case` and `grant` raise."""
    case = await open_case(session, claim.id, version=claim.version, by=by)
    lines = await grant(session, case, correction, now=now)
    number, day = correction.document_no or claim.document_no, correction.sold_on or claim.sold_on
    return replace(
        claim,
        document_no=number,
        sold_on=day,
        claimed_document_no=claim.document_no if number != claim.document_no else None,
        claimed_sold_on=claim.sold_on if day != claim.sold_on else None,
        numbered=claim.numbered or correction.document_no is not None,
        granted=await _named(session, lines),
    )


def reasons(corrected: ClaimCard) -> list[DeclineReason]:
    """Why a claim is corrected, as far as the correction itself tells."""
    granted = {line.position: line for line in corrected.granted}
    pairs = [(line, granted.get(line.position)) for line in corrected.lines]
    told = {
        DeclineReason.NOT_OURS: any(found is None for _, found in pairs),
        DeclineReason.ANOTHER_PRODUCT: any(found and found.product_id != line.product_id for line, found in pairs),
        DeclineReason.WRONG_QUANTITY: any(found and found.quantity != line.quantity for line, found in pairs),
        DeclineReason.WRONG_DETAILS: (corrected.claimed_document_no, corrected.claimed_sold_on) != (None, None)
        or any(found and found.serials != line.serials for line, found in pairs),
    }
    return [reason for reason, holds in told.items() if holds]


async def _named(session: AsyncSession, lines: tuple[Granted, ...]) -> tuple[GrantedFacts, ...]:
    names = {row.id: row for row in await session.execute(_NAMES, {"ids": sorted({line.product_id for line in lines})})}
    return tuple(
        GrantedFacts(
            position=line.position,
            product_id=line.product_id,
            sku=names[line.product_id].sku,
            product=names[line.product_id].name,
            names=names[line.product_id].names,
            quantity=line.quantity,
            points=line.points,
            serials=line.serials,
        )
        for line in lines
    )
