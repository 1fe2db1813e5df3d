"""Taking back what a claim earned, over all that was posted for it: by a return, or by a decision that grants less."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.ids import ClaimId, PersonId, Points, TransactionId
from core.points.kinds import AccountKind, TransactionKind
from core.points.reversals import reverse
from core.points.tables import AccountRow, EntryRow, LotRow, TransactionRow
from core.points.values import Credit


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """What is left of one lot that a claim earned."""

    transaction_id: TransactionId
    posted_at: datetime
    claim_line_id: int | None
    left: int
    """What reversals can still take of it."""
    unspent: int
    """What of it is not spent: spendable, or pending still."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What one reversal took, and when that had been earned."""

    transaction_id: TransactionId
    points: Points
    earned_at: datetime


_ORIGINAL = TransactionRow.__table__.alias("original")
_LEFT = (
    select(
        _ORIGINAL.c.id,
        _ORIGINAL.c.posted_at,
        LotRow.id.label("lot_id"),
        LotRow.claim_line_id,
        LotRow.remaining,
        LotRow.pending,
        (-func.sum(EntryRow.amount)).label("left"),
    )
    .select_from(_ORIGINAL)
    .join(TransactionRow, or_(TransactionRow.id == _ORIGINAL.c.id, TransactionRow.reverses_id == _ORIGINAL.c.id))
    .join(EntryRow, EntryRow.transaction_id == TransactionRow.id)
    .join(AccountRow, AccountRow.id == EntryRow.account_id)
    .join(LotRow, LotRow.id == EntryRow.lot_id)
    .where(
        _ORIGINAL.c.claim_id == bindparam("claim_id"),
        _ORIGINAL.c.kind == TransactionKind.ACCRUAL.value,
        AccountRow.kind == AccountKind.EARNED.value,
    )
    .group_by(_ORIGINAL.c.id, _ORIGINAL.c.posted_at, LotRow.id, LotRow.claim_line_id, LotRow.remaining, LotRow.pending)
    .order_by(_ORIGINAL.c.id.desc(), LotRow.id)
)
"""By lot: what was earned, less what was taken back. The newest posting first: what came last goes first."""


async def posted_for(session: AsyncSession, claim_id: ClaimId) -> list[Posted]:
    """What is left of all that a claim earned."""
    return [
        Posted(
            transaction_id=TransactionId(row.id),
            posted_at=row.posted_at,
            claim_line_id=row.claim_line_id,
            left=int(row.left),
            unspent=min(int(row.left), row.remaining + row.pending),
        )
        for row in await session.execute(_LEFT, {"claim_id": claim_id})
    ]


async def take_back(
    session: AsyncSession,
    claim_id: ClaimId,
    wanted: Mapping[int | None, int],
    *,
    key: str,
    reason: dict[str, Any],
    author_id: PersonId,
    now: datetime,
    decision_id: int | None = None,
) -> list[TakenBack]:
    """Take so many points of each claimed line back from the lots they came in, as far as they are left.

    One transaction, unless they were earned by several decisions: the second and later ones bear the key with
    `:2` and up. A second call with the same key posts nothing.
    """
    missing = dict(wanted)
    shares: dict[TransactionId, dict[int | None, int]] = {}
    earned: dict[TransactionId, datetime] = {}
    for lot in await posted_for(session, claim_id):
        taken = min(lot.left, missing.get(lot.claim_line_id, 0))
        if taken > 0:
            missing[lot.claim_line_id] -= taken
            share = shares.setdefault(lot.transaction_id, {})
            share[lot.claim_line_id] = share.get(lot.claim_line_id, 0) + taken
            earned[lot.transaction_id] = lot.posted_at
    found = []
    for number, (transaction_id, share) in enumerate(shares.items(), start=1):
        posted = await reverse(
            session,
            transaction_id,
            key=key if number == 1 else f"{key}:{number}",
            reason=reason,
            author_id=author_id,
            now=now,
            credits=[Credit(points=Points(points), claim_line_id=line) for line, points in share.items()],
            decision_id=decision_id,
        )
        if posted is not None:
            taken_back = Points(sum(share.values()))
            found.append(TakenBack(transaction_id=posted, points=taken_back, earned_at=earned[transaction_id]))
    return found
