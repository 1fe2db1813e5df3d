"""Tables of the queue: what lies under each moderator's thumb, and who has taken which claim for a while."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base, Code


class TakingRow(Base):
    """A claim that somebody is about to decide: others leave it alone until then. Apart from the claims, whose way in
    it must not slow down."""

    __tablename__ = "takings"
    __table_args__ = (Index(None, "person_id"),)

    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    until: Mapped[datetime]
    step: Mapped[Code]
    """How far the taker is: a core.claims.taking.Step."""


class QueueRow(Base):
    """A moderator's place in the queue."""

    __tablename__ = "queues"
    __table_args__ = (Index(None, "claim_id"), Index(None, "last_id"))

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claims.id"))
    """What is under the thumb; nothing where nothing is left."""
    last_id: Mapped[int | None] = mapped_column(ForeignKey("claims.id"))
    """What was decided last, while that can be undone."""
    put_off: Mapped[list[int]] = mapped_column(JSON, default=list)
    """Claims left for later, since the queue was opened."""
