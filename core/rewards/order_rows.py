"""Rows of orders as values and as facts of events."""

from typing import Any

from core.ids import OrderId, PersonId, Points, ProgrammeId
from core.rewards.tables import OrderRow
from core.rewards.values import CancelReason, Order, OrderState


def told(row: OrderRow) -> dict[str, Any]:
    """What every event of an order says."""
    return {
        "order_id": OrderId(row.id),
        "programme_id": ProgrammeId(row.programme_id),
        "person_id": PersonId(row.person_id),
        "names": row.names,
        "points": Points(row.points),
    }


def order_of(row: OrderRow) -> Order:
    """The order that a row holds."""
    return Order(
        id=OrderId(row.id),
        person_id=PersonId(row.person_id),
        names=row.names,
        points=Points(row.points),
        state=OrderState(row.state),
        ordered_at=row.ordered_at,
        due_at=row.due_at,
        verdict=OrderState(row.verdict) if row.verdict else None,
        reason=CancelReason(row.reason) if row.reason else None,
    )
