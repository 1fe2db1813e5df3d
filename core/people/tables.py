"""Tables of people: who they are to the programme, and, apart and sealed, who they are in the world."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base, Code, Id


class PersonRow(Base):
    """A member of a programme. No name, no phone: an opaque id that everything else refers to."""

    __tablename__ = "persons"
    __table_args__ = (Index(None, "programme_id", "role"),)

    id: Mapped[Id]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    role: Mapped[Code]
    occupation: Mapped[str | None] = mapped_column(String(32))
    status: Mapped[Code]
    locale: Mapped[str] = mapped_column(String(8))
    timezone: Mapped[str | None] = mapped_column(String(64))
    """The person's own choice of zone; the programme's where there is none."""
    shown_as: Mapped[Code]
    """How boards name the person: by name, by nickname or not at all."""
    agreed: Mapped[bool] = mapped_column(default=False)
    """Whether every consent that is needed stands now; follows the rows of consents."""
    joined_at: Mapped[datetime]
    """When the person became active; until then, when joining began."""


class PersonPiiRow(Base):
    """The only place of names, phones and usernames, sealed with the person's own key: dropping it is erasure."""

    __tablename__ = "person_pii"

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    wrapped_key: Mapped[bytes] = mapped_column(LargeBinary)
    """The person's key, sealed by the installation's."""
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    """JSON of core.people.pii.Pii, sealed by the person's key."""


class ChannelAccountRow(Base):
    """Where a person can be reached: Telegram today."""

    __tablename__ = "channel_accounts"
    __table_args__ = (UniqueConstraint("channel", "external_id"), Index(None, "person_id"))

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    channel: Mapped[Code]
    external_id: Mapped[int]
    unreachable_at: Mapped[datetime | None]
    """When the channel last said that nothing gets through, cleared when the person returns."""


class EmploymentRow(Base):
    """A person's link to a company; ended, never deleted."""

    __tablename__ = "employments"
    __table_args__ = (Index(None, "person_id"), Index(None, "company_id"))

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"))
    since: Mapped[datetime]
    until: Mapped[datetime | None]


class InviteRow(Base):
    """A door into the programme. The code is known to its holder only; here lies its SHA-256."""

    __tablename__ = "invites"
    __table_args__ = (UniqueConstraint("code_hash"),)

    id: Mapped[Id]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    code_hash: Mapped[str] = mapped_column(String(64))
    role: Mapped[Code]
    occupation: Mapped[str | None] = mapped_column(String(32))
    company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"))
    locale: Mapped[str | None] = mapped_column(String(8))
    uses_left: Mapped[int]
    expires_at: Mapped[datetime]
    created_by: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    created_at: Mapped[datetime]


class JoiningRow(Base):
    """By which invite a person came, and what cannot be told from the person's other rows."""

    __tablename__ = "joinings"
    __table_args__ = (Index(None, "invite_id"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    invite_id: Mapped[int] = mapped_column(ForeignKey("invites.id"))
    company_settled: Mapped[bool] = mapped_column(default=False)
    """Whether the company was named, or the person said that there is none."""
    began_at: Mapped[datetime]


class GuessRow(Base):
    """Wrong invitation codes of one channel account, counted per window of ten minutes."""

    __tablename__ = "invite_guesses"

    channel: Mapped[str] = mapped_column(String(32), primary_key=True)
    external_id: Mapped[int] = mapped_column(primary_key=True)
    window_start: Mapped[datetime]
    wrong: Mapped[int]


class ConsentRow(Base):
    """A consent given or withdrawn: which text, when. Append only; the newest row of a kind counts."""

    __tablename__ = "consents"
    __table_args__ = (Index(None, "person_id", "kind"),)

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    kind: Mapped[Code]
    given: Mapped[bool]
    text_version: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime]
