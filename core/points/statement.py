"""What a person has and how it came about: the balance and the history."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Row, bindparam, case, func, literal_column, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.claim import ClaimState, Phase
from core.claims.tables import ClaimLineRow, ClaimRow
from core.ids import ClaimId, LotId, PersonId, Points, ProgrammeId, TransactionId
from core.points.kinds import AccountKind, TransactionKind
from core.points.tables import AccountRow, EntryRow, LotRow, TransactionRow
from core.points.values import Balance, Expiring, HistoryEntry, LotMove, Resting

UNDECIDED = tuple(state.value for state in ClaimState if state.phase == Phase.OPEN)
"""States of a claim whose points are in review."""

OWN_POINTS = (AccountKind.SPENDABLE.value, AccountKind.PENDING.value, AccountKind.DEBT.value)
"""Accounts between which history tells no difference: what is there to spend now or later, less what is owed."""

_OWN = (AccountRow.programme_id == bindparam("programme_id"), AccountRow.person_id == bindparam("person_id"))

_TOTALS = (
    select(
        *(
            func.coalesce(func.sum(case((AccountRow.kind == kind.value, AccountRow.balance))), 0).label(kind.value)
            for kind in AccountKind
        )
    )
    .where(*_OWN)
    .subquery()
)
_NEXT = (
    select(LotRow.expires_on, func.sum(LotRow.remaining).label("expiring"))
    .join(AccountRow, AccountRow.id == LotRow.account_id)
    .where(*_OWN, AccountRow.kind == AccountKind.SPENDABLE.value, LotRow.remaining > 0, LotRow.expires_on.is_not(None))
    .group_by(LotRow.expires_on)
    .order_by(LotRow.expires_on)
    .limit(1)
    .subquery()
)
_RESTING = (
    select(LotRow.spendable_at, func.sum(LotRow.pending).label("resting"))
    .join(AccountRow, AccountRow.id == LotRow.account_id)
    .where(*_OWN, AccountRow.kind == AccountKind.SPENDABLE.value, LotRow.pending > literal_column("0"))
    .group_by(LotRow.spendable_at)
    .order_by(LotRow.spendable_at)
    .limit(1)
    .subquery()
)
_IN_REVIEW = (
    select(func.coalesce(func.sum(ClaimLineRow.points), 0))
    .join(ClaimRow, ClaimRow.id == ClaimLineRow.claim_id)
    .where(ClaimRow.person_id == bindparam("person_id"), ClaimRow.state.in_(UNDECIDED))
    .scalar_subquery()
)
BALANCE = select(
    _TOTALS,
    _NEXT.c.expires_on,
    _NEXT.c.expiring,
    _RESTING.c.spendable_at,
    _RESTING.c.resting,
    _IN_REVIEW.label("in_review"),
).select_from(_TOTALS.outerjoin(_NEXT, true()).outerjoin(_RESTING, true()))

_PAGE = (
    select(TransactionRow)
    .where(
        TransactionRow.person_id == bindparam("person_id"),
        TransactionRow.id < bindparam("before"),
        TransactionRow.kind.not_in((TransactionKind.CAPTURE.value, TransactionKind.ACTIVATION.value)),
    )
    .order_by(TransactionRow.id.desc())
    .limit(bindparam("limit"))
    .subquery()
)
_CHANGES = (
    select(
        AccountRow.kind.label("account"),
        EntryRow.amount,
        LotRow.id.label("lot_id"),
        LotRow.expires_on,
        LotRow.spendable_at,
    )
    .join(AccountRow, AccountRow.id == EntryRow.account_id)
    .join(LotRow, LotRow.id == EntryRow.lot_id)
    .where(AccountRow.kind.in_(OWN_POINTS))
)
HISTORY = (
    _CHANGES.add_columns(_PAGE)
    .join(_PAGE, _PAGE.c.id == EntryRow.transaction_id)
    .order_by(_PAGE.c.id.desc(), EntryRow.position)
)
ONE = (
    _CHANGES.add_columns(*TransactionRow.__table__.columns)
    .join(TransactionRow, TransactionRow.id == EntryRow.transaction_id)
    .where(TransactionRow.id == bindparam("transaction_id"), TransactionRow.person_id == bindparam("person_id"))
    .order_by(EntryRow.position)
)

NEWEST = 2**62


async def balance(session: AsyncSession, person_id: PersonId, *, programme_id: ProgrammeId) -> Balance:
    """A person's points, in one statement; all zero for whoever has earned nothing yet."""
    row = (await session.execute(BALANCE, {"programme_id": programme_id, "person_id": person_id})).one()
    expiring = None
    if row.expires_on is not None:
        expiring = Expiring(expires_on=row.expires_on, points=Points(int(row.expiring)))
    resting = None
    if row.spendable_at is not None:
        resting = Resting(spendable_at=row.spendable_at, points=Points(int(row.resting)))
    return Balance(
        spendable=Points(int(row.spendable)),
        held=Points(int(row.held)),
        pending=Points(int(row.pending)),
        in_review=Points(int(row.in_review)),
        earned=Points(int(row.earned)),
        spent=Points(int(row.spent)),
        expired=Points(int(row.expired)),
        debt=Points(int(row.debt)),
        next_expiry=expiring,
        next_active=resting,
    )


async def history(
    session: AsyncSession, person_id: PersonId, *, before: TransactionId | None = None, limit: int = 10
) -> list[HistoryEntry]:
    """What changed a person's points, newest first; `before` is the last transaction of the page above.

    Captures are left out: their points went when they were held. So are activations: theirs came with the accrual.
    """
    params = {"person_id": person_id, "before": before or NEWEST, "limit": limit}
    rows = (await session.execute(HISTORY, params)).all()
    return [entry(list(changes)) for _, changes in groupby(rows, key=lambda row: row.id)]


def entry(rows: Sequence[Row[Any]]) -> HistoryEntry:
    """One transaction, from the rows of its changes."""
    first = rows[0]
    by_lot: dict[int, int] = {}
    times = {row.lot_id: (row.expires_on, row.spendable_at) for row in rows}
    for row in rows:
        by_lot[row.lot_id] = by_lot.get(row.lot_id, 0) + row.amount
    debt = sum(row.amount for row in rows if row.account == AccountKind.DEBT)
    return HistoryEntry(
        transaction_id=TransactionId(first.id),
        kind=TransactionKind(first.kind),
        points=Points(sum(by_lot.values())),
        debt=Points(debt),
        reason=first.reason,
        claim_id=ClaimId(first.claim_id) if first.claim_id else None,
        posted_at=first.posted_at,
        lots=tuple(
            LotMove(
                lot_id=LotId(lot_id),
                points=Points(points),
                expires_on=times[lot_id][0],
                spendable_at=times[lot_id][1],
            )
            for lot_id, points in by_lot.items()
            if points
        ),
    )
