"""The world as the page is told about it: plain JSON, one shape a phone and one a message."""

from typing import Any

from sandbox.model import (
    BotUser,
    Button,
    Chat,
    Document,
    Entity,
    Media,
    Message,
    Notification,
    Person,
    Photo,
    Rows,
    Sending,
    Sticker,
    StoredFile,
    Voice,
)
from sandbox.page.stage import Stage
from sandbox.world import World

Json = dict[str, Any]
SHOWN = 300
"""So many of the latest messages of a chat are shown."""
PREVIEWED = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
COLOURS = 8


def phone(stage: Stage, person: Person) -> Json:
    """A phone without the messages of its chat; `bot` is None while no bot exists."""
    world = stage.world
    bot = stage.open_bot(person)
    place = list(world.people).index(person.id)
    shape: Json = {
        "id": person.id,
        "name": person.full_name,
        "initials": _initials(person),
        "bio": person.bio,
        "language": person.language_code,
        "colour": place % COLOURS,
        "place": place,
        "offline": person.offline,
        "locked": stage.is_locked(person),
        "bot": bot.id if bot else None,
        "bots": [_bot(world, other, person) for other in world.bots.values()],
        "lock": [_notification(world, entry, seen=seen) for entry, seen in stage.lock_screen(person)],
    }
    return shape | _open_chat(world, bot, person) if bot else shape


def messages(stage: Stage, person: Person) -> list[Json]:
    """The chat that is open on the phone, oldest first."""
    bot = stage.open_bot(person)
    if bot is None:
        return []
    chat = stage.world.chat(bot, person)
    return [_message(stage.world, chat, one) for one in chat.visible[-SHOWN:]]


def file_url(file: StoredFile) -> str:
    """Where the page finds a file; the number changes with its content."""
    return f"/page/file/{file.path}?v={file.unique_id}"


def weather(world: World) -> Json:
    """Limits, faults and what the bots did wrong."""
    limits = world.limits
    return {
        "limits": {
            "on": limits.on,
            "per_second": limits.per_second,
            "per_chat": limits.per_chat,
            "chat_burst": limits.chat_burst,
            "per_group_minute": limits.per_group_minute,
        },
        "faults": [
            {
                "number": fault.number,
                "kind": fault.kind.value,
                "times": fault.times,
                "probability": fault.probability,
                "delay": fault.delay,
                "retry_after": fault.retry_after,
            }
            for fault in world.faults.active
            if fault.times != 0
        ],
        "complaints": world.complaints[-20:],
    }


def _open_chat(world: World, bot: BotUser, person: Person) -> Json:
    chat = world.chat(bot, person)
    described = world.menus(bot).text("description", person.language_code)
    return {
        "blocked": chat.blocked,
        "started": chat.started or bool(chat.waiting),
        "about": described or world.menus(bot).text("description", person.language_code[:2]),
        "unread": chat.unread,
        "keyboard": _keyboard(chat),
        "commands": [
            {"command": line.command, "description": line.description} for line in world.phone(person).menu(bot)
        ],
        "action": _action(chat),
    }


def _bot(world: World, bot: BotUser, person: Person) -> Json:
    chat = world.find_chat(bot.id, person.id)
    name = world.menus(bot).text("name", person.language_code) or bot.name
    return {"id": bot.id, "name": name, "username": bot.username, "unread": chat.unread if chat else 0}


def _initials(person: Person) -> str:
    words = [word for word in (person.first_name, person.last_name or "") if word.strip()]
    return "".join(word.strip()[0] for word in words[:2]).upper()


def _notification(world: World, entry: Notification, *, seen: bool) -> Json:
    message = world.by_serial(entry.serial)
    return {
        "serial": entry.serial,
        "bot": entry.bot_id,
        "at": entry.at.timestamp(),
        "rang": entry.rang,
        "line": entry.line,
        "media": _kind(message, entry.line),
        "seen": seen,
    }


def _keyboard(chat: Chat) -> Json | None:
    keyboard = chat.keyboard
    if keyboard is None:
        return None
    return {
        "rows": _rows(keyboard.rows),
        "placeholder": keyboard.placeholder,
        "persistent": keyboard.is_persistent,
        "small": keyboard.resize,
    }


def _action(chat: Chat) -> Json | None:
    if chat.action is None or chat.action_until is None:
        return None
    return {"name": chat.action, "until": chat.action_until.timestamp()}


def _message(world: World, chat: Chat, message: Message) -> Json:
    return {
        "serial": message.serial,
        "mine": not message.by_bot,
        "at": message.date.timestamp(),
        "edited": message.edited_at is not None,
        "text": message.text,
        "entities": [_entity(entity) for entity in message.entities],
        "media": _media(message.media) if message.media else None,
        "group": message.media_group_id,
        "reply": _reply(world, chat, message.reply_to) if message.reply_to else None,
        "buttons": _rows(message.buttons),
        "waiting": message.state is Sending.WAITING,
        "silent": message.silent,
        "reactions": {"bot": message.bot_reaction, "person": message.person_reaction},
    }


def _reply(world: World, chat: Chat, message_id: int) -> Json | None:
    quoted = world.message(chat, message_id)
    if quoted is None:
        return None
    who = chat.bot.name if quoted.by_bot else chat.person.first_name
    thumb = file_url(quoted.media.sizes[0].file) if isinstance(quoted.media, Photo) else None
    line = quoted.first_line
    return {"serial": quoted.serial, "who": who, "line": line, "media": _kind(quoted, line), "thumb": thumb}


def _kind(message: Message, line: str) -> str | None:
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


def _rows(rows: Rows) -> list[list[Json]]:
    return [[_button(button) for button in row] for row in rows]


def _button(button: Button) -> Json:
    named = {
        "style": button.style,
        "data": button.callback_data,
        "url": button.url,
        "copy": button.copy_text,
        "other": button.other,
    }
    return {"text": button.text} | {name: value for name, value in named.items() if value}


def _media(media: Media) -> Json:
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
