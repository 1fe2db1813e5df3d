"""Table of practice sales: sent and decided like any other, and never a claim."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base, Code


class PracticeRow(Base):
    """A draft that was sent for practice. It stands apart from claims, so that nothing that counts claims meets it."""

    __tablename__ = "practices"
    __table_args__ = (Index(None, "person_id"),)

    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), primary_key=True, autoincrement=False)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    state: Mapped[Code]
    """A core.claims.practice.PracticeState."""
    points: Mapped[int]
    """What it would earn; never posted."""
    sent_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    decided_at: Mapped[datetime | None]
