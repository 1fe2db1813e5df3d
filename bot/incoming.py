"""Raw updates, read just far enough to know whose they are and where they belong."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.channel.arrivals import Arrival
from core.channel.inbox import lane_of

KINDS = (
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
)
"""The kinds of update we ask Telegram for."""


@dataclass(slots=True)
class Incoming:
    """An update on its way through the service."""

    update_id: int
    raw: Mapping[str, Any]
    kind: str
    lane: str
    """Whose turn it takes: a person's, else a chat's, else a poll's, else the bot's."""
    chat_id: int = 0
    user_id: int = 0
    is_picture: bool = False
    row_id: int = 0
    recovered: bool = False
    """Whether it was taken up from its row: an earlier attempt may have been interrupted."""
    begun_before: int = 0
    """How often it was begun again after a stop had interrupted it."""
    arrival: Arrival | None = None
    """The person and conversation as they stood when it came; a hint only."""

    @property
    def language(self) -> str:
        """The language of the sender's Telegram, where it says one."""
        body = self.raw.get(self.kind)
        sender = body.get("from") if isinstance(body, dict) else None
        code = sender.get("language_code") if isinstance(sender, dict) else None
        return code[:2] if isinstance(code, str) else "en"

    @property
    def tapped(self) -> int | None:
        """The message whose button was tapped."""
        body = self.raw.get(self.kind) if self.kind == "callback_query" else None
        message = body.get("message") if isinstance(body, dict) else None
        found = message.get("message_id") if isinstance(message, dict) else None
        return found if isinstance(found, int) else None

    @property
    def query_id(self) -> str:
        """The id under which a tap is answered; empty for anything else."""
        body = self.raw.get(self.kind) if self.kind == "callback_query" else None
        found = body.get("id") if isinstance(body, dict) else None
        return found if isinstance(found, str) else ""


def read(raw: object) -> Incoming:
    """What an update says of itself. Never raises: one that says nothing belongs to the bot's lane."""
    update: Mapping[str, Any] = raw if isinstance(raw, dict) else {}
    number = update.get("update_id")
    kind = next((name for name in update if name != "update_id"), "")
    body = update.get(kind)
    event: Mapping[str, Any] = body if isinstance(body, dict) else {}
    user_id, chat_id = _id(event.get("from") or event.get("user")), _id(_chat(event))
    return Incoming(
        update_id=_number(number),
        raw=update,
        kind=kind if kind.isascii() and kind.isidentifier() and len(kind) <= 32 else "unreadable",
        lane=_lane(user_id, chat_id, event),
        chat_id=chat_id or user_id,
        user_id=user_id,
        is_picture=bool(event.get("photo") or event.get("document")),
    )


def _chat(event: Mapping[str, Any]) -> object:
    if isinstance(message := event.get("message"), dict):
        return message.get("chat")
    return event.get("chat")


def _id(thing: object) -> int:
    return _number(thing.get("id")) if isinstance(thing, dict) else 0


def _number(found: object) -> int:
    """An id that fits a column, else 0."""
    return found if isinstance(found, int) and not isinstance(found, bool) and abs(found) < 2**63 else 0


def _lane(user_id: int, chat_id: int, event: Mapping[str, Any]) -> str:
    if user_id:
        return lane_of(user_id)
    if chat_id:
        return f"chat:{chat_id}"
    poll = event.get("id") if "question" in event else event.get("poll_id")
    return f"poll:{poll}" if isinstance(poll, str) and poll.isdigit() and len(poll) <= 32 else "bot"
