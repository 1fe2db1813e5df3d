"""Why these points: the claim, its lines and rates, the verdict and its note, the lots."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.tables import ProductRow, RateRow
from core.claims.days import kept_of
from core.claims.tables import ClaimRow, DecisionRow
from core.claims.verdict_tables import DecisionLineRow
from core.ids import ClaimId, PersonId, Points, TransactionId
from core.points.kinds import AccountKind, TransactionKind
from core.points.refusals import NoSuchTransaction
from core.points.statement import ONE, entry
from core.points.tables import AccountRow, EntryRow, LotRow, TransactionRow
from core.points.values import HistoryEntry

CLAIM = select(ClaimRow.id, ClaimRow.person_id, ClaimRow.document_no, ClaimRow.sold_on).where(
    ClaimRow.id == bindparam("claim_id")
)
_LATEST = select(func.max(DecisionRow.id)).where(DecisionRow.claim_id == bindparam("claim_id")).scalar_subquery()
LINES = (
    select(
        DecisionLineRow.claim_line_id,
        ProductRow.name,
        ProductRow.names,
        ProductRow.sku,
        DecisionLineRow.quantity,
        RateRow.points_per_unit,
        RateRow.valid_from,
        DecisionLineRow.points,
    )
    .join(ProductRow, ProductRow.id == DecisionLineRow.product_id)
    .join(RateRow, RateRow.id == DecisionLineRow.rate_id)
    .where(DecisionLineRow.decision_id == func.coalesce(bindparam("decision_id", type_=DecisionRow.id.type), _LATEST))
    .order_by(DecisionLineRow.position)
)
"""What the decision grants that posted a transaction, or else the latest one."""
DECISION = select(DecisionRow.number, DecisionRow.verdict, DecisionRow.reason, DecisionRow.note, DecisionRow.at).where(
    DecisionRow.id == bindparam("decision_id")
)
PAID_LINES = select(LotRow.id, LotRow.claim_line_id).where(LotRow.id.in_(bindparam("lot_ids", expanding=True)))
PAID_OFF = (
    select(func.sum(EntryRow.amount))
    .join(TransactionRow, TransactionRow.id == EntryRow.transaction_id)
    .join(AccountRow, AccountRow.id == EntryRow.account_id)
    .where(
        EntryRow.lot_id.in_(bindparam("lot_ids", expanding=True)),
        TransactionRow.kind == TransactionKind.ACTIVATION.value,
        AccountRow.kind == AccountKind.DEBT.value,
    )
)
LINKS = select(TransactionRow.decision_id, TransactionRow.reverses_id, TransactionRow.author_id).where(
    TransactionRow.id == bindparam("transaction_id")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedLine:
    """A line of the claim, and what this transaction moved for it."""

    product: str
    names: Mapping[str, str]
    """Locale -> the product's name in that language."""
    sku: str
    quantity: int
    points_per_unit: int
    rate_since: date
    points: Points
    """What the decision grants for the line."""
    moved: Points
    """What this transaction brought for it; negative where it was taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedClaim:
    """The sale that points come from."""

    claim_id: ClaimId
    person_id: PersonId
    """Who sold."""
    document_no: str
    sold_on: date
    lines: tuple[ExplainedLine, ...]

    @property
    def kept_percent(self) -> int:
        """What lateness left of the points, in percent, as the lines show."""
        return kept_of((line.quantity * line.points_per_unit, line.points) for line in self.lines)


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
    paid_off: Points
    """What of it paid off a debt when it could be spent, after it had rested."""


async def explain(session: AsyncSession, transaction_id: TransactionId, person_id: PersonId) -> Explanation:
    """Everything behind one of a person's own transactions. Raises NoSuchTransaction for anybody else's."""
    rows = (await session.execute(ONE, {"transaction_id": transaction_id, "person_id": person_id})).all()
    if not rows:
        raise NoSuchTransaction(transaction_id=transaction_id)
    shown = entry(rows)
    links = (await session.execute(LINKS, {"transaction_id": transaction_id})).one()
    return Explanation(
        entry=shown,
        claim=await _claim(session, shown, links.decision_id),
        decision=await _decision(session, links.decision_id),
        reverses_id=links.reverses_id,
        author_id=links.author_id,
        paid_off=await _paid_off(session, shown),
    )


async def _paid_off(session: AsyncSession, shown: HistoryEntry) -> Points:
    rested = [lot.lot_id for lot in shown.lots if lot.spendable_at is not None]
    if shown.kind is not TransactionKind.ACCRUAL or not rested:
        return Points(0)
    return Points(int(await session.scalar(PAID_OFF, {"lot_ids": rested}) or 0))


async def _claim(session: AsyncSession, shown: HistoryEntry, decision_id: int | None) -> ExplainedClaim | None:
    if shown.claim_id is None:
        return None
    claim = (await session.execute(CLAIM, {"claim_id": shown.claim_id})).one()
    lot_ids = [lot.lot_id for lot in shown.lots]
    line_of = {row.id: row.claim_line_id for row in await session.execute(PAID_LINES, {"lot_ids": lot_ids})}
    moved: dict[int | None, int] = {}
    for lot in shown.lots:
        line_id = line_of[lot.lot_id]
        moved[line_id] = moved.get(line_id, 0) + lot.points
    lines = tuple(
        ExplainedLine(
            product=line.name,
            names=line.names,
            sku=line.sku,
            quantity=line.quantity,
            points_per_unit=line.points_per_unit,
            rate_since=line.valid_from,
            points=Points(line.points),
            moved=Points(moved.get(line.claim_line_id, 0)),
        )
        for line in await session.execute(LINES, {"claim_id": shown.claim_id, "decision_id": decision_id})
    )
    return ExplainedClaim(
        claim_id=ClaimId(claim.id),
        person_id=PersonId(claim.person_id),
        document_no=claim.document_no,
        sold_on=claim.sold_on,
        lines=lines,
    )


async def _decision(session: AsyncSession, decision_id: int | None) -> ExplainedDecision | None:
    if decision_id is None:
        return None
    row = (await session.execute(DECISION, {"decision_id": decision_id})).one()
    return ExplainedDecision(number=row.number, verdict=row.verdict, reason=row.reason, note=row.note, at=row.at)
