"""What exists in the world: bots, people, messages, media and buttons; the chats they stand in are in rooms.py."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.events import Event, Origin
    from sandbox.rooms import Room


@dataclass(slots=True, kw_only=True, eq=False)
class BotUser:
    """A bot account."""

    id: int
    username: str
    name: str
    token: str
    privacy: bool = True
    """In groups it gets only what is meant for it, unless it is an administrator there."""


@dataclass(slots=True, kw_only=True, eq=False)
class Person:
    """A human account. In a private chat the chat's id is the person's."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str = "ru"
    phone_number: str = ""
    """Digits with the country's code, as a shared contact carries them."""
    bio: str = ""
    """A few words about the person, shown under the name."""
    hides_account: bool = False
    """What others forward of this person's messages names the person and leads to no account."""
    offline: bool = False
    deleted: bool = False

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name


def full_name(who: BotUser | Person) -> str:
    return who.name if isinstance(who, BotUser) else who.full_name


class FileKind(StrEnum):
    """What a file_id may be used as."""

    PHOTO = "photo"
    DOCUMENT = "document"
    VOICE = "voice"
    STICKER = "sticker"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StoredFile:
    """Bytes on the server's disk, known by content."""

    unique_id: str
    kind: FileKind
    content: bytes = field(repr=False)
    path: str
    """The file_path of getFile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoSize:
    file: StoredFile
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """One picture in several sizes, smallest first."""

    sizes: tuple[PhotoSize, ...]

    @property
    def best(self) -> PhotoSize:
        return self.sizes[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    file: StoredFile
    file_name: str | None = None
    mime_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    file: StoredFile
    duration: int
    """Seconds."""
    mime_type: str = "audio/ogg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sticker:
    file: StoredFile
    emoji: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A phone number out of somebody's address book."""

    phone_number: str
    first_name: str
    last_name: str | None = None
    user_id: int | None = None
    """The account behind it, where there is one."""


FileMedia = Photo | Document | Voice | Sticker
Media = FileMedia | Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A formatted stretch of text; offset and length count UTF-16 units."""

    type: str
    """bold, italic, underline, strikethrough, spoiler, code, pre, text_link, blockquote, bot_command, url ..."""
    offset: int
    length: int
    url: str | None = None
    language: str | None = None
    user_id: int | None = None
    custom_emoji_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """An inline button (exactly one of the actions is set) or a key of a reply keyboard (text alone)."""

    text: str
    style: str | None = None
    """None, "primary" (blue), "success" (green) or "danger" (red)."""
    callback_data: str | None = None
    url: str | None = None
    copy_text: str | None = None
    other: str | None = None
    """Name of any further kind (request_contact, web_app, pay ...); all but the first are shown and not acted on."""


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyKeyboard:
    """The keyboard that stands in place of the letters."""

    rows: Rows
    is_persistent: bool = False
    one_time: bool = False
    resize: bool = False
    placeholder: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """A checked reply_markup."""

    buttons: Rows = ()
    """Of an inline keyboard."""
    keyboard: ReplyKeyboard | None = None
    removes_keyboard: bool = False
    forces_reply: bool = False
    selective: bool = False
    """In a group: only for those whom the message names or answers."""


class Sending(StrEnum):
    """How far a message has come."""

    WAITING = "waiting"
    """On a phone without network: shown with a clock."""
    SENT = "sent"


@dataclass(slots=True, kw_only=True, eq=False)
class Message:
    """One message of a chat."""

    serial: int
    """Unique in the world and there from the start; message_id is the bot's, and 0 while waiting."""
    message_id: int
    room: "Room"
    sender: BotUser | Person
    written_at: datetime
    """When the person pressed send."""
    date: datetime
    """When the server received it."""
    text: str = ""
    """The text, or the caption of `media`."""
    entities: tuple[Entity, ...] = ()
    media: Media | None = None
    media_group_id: str | None = None
    replied: "Message | None" = None
    """The message replied to."""
    origin: "Origin | None" = None
    """Set on a forwarded message."""
    event: "Event | None" = None
    """Set on a service message, which has no other content."""
    anonymous: bool = False
    """Written by an administrator in the group's name."""
    buttons: Rows = ()
    """The inline keyboard."""
    silent: bool = False
    protected: bool = False
    """It cannot be forwarded or copied."""
    editable: bool = True
    """False for the bot's messages that carry a reply keyboard."""
    edited_at: datetime | None = None
    deleted: bool = False
    state: Sending = Sending.SENT
    bot_reaction: str | None = None
    reactions: dict[int, str] = field(default_factory=dict)
    """Those of people, by their ids."""

    @property
    def by_bot(self) -> bool:
        return isinstance(self.sender, BotUser)

    @property
    def chat_id(self) -> int:
        return self.room.id

    @property
    def bot_id(self) -> int:
        """The bot of the chat, 0 where there is none."""
        return self.room.bot.id if self.room.bot is not None else 0

    @property
    def reply_to(self) -> int | None:
        """message_id of the message replied to."""
        return self.replied.message_id if self.replied is not None else None

    @property
    def author(self) -> str:
        """The name above it."""
        if self.anonymous:
            return self.room.title
        return self.sender.name if isinstance(self.sender, BotUser) else self.sender.first_name

    @property
    def has_only_links(self) -> bool:
        """Whether its keyboard outlives a forward."""
        return all(button.url is not None for row in self.buttons for button in row)

    @property
    def person_reaction(self) -> str | None:
        """The first reaction of a person: in a private chat there is no other."""
        return next(iter(self.reactions.values()), None)

    @property
    def first_line(self) -> str:
        """What a lock screen shows of it."""
        if self.event is not None and self.event.about is not None:
            return self.event.about.first_line
        stripped = self.text.strip()
        if stripped:
            return stripped.splitlines()[0]
        return type(self.media).__name__ if self.media is not None else ""


@dataclass(slots=True, kw_only=True, eq=False)
class Tap:
    """A tap on an inline button, and what the bot answered."""

    query_id: str
    bot_id: int
    person_id: int
    serial: int
    button: Button
    at: datetime
    answered: bool = False
    lost: bool = False
    """No network, or the message is gone: nothing reached the bot."""
    toast: str | None = None
    alert: bool = False
    """The answer is a dialog to be closed, in place of a passing toast."""
    opened_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A line of the command menu."""

    command: str
    description: str
