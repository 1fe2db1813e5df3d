"""A chat as readable text: what a person sees, for asserts and for failures."""

from sandbox.events import Event, EventKind
from sandbox.model import Contact, Document, Message, Photo, Rows, Sending, Sticker, Voice, full_name
from sandbox.rooms import Chat


def screen(chat: Chat) -> str:
    """The messages the phone shows, oldest first, with buttons in brackets and the reply keyboard below."""
    parts = [_message(message) for message in chat.visible]
    if chat.keyboard is not None:
        parts.append("keyboard: " + _rows(chat.keyboard.rows).replace("\n", " / "))
    return "\n".join(parts) or "(empty chat)"


def _message(message: Message) -> str:
    if message.event is not None:
        return f"* {message.author} {_told(message.event)}"
    marks = [
        f"{message.author}:",
        "(waiting)" if message.state is Sending.WAITING else "",
        f"(forwarded from {message.origin.name})" if message.origin else "",
        f"(in reply to {message.reply_to})" if message.reply_to else "",
        _media(message),
        message.text,
        *(f"({emoji})" for emoji in (message.bot_reaction, *message.reactions.values()) if emoji),
    ]
    lines = " ".join(mark for mark in marks if mark)
    return f"{lines}\n{_rows(message.buttons)}" if message.buttons else lines


def _told(event: Event) -> str:
    who = ", ".join(full_name(one) for one in event.who)
    match event.kind:
        case EventKind.JOINED:
            return f"added {who}"
        case EventKind.LEFT:
            return f"removed {who}"
        case EventKind.PINNED:
            return f"pinned {event.about.first_line!r}" if event.about is not None else "pinned"
        case EventKind.MOVED_TO | EventKind.MOVED_FROM:
            return "made the group a supergroup"
        case EventKind.TITLE:
            return "renamed the group"
    return "created the group"


def _media(message: Message) -> str:
    match message.media:
        case Photo():
            return "(photo)"
        case Document(file_name=name):
            return f"(file {name})"
        case Voice():
            return "(voice)"
        case Sticker(emoji=emoji):
            return f"(sticker {emoji})"
        case Contact(first_name=name, phone_number=number):
            return f"(contact {name} {number})"
    return ""


def _rows(rows: Rows) -> str:
    return "\n".join("  " + " ".join(f"[{button.text}]" for button in row) for row in rows)
