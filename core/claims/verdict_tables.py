"""Tables of verdicts: those that wait before they count, what a decision grants line by line, and what came back."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base, Code, Id

OPEN = text("state IN ('waiting', 'seconding')")
WAITING = text("state = 'waiting'")
UNDECIDED = text("closed_at IS NULL")


class DecisionLineRow(Base):
    """What a decision grants for one line. What was claimed stays in claim_lines, untouched."""

    __tablename__ = "decision_lines"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_positive"),
        CheckConstraint("points >= 0", name="points_not_negative"),
        Index(None, "product_id"),
    )

    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    claim_line_id: Mapped[int | None] = mapped_column(ForeignKey("claim_lines.id"))
    """The claimed line it answers."""
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    quantity: Mapped[int]
    rate_id: Mapped[int] = mapped_column(ForeignKey("rates.id"))
    """The one of the sale's day, as the decision has it."""
    points: Mapped[int]
    serials: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    """Serial numbers of what is granted."""


class VerdictRow(Base):
    """A verdict between its tap and the decision it becomes: until then nothing is posted and nobody is told."""

    __tablename__ = "verdicts"
    __table_args__ = (
        Index("uq_verdicts_open", "claim_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_verdicts_due", "due_at", sqlite_where=WAITING, postgresql_where=WAITING),
    )

    id: Mapped[Id]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    claim_version: Mapped[int]
    """The version that was decided: another one makes the verdict stale."""
    state: Mapped[Code]
    """A core.claims.verdicts.VerdictState."""
    said: Mapped[dict[str, Any]]
    """A core.claims.decisions.Said."""
    points: Mapped[int]
    """What it grants, as the moderator saw it."""
    decided_by: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[datetime]
    seconded_by: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    """The second person, where one has to approve."""
    due_at: Mapped[datetime | None]
    """When it counts, unless it is undone before; None while it waits for a second person."""


class ReturnRow(Base):
    """Goods of a sale that came back: their points are taken back by reversals of the same number."""

    __tablename__ = "returns"
    __table_args__ = (UniqueConstraint("claim_id", "number"),)

    id: Mapped[Id]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    number: Mapped[int]
    reported_by: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    points: Mapped[int]
    """What is taken back, a debt included."""
    at: Mapped[datetime]


class ReturnLineRow(Base):
    """How many units of a granted line came back."""

    __tablename__ = "return_lines"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"),)

    return_id: Mapped[int] = mapped_column(ForeignKey("returns.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    """That of the line in the claim."""
    quantity: Mapped[int]
    points: Mapped[int]


class AppealRow(Base):
    """A partner asks that somebody else look at a decision. Once for each claim."""

    __tablename__ = "appeals"
    __table_args__ = (
        UniqueConstraint("claim_id"),
        Index("ix_appeals_open", "due_at", sqlite_where=UNDECIDED, postgresql_where=UNDECIDED),
        Index(None, "at"),
    )

    id: Mapped[Id]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    words: Mapped[str] = mapped_column(Text, default="")
    """What the partner says, if anything."""
    at: Mapped[datetime]
    due_at: Mapped[datetime]
    """When an answer is promised."""
    missed_due_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    raised: Mapped[int | None]
    """Points that the answer added; 0 where the decision stands."""
