"""Wishes that the ledger cannot grant."""

from dataclasses import dataclass
from datetime import datetime

from core.errors import Refusal
from core.ids import Points, TransactionId
from core.points.kinds import TransactionKind


@dataclass(kw_only=True, eq=False)
class InsufficientPoints(Refusal):
    """More is wanted than the balance holds."""

    needed: Points
    available: Points
    enough_at: datetime | None = None
    """When what is pending makes up for it; None where it does not."""
    zone: str = "UTC"
    """The programme's."""


class NothingLeftToGive(Refusal):
    """All points that may be given out are: no new sale is taken. Those sent before count."""


@dataclass(kw_only=True, eq=False)
class ReversalExceedsOriginal(Refusal):
    """More is to be taken back than the transaction, less earlier reversals, still has."""

    wanted: Points
    left: Points


@dataclass(kw_only=True, eq=False)
class HoldAlreadySettled(Refusal):
    """The hold was captured or released before."""

    hold_id: TransactionId
    settled_by: TransactionKind


@dataclass(kw_only=True, eq=False)
class NoSuchTransaction(Refusal):
    """There is no such transaction, or it is somebody else's, or not of the kind that was meant."""

    transaction_id: TransactionId
