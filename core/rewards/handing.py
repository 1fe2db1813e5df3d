"""The end of an order: handed over by staff, or cancelled by either side with points and stock given back."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.events import emit
from core.ids import OrderId, PersonId, TransactionId
from core.people.events import PersonLeaves
from core.people.rights import Right, allowed
from core.people.scopes import OutOfScope, scope_of, where_works
from core.points import holds
from core.programme import programmes
from core.rewards.events import OrderCancelled, OrderGiven, OrderWithdrawn
from core.rewards.order_rows import order_of, told
from core.rewards.tables import OPEN, OrderRow, PrizeRow
from core.rewards.values import CancelReason, Order, OrderSettled, OrderState, OrderUnknown

AT_ONCE = 50
"""Verdicts carried out in one transaction."""

_PUT_BACK = (
    update(PrizeRow)
    .where(PrizeRow.id == bindparam("prize"), PrizeRow.stock.is_not(None))
    .values(stock=PrizeRow.stock + 1)
    .execution_options(synchronize_session=False)
)
_OPEN_OF = select(OrderRow).where(OPEN, OrderRow.person_id == bindparam("person_id")).with_for_update()
_LOCK = select(OrderRow).where(OrderRow.id == bindparam("id")).with_for_update()
_DUE = (
    select(OrderRow)
    .where(OPEN, OrderRow.verdict_at <= bindparam("until", type_=OrderRow.ordered_at.type))
    .order_by(OrderRow.id)
    .limit(AT_ONCE)
    .with_for_update(skip_locked=True)
)


async def withdraw(session: AsyncSession, order_id: OrderId, *, by: PersonId, now: datetime) -> Order:
    """Cancel an own order that nobody has handed over. Raises OrderUnknown and OrderSettled."""
    row = await _locked(session, order_id)
    if row.person_id != by:
        raise OrderUnknown
    if row.state == OrderState.CANCELLED:
        return order_of(row)
    _require_open(row)
    await _release(session, row, now, author=None)
    await emit(session, OrderWithdrawn(**told(row), at=now))
    return order_of(row)


async def decide(
    session: AsyncSession,
    order_id: OrderId,
    verdict: OrderState,
    *,
    by: PersonId,
    now: datetime,
    reason: CancelReason | None = None,
) -> Order:
    """Mark an order given or cancelled; carried out, and told, once it cannot be undone any more.

    Raises NotAllowed, OutOfScope, OrderUnknown and OrderSettled.
    """
    row = await _to_decide(session, order_id, by)
    if row.verdict == verdict:
        return order_of(row)
    _require_open(row)
    row.verdict, row.verdict_at, row.verdict_by = verdict.value, now, by
    row.reason = reason.value if reason else None
    await session.flush()
    return order_of(row)


async def undo(session: AsyncSession, order_id: OrderId, *, by: PersonId) -> Order:
    """Take a verdict back before it is carried out. Raises NotAllowed, OrderUnknown and OrderSettled."""
    row = await _to_decide(session, order_id, by)
    if row.state != OrderState.ORDERED:
        raise OrderSettled
    row.verdict = row.verdict_at = row.verdict_by = row.reason = None
    await session.flush()
    return order_of(row)


async def end_orders(session: AsyncSession, leaves: PersonLeaves) -> None:
    """Give back what an erased person's open orders hold."""
    rows = await session.scalars(_OPEN_OF, {"person_id": leaves.person_id})
    for row in rows.all():
        await _release(session, row, leaves.at, author=None)


async def carry_out(session: AsyncSession, *, now: datetime) -> int:
    """Carry out the verdicts that can no longer be undone; how many."""
    programme = await programmes.current(session)
    if programme is None:
        return 0
    until = now - timedelta(seconds=programme.options.undo_seconds)
    rows = (await session.scalars(_DUE, {"until": until})).all()
    for row in rows:
        await _carry_out(session, row, now)
    return len(rows)


async def next_due(session: AsyncSession) -> datetime | None:
    """When the next verdict can no longer be undone."""
    programme = await programmes.current(session)
    first: datetime | None = await session.scalar(select(func.min(OrderRow.verdict_at)).where(OPEN))
    return None if programme is None or first is None else first + timedelta(seconds=programme.options.undo_seconds)


async def _carry_out(session: AsyncSession, row: OrderRow, now: datetime) -> None:
    by = PersonId(row.verdict_by or 0)
    if row.verdict == OrderState.GIVEN:
        await holds.capture(session, TransactionId(row.hold_id or 0), now=now, author_id=by)
        row.state, row.settled_at = OrderState.GIVEN.value, now
        await session.flush()
        await emit(session, OrderGiven(**told(row), by=by, at=now))
        return
    await _release(session, row, now, author=by)
    reason = CancelReason(row.reason or CancelReason.DISCONTINUED)
    await emit(session, OrderCancelled(**told(row), by=by, reason=reason, at=now))


async def _release(session: AsyncSession, row: OrderRow, now: datetime, *, author: PersonId | None) -> None:
    """Give points and stock back, in the order in which they were taken."""
    await session.execute(_PUT_BACK, {"prize": row.prize_id})
    await holds.release(session, TransactionId(row.hold_id or 0), now=now, author_id=author)
    row.state, row.settled_at = OrderState.CANCELLED.value, now
    await session.flush()


async def _to_decide(session: AsyncSession, order_id: OrderId, by: PersonId) -> OrderRow:
    person = await allowed(session, by, Right.KEEP_PRIZES)
    row = await _locked(session, order_id)
    if row.programme_id != person.programme_id:
        raise OrderUnknown
    if not (await scope_of(session, person)).holds(*await where_works(session, PersonId(row.person_id))):
        raise OutOfScope
    return row


async def _locked(session: AsyncSession, order_id: OrderId) -> OrderRow:
    row = await session.scalar(_LOCK, {"id": order_id}, execution_options={"populate_existing": True})
    if row is None:
        raise OrderUnknown
    return row


def _require_open(row: OrderRow) -> None:
    if row.state != OrderState.ORDERED or row.verdict is not None:
        raise OrderSettled
