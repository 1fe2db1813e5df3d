"""Tables of the ledger. Triggers guard them: see core.points.guards."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base, Code, Id

ACCRUALS = text("kind = 'accrual'")
SETTLEMENTS = text("kind IN ('capture', 'release')")
UNSPENT = text("remaining > 0")
RESTING = text("pending > 0")


class AccountRow(Base):
    """Where a person's points lie: one account of each kind, its balance kept by the database itself.

    An account without a person would be the programme's own; its balance stays 0, so that no row is hot.
    """

    __tablename__ = "ledger_accounts"
    __table_args__ = (
        UniqueConstraint("programme_id", "person_id", "kind"),
        CheckConstraint("person_id IS NULL OR balance >= 0", name="balance_not_negative"),
    )

    id: Mapped[Id]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    kind: Mapped[Code]
    balance: Mapped[int] = mapped_column(default=0)
    """Sum of the account's entries, on its own side: earned and debt are entered negative and held positive."""
    last_transaction_id: Mapped[int] = mapped_column(default=0)
    """The transaction that last moved the balance."""


class GivenRow(Base):
    """All points that a programme has given out, less what returns took back: counted with each posting."""

    __tablename__ = "points_given"

    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), primary_key=True)
    points: Mapped[int]
    told: Mapped[int]
    """The share of the cap, in percent, of which owners have been told: 0, 80 or 100."""


class TransactionRow(Base):
    """A business fact that moved points. Its entries are written before it; its insertion closes and applies them."""

    __tablename__ = "ledger_transactions"
    __table_args__ = (
        UniqueConstraint("programme_id", "key"),
        Index(None, "person_id", "id"),
        Index(None, "claim_id"),
        Index(None, "reverses_id"),
        Index(
            "uq_ledger_transactions_accrual",
            "decision_id",
            unique=True,
            sqlite_where=ACCRUALS,
            postgresql_where=ACCRUALS,
        ),
        Index(
            "uq_ledger_transactions_settlement",
            "reverses_id",
            unique=True,
            sqlite_where=SETTLEMENTS,
            postgresql_where=SETTLEMENTS,
        ),
    )

    id: Mapped[Id] = mapped_column(autoincrement=False)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    key: Mapped[str] = mapped_column(String(96))
    """The business fact: `claim:42:decision:2`."""
    kind: Mapped[Code]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    """Whose points moved."""
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claims.id"))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("ledger_transactions.id"))
    """What a reversal takes back; the hold that a capture or a release settles."""
    reason: Mapped[dict[str, Any]]
    """Facts that a view words for the partner: {"kind": "claim", "document_no": ...}."""
    author_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    posted_at: Mapped[datetime]


class EntryRow(Base):
    """One side of a transaction."""

    __tablename__ = "ledger_entries"
    __table_args__ = (
        CheckConstraint("amount <> 0", name="amount_not_zero"),
        Index(None, "account_id", "transaction_id"),
        Index(None, "lot_id"),
    )

    transaction_id: Mapped[int] = mapped_column(
        ForeignKey("ledger_transactions.id", deferrable=True, initially="DEFERRED"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("ledger_accounts.id"))
    amount: Mapped[int]
    lot_id: Mapped[int | None] = mapped_column(ForeignKey("lots.id", deferrable=True, initially="DEFERRED"))
    """The lot whose points move: always set on a person's accounts. A transaction sums to zero lot by lot."""


class LotRow(Base):
    """Points of one credit, with their own remainder and expiry."""

    __tablename__ = "lots"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("remaining >= 0 AND remaining <= amount", name="remaining_within_amount"),
        CheckConstraint("pending >= 0 AND pending <= amount", name="pending_within_amount"),
        Index(None, "account_id", "remaining"),
        Index(None, "transaction_id"),
        Index("ix_lots_due", "expires_on", sqlite_where=UNSPENT, postgresql_where=UNSPENT),
        Index("ix_lots_resting", "spendable_at", sqlite_where=RESTING, postgresql_where=RESTING),
        Index("ix_lots_own_resting", "account_id", "spendable_at", sqlite_where=RESTING, postgresql_where=RESTING),
    )

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(ForeignKey("ledger_accounts.id"))
    transaction_id: Mapped[int] = mapped_column(
        ForeignKey("ledger_transactions.id", deferrable=True, initially="DEFERRED")
    )
    claim_line_id: Mapped[int | None] = mapped_column(ForeignKey("claim_lines.id"))
    amount: Mapped[int]
    remaining: Mapped[int] = mapped_column(default=0)
    """Sum of the lot's entries on the spendable account, kept by the database itself."""
    pending: Mapped[int] = mapped_column(default=0, server_default="0")
    """Sum of the lot's entries on the pending account, kept by the database itself."""
    spendable_at: Mapped[datetime | None]
    """From when on the points can be spent; at once where empty."""
    last_transaction_id: Mapped[int] = mapped_column(default=0)
    expires_on: Mapped[date | None]
    """The last local day on which the points can be spent; never where empty."""
    earned_at: Mapped[datetime]
