"""The programme's own row: how it calls itself and its points, where and in which languages it runs."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base, Id


class ProgrammeRow(Base):
    """One programme of this installation."""

    __tablename__ = "programmes"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(128))
    locale: Mapped[str] = mapped_column(String(8))
    """The language of whoever has chosen none."""
    locales: Mapped[list[str]]
    """The languages people may choose from."""
    timezone: Mapped[str] = mapped_column(String(64))
    """IANA zone in which boards and claim windows are cut."""
    points_names: Mapped[dict[str, Any]]
    """Locale -> plural forms of the points' name, in the order of the language's plural rule."""
    points_live_months: Mapped[int | None]
    """Whole months after the month of earning that points can be spent; for ever where empty."""
    operator: Mapped[str] = mapped_column(Text, default="")
    """Who runs the programme, as /privacy shows it."""
    contact: Mapped[str] = mapped_column(Text, default="")
    """How to reach whoever runs it."""
    options: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What was set otherwise than by default: see core.programme.options."""
    created_at: Mapped[datetime]
    set_up_at: Mapped[datetime | None]
    """When the owner had answered the first questions; before that nobody else is let in."""


class SettingChangeRow(Base):
    """A setting that was changed, with both values: what an undo puts back. The audit log holds codes alone."""

    __tablename__ = "setting_changes"
    __table_args__ = (Index(None, "programme_id", "id"),)

    id: Mapped[Id]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    key: Mapped[str] = mapped_column(String(64))
    before: Mapped[Any] = mapped_column(JSON)
    after: Mapped[Any] = mapped_column(JSON)
    by: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[datetime]
    undone: Mapped[bool] = mapped_column(default=False)
