"""Tables of talks: one for each partner who ever asked something, and what was said in it, sealed."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base, Code, Id

WAITING = text("waiting_since IS NOT NULL")


class TalkRow(Base):
    """A partner's talk with whoever looks after the partner."""

    __tablename__ = "talks"
    __table_args__ = (
        UniqueConstraint("person_id"),
        Index("ix_talks_waiting", "programme_id", "waiting_since", sqlite_where=WAITING, postgresql_where=WAITING),
        Index(None, "keeper_id", "id"),
    )

    id: Mapped[Id]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    keeper_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    """Who is to answer."""
    waiting_since: Mapped[datetime | None]
    """When the partner said what nobody has answered yet."""
    told_at: Mapped[datetime | None]
    """When the partner last heard who answers."""


class UtteranceRow(Base):
    """Something said in a talk."""

    __tablename__ = "utterances"
    __table_args__ = (Index(None, "talk_id", "id"),)

    id: Mapped[Id]
    talk_id: Mapped[int] = mapped_column(ForeignKey("talks.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    medium: Mapped[Code]
    """A core.talks.talking.Medium."""
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    """JSON of text and file_id."""
    message_key: Mapped[str | None] = mapped_column(String(64))
    """chat:message of the channel, to reply to; empty once forgotten."""
    said_at: Mapped[datetime]
