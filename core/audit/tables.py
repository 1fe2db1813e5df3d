"""Tables of the audit log: its entries, its signed end, and what that was day by day."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base, Code


class AuditHeadRow(Base):
    """Where a programme's log ends, signed. Whoever adds to the log locks this row first."""

    __tablename__ = "audit_heads"

    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), primary_key=True, autoincrement=False)
    serial: Mapped[int]
    """The number of the last entry, and so of all entries; 0 before the first."""
    hash: Mapped[str] = mapped_column(String(64))
    signature: Mapped[str] = mapped_column(String(64))


class AuditEntryRow(Base):
    """Something that was done. Append only, numbered without gaps; it names ids and codes, never people."""

    __tablename__ = "audit_entries"

    programme_id: Mapped[int] = mapped_column(
        ForeignKey("audit_heads.programme_id"), primary_key=True, autoincrement=False
    )
    serial: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    by: Mapped[int | None]
    """A person's opaque id, without a foreign key: the log outlives whom it tells of, and never waits for their row."""
    act: Mapped[Code]
    subject: Mapped[str] = mapped_column(String(64))
    before: Mapped[str | None] = mapped_column(Text)
    """Canonical JSON, as it was hashed."""
    after: Mapped[str | None] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    mark: Mapped[str] = mapped_column(String(64))


class AuditSealRow(Base):
    """How a log stood on a day, as its owners were told. Append only."""

    __tablename__ = "audit_seals"

    programme_id: Mapped[int] = mapped_column(
        ForeignKey("audit_heads.programme_id"), primary_key=True, autoincrement=False
    )
    day: Mapped[date] = mapped_column(primary_key=True)
    serial: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
    signature: Mapped[str] = mapped_column(String(64))
