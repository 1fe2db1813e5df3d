"""Tables of claims: drafts, claims with their lines and decisions, and the evidence they rest on."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base, Code, Id

HANDED = text("state = 'handed'")
TO_REMIND = text("remind_at IS NOT NULL")


class DraftRow(Base):
    """A sale being described. It survives restarts and is visible to support; core.claims.drafts says which picture
    reaches which."""

    __tablename__ = "drafts"
    __table_args__ = (
        Index(None, "person_id", "state"),
        UniqueConstraint("person_id", "album_key"),
        Index(None, "claim_id"),
        Index(None, "again_of"),
        Index(None, "series_id"),
        Index("ix_drafts_handed", "programme_id", "handed_at", sqlite_where=HANDED, postgresql_where=HANDED),
    )

    id: Mapped[Id]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    state: Mapped[Code]
    """A core.claims.claim.DraftState."""
    asking: Mapped[Code]
    """What the card asks for now: a core.claims.drafting.Asking."""
    search: Mapped[str] = mapped_column(String(100), default="")
    """What the person typed that leaves a choice: part of a product's name, or what is hardly a quantity."""
    browsing: Mapped[int | None]
    """The page of all products that the card shows, where it does."""
    album_key: Mapped[str | None] = mapped_column(String(64))
    """The album whose pictures reach this draft."""
    several: Mapped[Code | None]
    """Where pictures came together, whether they are one sale: a core.claims.claim.Several."""
    series_id: Mapped[int | None] = mapped_column(ForeignKey("drafts.id"))
    """The first draft of the list it stands in: pictures that came together and are a sale each."""
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """What was sold, as far as it is known: core.claims.lines says how it is kept."""
    at_line: Mapped[int] = mapped_column(default=0)
    """Which line a question about product or quantity means; one beyond the last is a line to be added."""
    document_no: Mapped[str | None] = mapped_column(String(64))
    sold_on: Mapped[date | None]
    issuer_id: Mapped[int | None] = mapped_column(ForeignKey("issuers.id"))
    customer_type: Mapped[Code | None]
    """A core.claims.claim.CustomerType."""
    same_as: Mapped[Code | None]
    """The answer to "another document, the same, not sure", where it had to be asked."""
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claims.id"))
    """While open: the undecided claim this draft corrects. Once submitted: the claim it became."""
    again_of: Mapped[int | None] = mapped_column(ForeignKey("claims.id"))
    """The declined claim that is sent once more."""
    pictures_until: Mapped[datetime | None]
    """How long it takes pictures beyond its first hours: where one was asked for, or a decline's note wants one."""
    started_at: Mapped[datetime]
    """When the first message of this sale was sent: the instant its window is counted to."""
    handed_at: Mapped[datetime | None]
    """When its photo was sent alone, for others to fill in the rest."""
    filled_by: Mapped[int | None]
    """Who fills it in. No foreign key: SQLite would have to rebuild the table."""
    filled_until: Mapped[datetime | None]
    """Until when others leave it alone."""
    due_at: Mapped[datetime | None]
    """By when a photo sent alone is promised to be decided."""
    missed_due_at: Mapped[datetime | None]
    """The first promise that was broken."""
    in_doubt: Mapped[bool] = mapped_column(default=False)
    """Whether its photo may be what a moderator asked for, and nobody has said so far."""
    adds_pages: Mapped[bool] = mapped_column(default=False)
    """Whether the pictures of a correction stand beside the claim's, instead of taking their place."""
    told_whole: Mapped[bool] = mapped_column(default=False)
    """Whether one text told product, quantity and number without doubt: the last answer then sends the sale."""
    practice: Mapped[bool] = mapped_column(default=False)
    """Whether it is only practised: sent, it becomes a practice and never a claim."""
    version: Mapped[int] = mapped_column(default=1)


class ClaimRow(Base):
    """A sale registered by a partner, under review or decided."""

    __tablename__ = "claims"
    __table_args__ = (
        Index(None, "person_id", "submitted_at"),
        Index(None, "programme_id", "state", "due_at"),
        Index(None, "issuer_id", "document_key", "sold_on"),
    )

    id: Mapped[Id]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    state: Mapped[Code]
    """A core.claims.claim.ClaimState."""
    document_no: Mapped[str] = mapped_column(String(64))
    """As the person wrote it; where it was left out, what the claim goes by: a serial number, or nothing."""
    document_key: Mapped[str] = mapped_column(String(64))
    """Folded for comparison; empty where the number was left out."""
    sold_on: Mapped[date]
    claimed_document_no: Mapped[str | None] = mapped_column(String(64))
    """What was claimed in place of `document_no`, once a decision has corrected it."""
    claimed_sold_on: Mapped[date | None]
    """What was claimed in place of `sold_on`, once a decision has corrected it."""
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuers.id"))
    customer_type: Mapped[Code | None]
    """A core.claims.claim.CustomerType."""
    same_as: Mapped[Code | None]
    company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"))
    """Where the person worked when it was sent; so outlet and region. A change of jobs moves no claim."""
    outlet_id: Mapped[int | None] = mapped_column(ForeignKey("outlets.id"))
    region_id: Mapped[int | None] = mapped_column(ForeignKey("regions.id"))
    started_at: Mapped[datetime]
    submitted_at: Mapped[datetime]
    shown_at: Mapped[datetime | None]
    """When its evidence was safe and moderators were called."""
    due_at: Mapped[datetime]
    """When a decision is promised."""
    first_due_at: Mapped[datetime | None]
    """The promise that holds its place in the queue, where another was made since the partner was asked something."""
    missed_due_at: Mapped[datetime | None]
    """The first promise that was not kept; None while none was broken."""
    decided_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class ClaimNoteRow(Base):
    """What partner and moderators write to each other about a claim, kept in its history."""

    __tablename__ = "claim_notes"
    __table_args__ = (
        Index(None, "claim_id"),
        Index("ix_claim_notes_remind_at", "remind_at", sqlite_where=TO_REMIND, postgresql_where=TO_REMIND),
    )

    id: Mapped[Id]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    wanted: Mapped[Code | None]
    """What it asks the partner for: a core.claims.claim.Wanted; None for a mere note."""
    text: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    """When the partner gave what was asked."""
    remind_at: Mapped[datetime | None]
    """When to remind the partner of what was asked; None once that is done, or nothing was asked."""


class ClaimLineRow(Base):
    """One product of a claim. The rate is fixed at submission: the one of the sale's date."""

    __tablename__ = "claim_lines"
    __table_args__ = (
        UniqueConstraint("claim_id", "position"),
        Index(None, "product_id", "claim_id"),
        CheckConstraint("quantity > 0", name="quantity_positive"),
    )

    id: Mapped[Id]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    position: Mapped[int]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    quantity: Mapped[int]
    rate_id: Mapped[int] = mapped_column(ForeignKey("rates.id"))
    points: Mapped[int]
    """What the line earns when approved: quantity times the rate."""
    serials: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    """Serial numbers as the person wrote them."""


class DecisionRow(Base):
    """A verdict on a claim, numbered; the database holds one of each number."""

    __tablename__ = "decisions"
    __table_args__ = (UniqueConstraint("claim_id", "number"), Index(None, "at"))

    id: Mapped[Id]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    number: Mapped[int]
    verdict: Mapped[Code]
    reason: Mapped[Code | None]
    note: Mapped[str] = mapped_column(Text, default="")
    may_resubmit: Mapped[bool] = mapped_column(default=True)
    decided_by: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    seconded_by: Mapped[int | None]
    """The second person who approved, where two had to. No foreign key: SQLite would have to rebuild the table, which
    the ledger's guards look at."""
    at: Mapped[datetime]
    granted: Mapped[int] = mapped_column(default=0, server_default="0")
    """Points that its lines grant together: the database takes no line beyond them."""


class EvidenceRow(Base):
    """A photo or file that came for a sale, from the moment it was announced."""

    __tablename__ = "evidence"
    __table_args__ = (
        Index(
            None,
            "channel",
            "message_key",
            unique=True,
            sqlite_where=text("NOT brought_along"),
            postgresql_where=text("NOT brought_along"),
        ),
        Index(None, "message_key"),
        Index(None, "draft_id"),
        Index(None, "claim_id"),
        Index(None, "sha256"),
        Index(None, "unique_id"),
        Index(None, "state", "next_try_at"),
    )

    id: Mapped[Id]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("drafts.id"))
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claims.id"))
    state: Mapped[Code]
    """awaited, stored, refused or replaced."""
    kind: Mapped[Code]
    """photo or file: how the channel holds it."""
    channel: Mapped[Code]
    message_key: Mapped[str] = mapped_column(String(64))
    """chat:message of the channel, unique there: one message brings one picture once."""
    brought_along: Mapped[bool] = mapped_column(default=False)
    """Whether it came with a declined claim that is sent again, and not by its message."""
    file_id: Mapped[str] = mapped_column(String(255))
    """What the channel fetches it by."""
    unique_id: Mapped[str] = mapped_column(String(64), default="")
    """What the channel recognises a copy by."""
    sha256: Mapped[str | None] = mapped_column(String(64))
    """Of the bytes as received."""
    refused_for: Mapped[Code | None]
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime]
    received_at: Mapped[datetime]
    stored_at: Mapped[datetime | None]


class BlobRow(Base):
    """The bytes of evidence, re-encoded and sealed, under the SHA-256 of what was received."""

    __tablename__ = "evidence_blobs"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    media_type: Mapped[str] = mapped_column(String(64))
    width: Mapped[int]
    height: Mapped[int]
    stored_at: Mapped[datetime]
