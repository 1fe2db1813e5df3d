"""One message as the page is told about it."""

from typing import Any

from sandbox.events import Event, EventKind
from sandbox.model import (
    Button,
    Contact,
    Document,
    Entity,
    Media,
    Message,
    Person,
    Photo,
    Rows,
    Sending,
    Sticker,
    StoredFile,
    Voice,
    full_name,
)
from sandbox.rooms import Chat
from sandbox.world import World

Json = dict[str, Any]
PREVIEWED = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
COLOURS = 8


def file_url(file: StoredFile) -> str:
    """Where the page finds a file; the number changes with its content."""
    return f"/page/file/{file.path}?v={file.unique_id}"


def colour(world: World, person: Person) -> int:
    return list(world.people).index(person.id) % COLOURS


def initials(name: str) -> str:
    return "".join(word[0] for word in name.split()[:2]).upper()


def message(world: World, chat: Chat, message: Message) -> Json:
    """One message as this phone shows it."""
    return {
        "serial": message.serial,
        "mine": message.sender is chat.person and not message.event,
        "by": _author(world, message),
        "at": message.date.timestamp(),
        "edited": message.edited_at is not None,
        "text": message.text,
        "entities": [_entity(entity) for entity in message.entities],
        "media": _media(world, message.media) if message.media else None,
        "group": message.media_group_id,
        "reply": quoted(message.replied) if message.replied and not message.replied.deleted else None,
        "origin": message.origin.name if message.origin else None,
        "event": _event(message.event) if message.event else None,
        "protected": message.protected,
        "buttons": rows(message.buttons),
        "waiting": message.state is Sending.WAITING,
        "silent": message.silent,
        "reactions": _reactions(chat, message),
    }


def _author(world: World, message: Message) -> Json | None:
    """Who wrote it, told apart by a colour; only groups need it."""
    if not message.room.is_group:
        return None
    sender = message.sender
    known = isinstance(sender, Person) and not message.anonymous
    name = sender.full_name if isinstance(sender, Person) and known else message.author
    return {"id": sender.id, "name": name, "colour": colour(world, sender) if isinstance(sender, Person) else 0}


def _event(event: Event) -> Json:
    told = {
        EventKind.JOINED: ", ".join(full_name(one) for one in event.who),
        EventKind.LEFT: ", ".join(full_name(one) for one in event.who),
        EventKind.PINNED: event.about.first_line if event.about is not None else "",
        EventKind.TITLE: event.room.title if event.room is not None else "",
    }
    return {"kind": event.kind.value, "what": told.get(event.kind, "")}


def _reactions(chat: Chat, message: Message) -> Json:
    others = [emoji for who, emoji in message.reactions.items() if who != chat.person.id]
    bot = [message.bot_reaction] if message.bot_reaction else []
    return {"mine": message.reactions.get(chat.person.id), "others": bot + others}


def quoted(what: Message) -> Json:
    thumb = file_url(what.media.sizes[0].file) if isinstance(what.media, Photo) else None
    line = what.first_line
    return {"serial": what.serial, "who": what.author, "line": line, "media": kind(what, line), "thumb": thumb}


def kind(message: Message, line: str) -> str | None:
    """The kind of media, where it stands in place of a first line."""
    name = type(message.media).__name__
    return name.lower() if message.media is not None and line == name else None


def _entity(entity: Entity) -> Json:
    shape: Json = {"type": entity.type, "offset": entity.offset, "length": entity.length}
    if entity.url:
        shape["url"] = entity.url
    if entity.language:
        shape["language"] = entity.language
    return shape


def rows(of: Rows) -> list[list[Json]]:
    return [[_button(button) for button in row] for row in of]


def _button(button: Button) -> Json:
    named = {
        "style": button.style,
        "data": button.callback_data,
        "url": button.url,
        "copy": button.copy_text,
        "other": button.other,
    }
    return {"text": button.text} | {name: value for name, value in named.items() if value}


def _media(world: World, media: Media) -> Json:
    match media:
        case Photo(sizes=sizes):
            preview = next((size for size in sizes if max(size.width, size.height) >= 320), media.best)
            return {
                "kind": "photo",
                "small": file_url(preview.file),
                "full": file_url(media.best.file),
                "width": media.best.width,
                "height": media.best.height,
            }
        case Document():
            return {
                "kind": "document",
                "name": media.file_name or "file",
                "size": len(media.file.content),
                "url": file_url(media.file),
                "preview": media.mime_type in PREVIEWED,
            }
        case Voice():
            return {"kind": "voice", "duration": media.duration}
        case Sticker():
            return {"kind": "sticker", "emoji": media.emoji}
        case Contact():
            name = " ".join(filter(None, (media.first_name, media.last_name)))
            known = world.people.get(media.user_id) if media.user_id is not None else None
            number = media.phone_number if media.phone_number.startswith("+") else f"+{media.phone_number}"
            tint = colour(world, known) if known is not None else 0
            return {"kind": "contact", "name": name, "initials": initials(name), "number": number, "colour": tint}
