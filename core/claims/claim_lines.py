"""A claim's lines: written at submission, changed with each correction, each with the rate of the sale's date."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.lines import Lines
from core.claims.tables import ClaimLineRow
from core.ids import ClaimId, ProductId

Rates = Mapping[ProductId, Row[*tuple[Any, ...]]]
"""By product: `rate_id` and `points_per_unit`."""

_LINES: Any = ClaimLineRow.__table__
_INSERT = insert(_LINES)
_COUNT = select(func.max(_LINES.c.position)).where(_LINES.c.claim_id == bindparam("claim_id"))
_UPDATE = (
    update(_LINES)
    .where(_LINES.c.claim_id == bindparam("of_claim"), _LINES.c.position == bindparam("at"))
    .values({name: bindparam(name) for name in ("product_id", "quantity", "rate_id", "points", "serials")})
)
_CUT = delete(_LINES).where(_LINES.c.claim_id == bindparam("of_claim"), _LINES.c.position > bindparam("last"))


def rated_lines(lines: Lines, rates: Rates, *, kept_percent: int = 100) -> list[dict[str, Any]]:
    """What rows hold of complete lines, in their order; `kept_percent` of the points is what a late sale earns."""
    return [
        {
            "product_id": line.product_id,
            "quantity": line.quantity or 0,
            "rate_id": rates[line.product_id].rate_id,
            "points": (line.quantity or 0) * rates[line.product_id].points_per_unit * kept_percent // 100,
            "serials": list(line.serials) or None,
        }
        for line in lines
        if line.product_id is not None
    ]


async def add_lines(
    session: AsyncSession, claim_id: ClaimId, lines: Sequence[dict[str, Any]], *, after: int = 0
) -> None:
    """Write lines behind those a claim has."""
    rows = [{"claim_id": claim_id, "position": place, **line} for place, line in enumerate(lines, start=after + 1)]
    if rows:
        await session.execute(_INSERT, rows[0] if len(rows) == 1 else rows)


async def change_lines(session: AsyncSession, claim_id: ClaimId, lines: Sequence[dict[str, Any]]) -> None:
    """Bring a claim's lines to these: place by place, so that those that stay keep their ids."""
    had = await session.scalar(_COUNT, {"claim_id": claim_id}) or 0
    kept = [{"of_claim": claim_id, "at": place, **line} for place, line in enumerate(lines[:had], start=1)]
    if kept:
        await session.execute(_UPDATE, kept)
    if had > len(lines):
        await session.execute(_CUT, {"of_claim": claim_id, "last": len(lines)})
    await add_lines(session, claim_id, lines[had:], after=had)
