"""What a message may be besides written here: forwarded, or told by the chat itself."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sandbox.model import BotUser, Message, Person, full_name

if TYPE_CHECKING:
    from sandbox.rooms import Room


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a forwarded message was first written."""

    at: datetime
    sender: BotUser | Person
    room: "Room | None" = None
    """The group in whose name it was written."""
    hidden: bool = False
    """Only the name is told."""

    @property
    def name(self) -> str:
        return self.room.title if self.room is not None else full_name(self.sender)


class EventKind(StrEnum):
    """What a service message tells; the values are the Bot API's."""

    GROUP_CREATED = "group_chat_created"
    SUPERGROUP_CREATED = "supergroup_chat_created"
    TITLE = "new_chat_title"
    JOINED = "new_chat_members"
    LEFT = "left_chat_member"
    PINNED = "pinned_message"
    MOVED_TO = "migrate_to_chat_id"
    MOVED_FROM = "migrate_from_chat_id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The content of a service message."""

    kind: EventKind
    who: tuple[BotUser | Person, ...] = ()
    """Whoever joined or left."""
    room: "Room | None" = None
    """The chat that this one became, or was."""
    about: Message | None = None
    """The message pinned."""


def origin_of(message: Message) -> Origin:
    """Where a message was first written, for whoever forwards it."""
    if message.origin is not None:
        return message.origin
    room = message.room if message.anonymous else None
    hidden = isinstance(message.sender, Person) and message.sender.hides_account
    return Origin(at=message.date, sender=message.sender, room=room, hidden=hidden)
