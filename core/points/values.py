"""What the ledger is given and what it answers: credits, balances, history."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.ids import ClaimId, LotId, Points, TransactionId
from core.points.kinds import TransactionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Points for one paid line; becomes a lot."""

    points: Points
    claim_line_id: int | None = None
    expires_on: date | None = None
    """The last local day on which they can be spent; never lapsing where None."""
    spendable_at: datetime | None = None
    """From when on they can be spent; at once where None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """The next pending points that can be spent."""

    spendable_at: datetime
    points: Points


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiring:
    """The next points to lapse."""

    expires_on: date
    points: Points


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """A person's points. earned = spendable + pending + held + spent + expired - debt, always."""

    spendable: Points
    held: Points
    pending: Points
    """Earned, and not to be spent yet."""
    in_review: Points
    """What claims still under review would earn; not in the ledger yet."""
    earned: Points
    """Since joining, less what returns took back."""
    spent: Points
    expired: Points
    debt: Points
    next_expiry: Expiring | None
    next_active: Resting | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LotMove:
    """What a transaction brought to one lot or took from it, a debt included."""

    lot_id: LotId
    points: Points
    """Negative when taken."""
    expires_on: date | None
    spendable_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One line of a person's history."""

    transaction_id: TransactionId
    kind: TransactionKind
    points: Points
    """What came (positive) or went (negative), a debt included."""
    debt: Points
    """How much of it changed a debt: positive paid it off, negative added to it."""
    reason: dict[str, Any]
    claim_id: ClaimId | None
    posted_at: datetime
    lots: tuple[LotMove, ...]
