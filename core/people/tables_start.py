"""Tables of somebody's beginnings: first steps, and whether the programme is for this person at all."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base, Code


class FirstStepsRow(Base):
    """How far a partner has come in the first days, and when to remind."""

    __tablename__ = "first_steps"
    __table_args__ = (Index(None, "remind_at"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True, autoincrement=False)
    practised_at: Mapped[datetime | None]
    sale_at: Mapped[datetime | None]
    """When the first sale was sent."""
    points_at: Mapped[datetime | None]
    """When a sale first earned."""
    prize_at: Mapped[datetime | None]
    """When the prizes were first looked at."""
    remind_at: Mapped[datetime | None]
    """When to remind of the first sale; None once that is done, or there is nothing to remind of."""


class EligibilityRow(Base):
    """What a partner, or somebody of the staff, says about the programme's conditions."""

    __tablename__ = "eligibilities"

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True, autoincrement=False)
    answer: Mapped[Code]
    """A core.people.eligibility.Answer."""
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    """Who of the staff; None for the own word."""
    at: Mapped[datetime]
