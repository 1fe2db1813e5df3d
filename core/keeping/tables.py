"""Tables of keeping: what is done once a day, and what owners are alerted of."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base, Code


class RunRow(Base):
    """A day's work that the installation does by itself."""

    __tablename__ = "runs"

    kind: Mapped[Code] = mapped_column(primary_key=True)
    """A core.keeping.runs.RunKind."""
    day: Mapped[date] = mapped_column(primary_key=True)
    """The programme's local day."""
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    good: Mapped[bool | None]
    detail: Mapped[str | None] = mapped_column(String(200))
    """Why it failed, as the machine says it."""
    size: Mapped[int | None]
    """Bytes of a backup; what a proof found wrong."""


class AlertRow(Base):
    """Something that owners were told of."""

    __tablename__ = "alerts"

    kind: Mapped[Code] = mapped_column(primary_key=True)
    since: Mapped[datetime]
    told_at: Mapped[datetime]
    over_at: Mapped[datetime | None]
    """When it was found to be over; it may begin again."""
    facts: Mapped[dict[str, Any]]
