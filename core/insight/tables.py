"""Tables of what is read often and kept ready: standings."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base, Code


class StandingRow(Base):
    """Points a person earned in a period, by the verdicts that fell in it. Spending never lowers them."""

    __tablename__ = "standings"

    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), primary_key=True)
    period: Mapped[Code] = mapped_column(primary_key=True)
    """week, month, quarter or all."""
    starts_on: Mapped[date] = mapped_column(primary_key=True)
    """The period's first local day; 1970-01-01 for all time."""
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    points: Mapped[int]


Index(
    "ix_standings_place",
    StandingRow.programme_id,
    StandingRow.period,
    StandingRow.starts_on,
    StandingRow.points.desc(),
    StandingRow.person_id,
)


class StandingCountRow(Base):
    """How many people have about so many points in a period: a rank is a sum over few rows, not over all people."""

    __tablename__ = "standing_counts"

    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), primary_key=True)
    period: Mapped[Code] = mapped_column(primary_key=True)
    starts_on: Mapped[date] = mapped_column(primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True)
    """A range of points: see core.insight.steps."""
    people: Mapped[int]
    """Those with more than no points."""
