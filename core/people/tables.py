"""Tables of people: who they are to the programme, and, apart and sealed, who they are in the world."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base, Code, Id

TO_INDEX = text("NOT findable")
"""Names that a search does not find yet: an index holds them, and is used only where it is asked word for word."""
UNSCRUBBED = text("scrubbed_at IS NULL")


class PersonRow(Base):
    """A member of a programme. No name, no phone: an opaque id that everything else refers to."""

    __tablename__ = "persons"
    __table_args__ = (
        Index(None, "programme_id", "role", "status", "id"),
        Index(None, "company_id", "id"),
        Index(None, "region_id", "id"),
        Index(None, "manager_id", "id"),
    )

    id: Mapped[Id]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    role: Mapped[Code]
    occupation: Mapped[str | None] = mapped_column(String(32))
    status: Mapped[Code]
    locale: Mapped[str] = mapped_column(String(8))
    timezone: Mapped[str | None] = mapped_column(String(64))
    """The person's own choice of zone."""
    place_zone: Mapped[str | None] = mapped_column(String(64))
    """The zone of the outlet, else of the company; the programme's where there is none."""
    company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"))
    """Where the person works now, as the employment that has not ended says; so outlet and region."""
    outlet_id: Mapped[int | None] = mapped_column(ForeignKey("outlets.id"))
    region_id: Mapped[int | None] = mapped_column(ForeignKey("regions.id"))
    """The outlet's region, else the company's."""
    manager_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    """Who looks after this partner."""
    scoped: Mapped[bool] = mapped_column(default=False)
    """Whether there are rows of scopes: nobody else's rights need a look at them."""
    frozen: Mapped[bool] = mapped_column(default=False)
    """Whether a sanction in force keeps the person from spending."""
    removed_from: Mapped[Code | None]
    """For whoever lies in the bin: the status to go back to."""
    removed_at: Mapped[datetime | None]
    shown_as: Mapped[Code]
    """How boards name the person: by name, by nickname or not at all."""
    agreed: Mapped[bool] = mapped_column(default=False)
    """Whether every consent that is needed stands now; follows the rows of consents."""
    joined_at: Mapped[datetime]
    """When the person became active; until then, when joining began."""


class PersonPiiRow(Base):
    """The only place of names, phones and usernames, sealed with the person's own key: dropping it is erasure."""

    __tablename__ = "person_pii"
    __table_args__ = (
        Index(None, "phone_index"),
        Index("ix_person_pii_to_index", "person_id", sqlite_where=TO_INDEX, postgresql_where=TO_INDEX),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    wrapped_key: Mapped[bytes] = mapped_column(LargeBinary)
    """The person's key, sealed by the installation's."""
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    """JSON of core.people.pii.Pii, sealed by the person's key."""
    phone_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    """By which a phone is found without being read: see core.people.phones."""
    findable: Mapped[bool] = mapped_column(default=False)
    """Whether rows of name_starts hold what the name is found by."""


class NameStartRow(Base):
    """Beginnings of the words of a name, each as a keyed digest: what a search asks for, and nobody can read."""

    __tablename__ = "name_starts"

    start: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True, index=True, autoincrement=False)


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
    __table_args__ = (Index(None, "person_id"), Index(None, "company_id"), Index(None, "until", "ask_at"))

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"))
    outlet_id: Mapped[int | None] = mapped_column(ForeignKey("outlets.id"))
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    """When the person last said that this still holds; the beginning counts where empty."""
    ask_at: Mapped[datetime | None]
    """When to ask whether it still holds."""


class ScopeRow(Base):
    """What a person's rights are limited to: one region or one company a row. No row, no limit."""

    __tablename__ = "scopes"
    __table_args__ = (UniqueConstraint("person_id", "region_id"), UniqueConstraint("person_id", "company_id"))

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    region_id: Mapped[int | None] = mapped_column(ForeignKey("regions.id"))
    company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"))


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
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    """Whom alone it lets in, known from a list; anybody who holds the code where empty."""
    needs_approval: Mapped[bool] = mapped_column(default=False)
    """Whether whoever comes by it waits until somebody lets him in."""
    outlet_id: Mapped[int | None] = mapped_column(ForeignKey("outlets.id"))
    """Where it hangs; who comes by it works there."""
    manager_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    """Who looks after those who come by it; whoever made it where empty."""
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


class EnrolmentRow(Base):
    """Somebody whom a list named: by whom, with which invitation and what to begin with."""

    __tablename__ = "enrolments"
    __table_args__ = (
        Index(None, "programme_id", "stage", "person_id"),
        Index(None, "enrolled_by", "stage", "person_id"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    enrolled_by: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    stage: Mapped[Code]
    """A core.people.enrolments.Stage."""
    invite_id: Mapped[int] = mapped_column(ForeignKey("invites.id"))
    """The invitation that counts now."""
    sealed_code: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Its code, to be passed on at any time; gone once it is used or revoked."""
    opening_points: Mapped[int] = mapped_column(default=0)
    opening_expires_on: Mapped[date | None]
    enrolled_at: Mapped[datetime]


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


class ErasureRow(Base):
    """A person who was erased, by opaque id: what a restored backup brings back is erased again."""

    __tablename__ = "erasures"
    __table_args__ = (Index("ix_erasures_to_scrub", "erased_at", sqlite_where=UNSCRUBBED, postgresql_where=UNSCRUBBED),)

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    """Empty where it was done again after a restore."""
    erased_at: Mapped[datetime]
    scrubbed_at: Mapped[datetime | None]
    """When nothing of it was left in the database file's free pages and log."""
