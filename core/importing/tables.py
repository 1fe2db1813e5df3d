"""The table of imports."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base, Code, Id


class ImportRow(Base):
    """A list that somebody sent to be taken over. What it holds lies here, sealed, only until that is settled."""

    __tablename__ = "imports"
    __table_args__ = (Index(None, "state", "next_try_at"), Index(None, "person_id", "kind"))

    id: Mapped[Id]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    """Who sent it, and alone sees and confirms it."""
    kind: Mapped[Code]
    channel: Mapped[Code]
    file_id: Mapped[str | None] = mapped_column(String(256))
    """What the channel gives the file out for; None for a list that came as text."""
    state: Mapped[Code]
    version: Mapped[int]
    refused_for: Mapped[str | None] = mapped_column(String(32))
    choice: Mapped[str] = mapped_column(String(32), default="")
    """What was chosen besides saving, where the kind offers a choice."""
    count: Mapped[int] = mapped_column(default=0)
    """Filled rows of the sheet."""
    done: Mapped[int] = mapped_column(default=0)
    """Rows that were looked at, or saved, so far."""
    sheet: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The rows, packed and sealed."""
    preview: Mapped[bytes | None] = mapped_column(LargeBinary)
    """JSON of what saving would bring, sealed: its errors repeat rows."""
    saved: Mapped[str | None] = mapped_column(String(400))
    """JSON of what saving came to, in numbers."""
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime]
    created_at: Mapped[datetime]
