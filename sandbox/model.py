"""What exists in the world: bots, people, chats, messages, media, buttons and notifications."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(slots=True, kw_only=True, eq=False)
class BotUser:
    """A bot account."""

    id: int
    username: str
    name: str
    token: str


@dataclass(slots=True, kw_only=True, eq=False)
class Person:
    """A human account. In a private chat the chat's id is the person's."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str = "ru"
    bio: str = ""
    """A few words about the person, shown under the name."""
    offline: bool = False
    deleted: bool = False

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name


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


Media = Photo | Document | Voice | Sticker


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
    """Name of any further kind (web_app, pay ...), shown and not acted on."""


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


class Sending(StrEnum):
    """How far a message has come."""

    WAITING = "waiting"
    """On a phone without network: shown with a clock."""
    SENT = "sent"


@dataclass(slots=True, kw_only=True, eq=False)
class Message:
    """One message of a chat between a person and a bot."""

    serial: int
    """Unique in the world and there from the start; message_id is the bot's, and 0 while waiting."""
    message_id: int
    bot_id: int
    chat_id: int
    by_bot: bool
    written_at: datetime
    """When the person pressed send."""
    date: datetime
    """When the server received it."""
    text: str = ""
    """The text, or the caption of `media`."""
    entities: tuple[Entity, ...] = ()
    media: Media | None = None
    media_group_id: str | None = None
    reply_to: int | None = None
    """message_id of the message replied to."""
    buttons: Rows = ()
    """The inline keyboard."""
    silent: bool = False
    editable: bool = True
    """False for the bot's messages that carry a reply keyboard."""
    edited_at: datetime | None = None
    deleted: bool = False
    state: Sending = Sending.SENT
    bot_reaction: str | None = None
    person_reaction: str | None = None

    @property
    def first_line(self) -> str:
        """What a lock screen shows of it."""
        stripped = self.text.strip()
        if stripped:
            return stripped.splitlines()[0]
        return type(self.media).__name__ if self.media is not None else ""


@dataclass(slots=True, kw_only=True, eq=False)
class Chat:
    """A private chat of a person with a bot: the server's side of it, and what the phone shows."""

    bot: BotUser
    person: Person
    messages: list[Message] = field(default_factory=list)
    """What stands on the server, oldest first."""
    waiting: list[Message] = field(default_factory=list)
    """Written on the phone and not sent yet."""
    frozen: list[Message] | None = None
    """Copies of the messages as they were when the phone lost the network."""
    started: bool = False
    """The person has written first, so the bot may write."""
    blocked: bool = False
    unread: int = 0
    keyboard: ReplyKeyboard | None = None
    action: str | None = None
    """What the bot is doing ("typing"), until `action_until` or its next message."""
    action_until: datetime | None = None

    @property
    def visible(self) -> list[Message]:
        """The messages as the phone shows them."""
        return (self.messages if self.frozen is None else self.frozen) + self.waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """An entry of a lock screen."""

    person_id: int
    bot_id: int
    serial: int
    at: datetime
    rang: bool
    """False: it appeared without a sound."""
    line: str
    """The first line of the message: what the lock screen shows."""
    text: str
    """All of it, as it was when it came."""


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
