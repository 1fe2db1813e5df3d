"""Tables of where people stand with the programme: sanctions, ways back into a profile, absences."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base, Code, Id


class SanctionRow(Base):
    """A warning, a freeze or an exclusion: who decided it and why, and what became of it. Never deleted."""

    __tablename__ = "sanctions"
    __table_args__ = (Index(None, "person_id", "lifted_at"), Index(None, "judge_id", "judged_at"))

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    kind: Mapped[Code]
    reason: Mapped[Code]
    note: Mapped[str] = mapped_column(Text, default="")
    decided_by: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[datetime]
    lifted_by: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    lifted_at: Mapped[datetime | None]
    appeal: Mapped[str] = mapped_column(Text, default="")
    appealed_at: Mapped[datetime | None]
    judge_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    """Who decides the appeal."""
    judged_at: Mapped[datetime | None]


class WayBackRow(Base):
    """A short-lived code by which a person gets back into the own profile from another account; here its digest."""

    __tablename__ = "ways_back"
    __table_args__ = (UniqueConstraint("code_index"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True, autoincrement=False)
    code_index: Mapped[bytes] = mapped_column(LargeBinary)
    made_by: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    expires_at: Mapped[datetime]


class AbsenceRow(Base):
    """Somebody is away, and who stands in until then."""

    __tablename__ = "absences"
    __table_args__ = (Index(None, "person_id", "ended_at"), Index(None, "ended_at", "until"))

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    stand_in_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    began_at: Mapped[datetime]
    until: Mapped[datetime]
    ended_at: Mapped[datetime | None]
