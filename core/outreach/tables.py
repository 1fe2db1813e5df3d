"""Tables of outreach: announcements, each told to everybody once."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base, Code, Id

GOING_OUT = text("state = 'going_out'")


class AnnouncementRow(Base):
    """A message of the author's that is copied to everybody it concerns."""

    __tablename__ = "announcements"
    __table_args__ = (
        Index("ix_announcements_going_out", "id", sqlite_where=GOING_OUT, postgresql_where=GOING_OUT),
        Index(None, "by_id", "id"),
    )

    id: Mapped[Id]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    state: Mapped[Code]
    """A core.outreach.announcing.State."""
    advertising: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    """Whether it is an offer, for those who agreed to advertising."""
    message_key: Mapped[str | None] = mapped_column(String(64))
    """chat:message of the channel that is copied; empty once forgotten."""
    reached_to: Mapped[int] = mapped_column(default=0)
    """The person up to whom it has been written into the outbox, in the order of ids."""
    recipients: Mapped[int] = mapped_column(default=0)
    """Into whose outbox it was written."""
    composed_at: Mapped[datetime]
    launched_at: Mapped[datetime | None]
