"""The table of serial numbers that claims bear while they count."""

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base

HELD = text("held")


class ClaimSerialRow(Base):
    """A serial number that an undecided or approved claim bears. One claim holds it; others wait beside it."""

    __tablename__ = "claim_serials"
    __table_args__ = (
        Index("uq_claim_serials_held", "serial_key", unique=True, sqlite_where=HELD, postgresql_where=HELD),
        Index(None, "serial_key"),
    )

    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    serial_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    """Folded for comparison: core.claims.serial_numbers."""
    held: Mapped[bool]
    """Whether it is this claim's; not where another one was sent with it before, and moderators have to say."""
