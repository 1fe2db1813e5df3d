"""Tables of the durable side of a messenger channel: inbox, conversations, cards, outbox, pauses."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base, Code, Id

SETTLED = text("payload IS NOT NULL AND state <> 'new'")
"""Updates whose payload is to be emptied: an index holds them, and is used only where it is asked word for word."""
DEAD = text("payload IS NOT NULL AND state = 'dead'")
"""Updates that an owner can have handled once more; as above."""
AMISS = text("payload IS NOT NULL AND state IN ('failed', 'unknown')")
"""Messages that an owner can have sent once more; as above."""


TOLD = text("person_id IS NOT NULL AND message_id IS NOT NULL")
"""Messages that told a person something: an index holds them, and is used only where it is asked word for word."""


class InboxRow(Base):
    """An update as it came, kept before it is confirmed. Ids stay for good, payloads for a day."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("bot_id", "update_id"),
        Index(None, "state", "id"),
        Index("ix_inbox_settled", "received_at", sqlite_where=SETTLED, postgresql_where=SETTLED),
        Index("ix_inbox_dead", "id", sqlite_where=DEAD, postgresql_where=DEAD),
    )

    id: Mapped[Id]
    bot_id: Mapped[int]
    update_id: Mapped[int]
    lane: Mapped[str] = mapped_column(String(64))
    kind: Mapped[Code]
    state: Mapped[Code]
    """A core.channel.inbox.InboxState."""
    payload: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The raw update, sealed; blanked a day after it is done."""
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(String(200))
    """Why it is dead or quarantined: the kind of failure, never what people wrote."""
    received_at: Mapped[datetime]
    owner: Mapped[str] = mapped_column(String(32), default="")
    """The replica that handles it."""


class ConversationRow(Base):
    """What the bot awaits from a person: the step's name and the ids it is about."""

    __tablename__ = "conversations"

    bot_id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str | None] = mapped_column(String(64))
    data: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column(default=1)


class CardRow(Base):
    """A message that changes: where it stands, so that it can be edited when its subject moves on."""

    __tablename__ = "cards"
    __table_args__ = (
        UniqueConstraint("person_id", "kind", "subject_id"),
        UniqueConstraint("group_id", "kind", "subject_id"),
        Index(None, "kind", "subject_id"),
    )

    id: Mapped[Id]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    """Whose it is; None for a group's."""
    group_id: Mapped[int | None] = mapped_column(ForeignKey("groups.id"))
    kind: Mapped[Code]
    subject_id: Mapped[int]
    message_id: Mapped[int | None]
    """The channel's message, once sent."""
    has_picture: Mapped[bool] = mapped_column(default=False)
    shown: Mapped[str | None] = mapped_column(String(64))
    """Fingerprint of what the message shows."""
    version: Mapped[int] = mapped_column(default=1)


class GroupRow(Base):
    """A group in which sales to decide are shown."""

    __tablename__ = "groups"
    __table_args__ = (UniqueConstraint("external_id"), Index(None, "programme_id"))

    id: Mapped[Id]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    external_id: Mapped[int]
    """The channel's chat; another one once the group has become a supergroup."""
    regions: Mapped[list[int]] = mapped_column(JSON, default=list)
    """What is shown, as core.people.scopes has it; all sales where both are empty."""
    companies: Mapped[list[int]] = mapped_column(JSON, default=list)
    also_each: Mapped[bool] = mapped_column(default=False)
    """Whether every moderator gets cards of his own besides."""
    bound_by: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    bound_at: Mapped[datetime]
    lost_at: Mapped[datetime | None]
    """When it was unbound, or the bot thrown out."""


class OutboxRow(Base):
    """Something to be told, in the same transaction as its cause. Delivery settles it after the commit."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("key"),
        Index(None, "state", "id"),
        Index("ix_outbox_amiss", "state", "id", sqlite_where=AMISS, postgresql_where=AMISS),
        Index("ix_outbox_told", "person_id", "message_id", sqlite_where=TOLD, postgresql_where=TOLD),
    )

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(String(96))
    """What makes it the same message: `update:7:1`, `claim:42:decision:1:partner`."""
    form: Mapped[Code]
    """call (a stored method), card (drawn at its turn) or notice (worded at its turn)."""
    kind: Mapped[str] = mapped_column(String(64))
    """The method's name, the card's kind or the notice's kind."""
    priority: Mapped[int]
    """0 interactive, 1 decisions and money, 2 nudges, 3 broadcast."""
    chat_id: Mapped[int | None]
    """The channel's chat, for calls."""
    person_id: Mapped[int | None]
    """The recipient, for cards and notices."""
    card_id: Mapped[int | None]
    payload: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Sealed JSON; blanked when settled, a week later where it did not surely arrive."""
    state: Mapped[Code]
    """A core.channel.outbox.OutboxState."""
    tries: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(String(200))
    message_id: Mapped[int | None]
    created_at: Mapped[datetime]
    owner: Mapped[str] = mapped_column(String(32), default="")
    """The replica that committed it and sends it."""


class PauseRow(Base):
    """A chat, or the whole bot (chat 0), that the channel asked us to leave alone for a while."""

    __tablename__ = "pauses"

    bot_id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = mapped_column(primary_key=True)
    until: Mapped[datetime]
