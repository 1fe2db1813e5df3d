"""Tables of rewards: prizes and orders."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base, Code, Id

LISTED = text("listed_at IS NOT NULL")
OPEN = text("state = 'ordered'")
AWAITED = text("next_try_at IS NOT NULL")


class PrizeRow(Base):
    """Something that points buy."""

    __tablename__ = "prizes"
    __table_args__ = (
        CheckConstraint("points > 0", name="points_positive"),
        CheckConstraint("stock >= 0", name="stock_not_negative"),
        Index("ix_prizes_listed", "programme_id", "points", "id", sqlite_where=LISTED, postgresql_where=LISTED),
        Index(None, "programme_id", "id"),
    )

    id: Mapped[Id]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    names: Mapped[dict[str, Any]]
    """Locale -> name."""
    descriptions: Mapped[dict[str, Any]]
    """Locale -> a line or two."""
    points: Mapped[int]
    stock: Mapped[int | None]
    """How many can still be ordered; without end where empty."""
    per_person: Mapped[int | None]
    """How many one person may have; without end where empty."""
    ends_on: Mapped[date | None]
    """The last local day on which it can be ordered."""
    picture: Mapped[str | None] = mapped_column(String(200))
    """The channel's id of its picture; the picture itself is a PrizePictureRow."""
    listed_at: Mapped[datetime | None]
    """Since when partners see it; nobody does where empty."""
    created_at: Mapped[datetime]
    created_by: Mapped[int] = mapped_column(ForeignKey("persons.id"))


class PrizePictureRow(Base):
    """A prize's picture: fetched once, sealed."""

    __tablename__ = "prize_pictures"
    __table_args__ = (
        Index(
            "ix_prize_pictures_awaited",
            "next_try_at",
            "prize_id",
            sqlite_where=AWAITED,
            postgresql_where=AWAITED,
        ),
    )

    prize_id: Mapped[int] = mapped_column(ForeignKey("prizes.id", ondelete="CASCADE"), primary_key=True)
    file_id: Mapped[str] = mapped_column(String(200))
    """What the channel calls it."""
    bot_id: Mapped[int | None]
    """The bot that was given this id: no other one can use it. Empty where it is not known."""
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The picture, re-encoded and sealed; empty until it is fetched."""
    tries: Mapped[int]
    next_try_at: Mapped[datetime | None]
    """When to fetch it; empty once it is, or cannot be, kept."""


class OrderRow(Base):
    """A prize that somebody wants; its points are held. The id is the number that people see."""

    __tablename__ = "orders"
    __table_args__ = (
        Index(None, "person_id", "id"),
        Index(None, "programme_id", "ordered_at"),
        Index("ix_orders_open", "programme_id", "due_at", "id", sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: Mapped[Id]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    prize_id: Mapped[int] = mapped_column(ForeignKey("prizes.id"))
    names: Mapped[dict[str, Any]]
    """The prize's names when it was ordered."""
    points: Mapped[int]
    state: Mapped[Code]
    """A core.rewards.values.OrderState."""
    hold_id: Mapped[int | None] = mapped_column(ForeignKey("ledger_transactions.id"))
    ordered_at: Mapped[datetime]
    due_at: Mapped[datetime]
    """When it is promised."""
    verdict: Mapped[str | None] = mapped_column(String(32))
    """given or cancelled, as staff decided; it can be undone until it is carried out."""
    verdict_at: Mapped[datetime | None]
    verdict_by: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    reason: Mapped[str | None] = mapped_column(String(32))
    """Of a cancellation by staff: a core.rewards.values.CancelReason."""
    settled_at: Mapped[datetime | None]
