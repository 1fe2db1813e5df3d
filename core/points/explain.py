"""Why these points: the claim, its lines and rates, the verdict and its note, the lots."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.tables import ProductRow, RateRow
from core.claims.tables import ClaimLineRow, ClaimRow, DecisionRow
from core.ids import ClaimId, PersonId, Points, TransactionId
from core.points.refusals import NoSuchTransaction
from core.points.statement import ONE, entry
from core.points.tables import LotRow, TransactionRow
from core.points.values import HistoryEntry

CLAIM = select(ClaimRow.id, ClaimRow.document_no, ClaimRow.sold_on).where(ClaimRow.id == bindparam("claim_id"))
LINES = (
    select(
        ClaimLineRow.id,
        ProductRow.name,
        ProductRow.sku,
        ClaimLineRow.quantity,
        RateRow.points_per_unit,
        RateRow.valid_from,
        ClaimLineRow.points,
    )
    .join(ProductRow, ProductRow.id == ClaimLineRow.product_id)
    .join(RateRow, RateRow.id == ClaimLineRow.rate_id)
    .where(ClaimLineRow.claim_id == bindparam("claim_id"))
    .order_by(ClaimLineRow.position)
)
DECISION = select(DecisionRow.number, DecisionRow.verdict, DecisionRow.reason, DecisionRow.note, DecisionRow.at).where(
    DecisionRow.id == bindparam("decision_id")
)
PAID_LINES = select(LotRow.id, LotRow.claim_line_id).where(LotRow.id.in_(bindparam("lot_ids", expanding=True)))
LINKS = select(TransactionRow.decision_id, TransactionRow.reverses_id, TransactionRow.author_id).where(
    TransactionRow.id == bindparam("transaction_id")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedLine:
    """A line of the claim, and what this transaction moved for it."""

    product: str
    sku: str
    quantity: int
    points_per_unit: int
    rate_since: date
    points: Points
    """What the line earns when approved."""
    moved: Points
    """What this transaction brought for it; negative where it was taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedClaim:
    """The sale that points come from."""

    claim_id: ClaimId
    document_no: str
    sold_on: date
    lines: tuple[ExplainedLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedDecision:
    """The verdict that posted the transaction."""

    number: int
    verdict: str
    reason: str | None
    note: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One transaction, all of it."""

    entry: HistoryEntry
    claim: ExplainedClaim | None
    decision: ExplainedDecision | None
    reverses_id: TransactionId | None
    author_id: PersonId | None


async def explain(session: AsyncSession, transaction_id: TransactionId, person_id: PersonId) -> Explanation:
    """Everything behind one of a person's own transactions. Raises NoSuchTransaction for anybody else's."""
    rows = (await session.execute(ONE, {"transaction_id": transaction_id, "person_id": person_id})).all()
    if not rows:
        raise NoSuchTransaction(transaction_id=transaction_id)
    shown = entry(rows)
    links = (await session.execute(LINKS, {"transaction_id": transaction_id})).one()
    return Explanation(
        entry=shown,
        claim=await _claim(session, shown),
        decision=await _decision(session, links.decision_id),
        reverses_id=links.reverses_id,
        author_id=links.author_id,
    )


async def _claim(session: AsyncSession, shown: HistoryEntry) -> ExplainedClaim | None:
    if shown.claim_id is None:
        return None
    claim = (await session.execute(CLAIM, {"claim_id": shown.claim_id})).one()
    lot_ids = [lot.lot_id for lot in shown.lots]
    line_of = {row.id: row.claim_line_id for row in await session.execute(PAID_LINES, {"lot_ids": lot_ids})}
    moved: dict[int, int] = {}
    for lot in shown.lots:
        line_id = line_of[lot.lot_id]
        moved[line_id] = moved.get(line_id, 0) + lot.points
    lines = tuple(
        ExplainedLine(
            product=line.name,
            sku=line.sku,
            quantity=line.quantity,
            points_per_unit=line.points_per_unit,
            rate_since=line.valid_from,
            points=Points(line.points),
            moved=Points(moved.get(line.id, 0)),
        )
        for line in await session.execute(LINES, {"claim_id": shown.claim_id})
    )
    return ExplainedClaim(claim_id=ClaimId(claim.id), document_no=claim.document_no, sold_on=claim.sold_on, lines=lines)


async def _decision(session: AsyncSession, decision_id: int | None) -> ExplainedDecision | None:
    if decision_id is None:
        return None
    row = (await session.execute(DECISION, {"decision_id": decision_id})).one()
    return ExplainedDecision(number=row.number, verdict=row.verdict, reason=row.reason, note=row.note, at=row.at)
