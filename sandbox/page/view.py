"""The world as the page is told about it: plain JSON, one shape a phone and one a message."""

from typing import Any

from sandbox.events import EventKind
from sandbox.model import Person
from sandbox.page import places
from sandbox.page.message_view import COLOURS, colour, initials, kind, message, quoted, rows
from sandbox.page.stage import Stage
from sandbox.rooms import Chat, Notification, RoomKind
from sandbox.world import World

Json = dict[str, Any]
SHOWN = 300
"""So many of the latest messages of a chat are shown."""
TOLD_ALREADY = EventKind.MOVED_FROM
"""The old group said the same."""


def phone(stage: Stage, person: Person) -> Json:
    """A phone without the messages of its chat; `open` is None while no bot exists."""
    world = stage.world
    place = list(world.people).index(person.id)
    chat = stage.open_chat(person)
    shape: Json = {
        "id": person.id,
        "name": person.full_name,
        "initials": initials(person.full_name),
        "bio": person.bio,
        "language": person.language_code,
        "colour": place % COLOURS,
        "place": place,
        "offline": person.offline,
        "locked": stage.is_locked(person),
        "open": places.key_of(chat) if chat else None,
        "chats": [_chat(world, one) for one in places.listed(world, person)],
        "people": [_person(world, other) for other in world.people.values() if other is not person],
        "links": [bot.username for bot in world.bots.values()],
        "lock": [_notification(world, person, entry, seen=seen) for entry, seen in stage.lock_screen(person)],
    }
    return shape | _open_chat(world, chat) if chat else shape


def messages(stage: Stage, person: Person) -> list[Json]:
    """The chat that is open on the phone, oldest first."""
    chat = stage.open_chat(person)
    if chat is None:
        return []
    shown = [one for one in chat.visible[-SHOWN:] if one.event is None or one.event.kind is not TOLD_ALREADY]
    return [message(stage.world, chat, one) for one in shown]


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


def _open_chat(world: World, chat: Chat) -> Json:
    room, person = chat.room, chat.person
    language = person.language_code
    menus = world.menus(room.bot) if room.bot is not None else None
    commands = world.phone(person).menu(room) if room.has_bot else ()
    asked = chat.asks_reply
    shape: Json = {
        "blocked": chat.blocked,
        "started": chat.started or bool(chat.waiting),
        "about": menus.text("description", language) or menus.text("description", language[:2]) if menus else "",
        "unread": chat.unread,
        "keyboard": _keyboard(chat),
        "commands": [{"command": line.command, "description": line.description} for line in commands],
        "action": _action(chat),
        "asks": asked.serial if asked is not None and not asked.deleted else None,
    }
    return shape | ({"group": _group(world, chat)} if room.is_group else {})


def _group(world: World, chat: Chat) -> Json:
    """What a phone knows of the group that is open on it."""
    room, own = chat.room, chat.room.member(chat.person)
    bot = next(iter(world.bots.values()), None) if room.bot is None else room.bot
    return {
        "super": room.kind is RoomKind.SUPERGROUP,
        "count": sum(one.inside for one in room.members.values()),
        "members": [_person(world, one) | {"rules": room.member(one).rules} for one in room.people],
        "bot": bot.name if bot is not None else None,
        "suffix": f"@{bot.username}" if bot is not None and room.has_bot else "",
        "hasBot": room.has_bot,
        "botRules": bot is not None and room.member(bot).rules,
        "rules": own.rules,
        "closed": room.closed and not own.rules,
        "pinned": quoted(room.pinned[-1]) if room.pinned else None,
    }


def _chat(world: World, chat: Chat) -> Json:
    room, name = chat.room, chat.name
    if room.kind is RoomKind.PRIVATE and room.bot is not None:
        name = world.menus(room.bot).text("name", chat.person.language_code) or name
    what = "group" if room.is_group else "person" if room.kind is RoomKind.DIRECT else "bot"
    tint = 0
    if what == "person":
        tint = colour(world, places.other_of(chat))
    elif what == "group":
        tint = 1 + abs(places.first(room).id) % (COLOURS - 1)
    return {
        "key": places.key_of(chat),
        "kind": what,
        "name": name,
        "initials": initials(name) if what == "person" else name[:1].upper(),
        "colour": tint,
        "unread": chat.unread,
    }


def _person(world: World, person: Person) -> Json:
    return {
        "id": person.id,
        "name": person.full_name,
        "initials": initials(person.full_name),
        "colour": colour(world, person),
    }


def _notification(world: World, person: Person, entry: Notification, *, seen: bool) -> Json:
    told = world.by_serial(entry.serial)
    chat = _chat(world, world.chat_in(entry.room, person))
    return {
        "serial": entry.serial,
        "chat": {name: chat[name] for name in ("key", "name", "initials", "colour")},
        "who": told.author if entry.room.is_group else "",
        "at": entry.at.timestamp(),
        "rang": entry.rang,
        "line": entry.line,
        "media": kind(told, entry.line),
        "seen": seen,
    }


def _keyboard(chat: Chat) -> Json | None:
    keyboard = chat.keyboard
    if keyboard is None:
        return None
    return {
        "rows": rows(keyboard.rows),
        "placeholder": keyboard.placeholder,
        "persistent": keyboard.is_persistent,
        "small": keyboard.resize,
    }


def _action(chat: Chat) -> Json | None:
    room = chat.room
    if room.action is None or room.action_until is None:
        return None
    return {"name": room.action, "until": room.action_until.timestamp()}
