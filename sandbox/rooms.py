"""Where messages stand: the server's side of a chat, who is in it, and what each phone shows of it."""

import itertools
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sandbox.model import BotUser, Message, Person, ReplyKeyboard

ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
    "can_pin_messages",
    "can_manage_topics",
    "can_manage_tags",
)
"""What an administrator may be allowed, in the Bot API's words."""
USUAL_RIGHTS = frozenset(ADMIN_RIGHTS) - {"can_promote_members"}


class RoomKind(StrEnum):
    """What kind of chat; the first three are the Bot API's."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    DIRECT = "direct"
    """Between two people: no bot ever knows of it."""


class Status(StrEnum):
    """What somebody is in a chat."""

    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    LEFT = "left"
    KICKED = "kicked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who is or was in a chat."""

    who: BotUser | Person
    status: Status = Status.MEMBER
    rights: frozenset[str] = frozenset()
    """Of an administrator: names out of ADMIN_RIGHTS."""
    anonymous: bool = False
    """An administrator who writes in the group's name."""

    @property
    def inside(self) -> bool:
        return self.status not in {Status.LEFT, Status.KICKED}

    @property
    def rules(self) -> bool:
        """Whether this is an administrator or the creator."""
        return self.status in {Status.CREATOR, Status.ADMINISTRATOR}

    def may(self, right: str) -> bool:
        return self.status is Status.CREATOR or (self.status is Status.ADMINISTRATOR and right in self.rights)


@dataclass(slots=True, kw_only=True, eq=False)
class Room:
    """The server's side of a chat."""

    id: int
    """As the Bot API names it: the person's in a private chat, negative for groups."""
    kind: RoomKind
    title: str = ""
    bot: BotUser | None = None
    """The other side of a private chat; in a group the one bot that is or was in it."""
    members: dict[int, Member] = field(default_factory=dict)
    """All who are or were here, by id; in a private chat the person alone."""
    expelled: set[int] = field(default_factory=set)
    """Ids of those who did not leave a basic group by themselves: there nobody is banned."""
    messages: list[Message] = field(default_factory=list)
    """What stands on the server, oldest first."""
    by_number: dict[int, Message] = field(default_factory=dict)
    """The same, by message_id."""
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    """message_ids of a supergroup are its own; private chats and basic groups share the bot's."""
    started: bool = False
    """Of a private chat: the person has written first, so the bot may write."""
    blocked: bool = False
    closed: bool = False
    """Of a group: only administrators may write."""
    pinned: list[Message] = field(default_factory=list)
    """The last one pinned is the last."""
    moved_to: "Room | None" = None
    """The supergroup that this group became."""
    moved_from: "Room | None" = None
    dead: bool = False
    """Of a group that moved: taps on its buttons reach nobody."""
    action: str | None = None
    """What the bot is doing ("typing"), until `action_until` or its next message."""
    action_until: datetime | None = None

    @property
    def is_group(self) -> bool:
        return self.kind in {RoomKind.GROUP, RoomKind.SUPERGROUP}

    @property
    def people(self) -> list[Person]:
        """The people who are in it."""
        return [one.who for one in self.members.values() if one.inside and isinstance(one.who, Person)]

    @property
    def bot_member(self) -> Member | None:
        """What the bot is in this group."""
        return self.members.get(self.bot.id) if self.bot is not None else None

    @property
    def has_bot(self) -> bool:
        """Whether a bot is there to hear."""
        if self.kind is RoomKind.PRIVATE:
            return True
        member = self.bot_member
        return member is not None and member.inside and self.moved_to is None

    @property
    def hears_taps(self) -> bool:
        """Whether a tap here reaches a bot."""
        after = self.moved_to
        return self.has_bot if after is None else after.has_bot and not self.dead

    def member(self, who: BotUser | Person) -> Member:
        """What somebody is here; whoever never was here has left."""
        return self.members.get(who.id) or Member(who=who, status=Status.LEFT)

    def numbered(self, message: Message) -> None:
        """Take a message that has got its number."""
        self.messages.append(message)
        self.by_number[message.message_id] = message


@dataclass(slots=True, kw_only=True, eq=False)
class Chat:
    """A room on one person's phone."""

    room: Room
    person: Person
    waiting: list[Message] = field(default_factory=list)
    """Written on the phone and not sent yet."""
    frozen: list[Message] | None = None
    """Copies of the messages as they were when the phone lost the network."""
    unread: int = 0
    keyboard: ReplyKeyboard | None = None
    asks_reply: Message | None = None
    """A message of the bot to which the next text is a reply, because the bot wished it."""

    @property
    def bot(self) -> BotUser | None:
        return self.room.bot

    @property
    def started(self) -> bool:
        return self.room.started

    @property
    def blocked(self) -> bool:
        return self.room.blocked

    @property
    def action(self) -> str | None:
        return self.room.action

    @property
    def messages(self) -> list[Message]:
        """What stands on the server; a supergroup's history begins in the group that it was."""
        before = self.room.moved_from
        return self.room.messages if before is None else before.messages + self.room.messages

    @property
    def visible(self) -> list[Message]:
        """The messages as the phone shows them."""
        return (self.messages if self.frozen is None else self.frozen) + self.waiting

    @property
    def name(self) -> str:
        """What the phone calls it."""
        if self.room.kind is RoomKind.DIRECT:
            return next(one.full_name for one in self.room.people if one is not self.person)
        return self.room.title if self.room.is_group or self.bot is None else self.bot.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """An entry of a lock screen."""

    person_id: int
    room: Room
    serial: int
    at: datetime
    rang: bool
    """False: it appeared without a sound."""
    line: str
    """The first line of the message: what the lock screen shows."""
    text: str
    """All of it, as it was when it came."""

    @property
    def bot_id(self) -> int:
        return self.room.bot.id if self.room.bot is not None else 0
