"""Tables of claims: drafts, claims with their lines and decisions, and the evidence they rest on."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base, Code, Id


class DraftRow(Base):
    """A sale being described. It survives restarts and is visible to support; core.claims.drafts says which picture
    reaches which."""

    __tablename__ = "drafts"
    __table_args__ = (
        Index(None, "person_id", "state"),
        UniqueConstraint("person_id", "album_key"),
        Index(None, "claim_id"),
        Index(None, "again_of"),
    )

    id: Mapped[Id]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    state: Mapped[Code]
    """open, submitted or dropped."""
    asking: Mapped[Code]
    """What the card asks for now: a core.claims.drafting.Asking."""
    search: Mapped[str] = mapped_column(String(100), default="")
    """What the person typed that leaves a choice: part of a product's name, or what is hardly a quantity."""
    browsing: Mapped[int | None]
    """The page of all products that the card shows, where it does."""
    album_key: Mapped[str | None] = mapped_column(String(64))
    """The album whose pictures reach this draft."""
    product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"))
    quantity: Mapped[int | None]
    document_no: Mapped[str | None] = mapped_column(String(64))
    sold_on: Mapped[date | None]
    issuer_id: Mapped[int | None] = mapped_column(ForeignKey("issuers.id"))
    same_as: Mapped[Code | None]
    """The answer to "another document, the same, not sure", where it had to be asked."""
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claims.id"))
    """While open: the undecided claim this draft corrects. Once submitted: the claim it became."""
    again_of: Mapped[int | None] = mapped_column(ForeignKey("claims.id"))
    """The declined claim that is sent once more."""
    pictures_until: Mapped[datetime | None]
    """How long a sale sent once more takes pictures whatever it asks for, where its note may have wanted one."""
    started_at: Mapped[datetime]
    """When the first message of this sale was sent: the instant its window is counted to."""
    told_whole: Mapped[bool] = mapped_column(default=False)
    """Whether one text told product, quantity and number without doubt: the last answer then sends the sale."""
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
    """As the person wrote it."""
    document_key: Mapped[str] = mapped_column(String(64))
    """Folded for comparison (d5)."""
    sold_on: Mapped[date]
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuers.id"))
    same_as: Mapped[Code | None]
    started_at: Mapped[datetime]
    submitted_at: Mapped[datetime]
    shown_at: Mapped[datetime | None]
    """When its evidence was safe and moderators were called."""
    due_at: Mapped[datetime]
    """When a decision is promised."""
    missed_due_at: Mapped[datetime | None]
    """The first promise that was not kept; None while none was broken."""
    decided_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


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


class DecisionRow(Base):
    """A verdict on a claim, numbered; the database holds one of each number."""

    __tablename__ = "decisions"
    __table_args__ = (UniqueConstraint("claim_id", "number"),)

    id: Mapped[Id]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    number: Mapped[int]
    verdict: Mapped[Code]
    reason: Mapped[Code | None]
    note: Mapped[str] = mapped_column(Text, default="")
    may_resubmit: Mapped[bool] = mapped_column(default=True)
    decided_by: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[datetime]


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
