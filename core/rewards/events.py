"""What happens to orders."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.events import Event
from core.ids import OrderId, PersonId, Points, ProgrammeId
from core.rewards.values import CancelReason


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderEvent(Event):
    """Something that happened to one order."""

    order_id: OrderId
    programme_id: ProgrammeId
    person_id: PersonId
    names: Mapping[str, str]
    points: Points


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPlaced(OrderEvent):
    """A partner has ordered; the points are held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderWithdrawn(OrderEvent):
    """The partner has cancelled an own order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderGiven(OrderEvent):
    """The prize was handed over."""

    by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCancelled(OrderEvent):
    """Staff has cancelled."""

    by: PersonId
    reason: CancelReason
