"""Table of how those who decide want to be called."""

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base, Code


class CallingRow(Base):
    """How one person wants to be called; whoever has no row is called as the programme's size suggests."""

    __tablename__ = "callings"

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    how: Mapped[Code]
    """A core.claims.calling.How."""
    hours: Mapped[list[int]] = mapped_column(JSON, default=list)
    """Local hours of the digest."""
