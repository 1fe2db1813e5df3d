"""The chats on a person's phone, as the page names and lists them."""

from sandbox.model import Person
from sandbox.rooms import Chat, Room, RoomKind
from sandbox.world import World


def key_of(chat: Chat) -> str:
    """How the page names a chat of this phone; a supergroup keeps the name of the group that it was."""
    room = chat.room
    if room.is_group:
        return f"g{-first(room).id}"
    if room.kind is RoomKind.DIRECT:
        return f"p{other_of(chat).id}"
    return f"b{room.bot.id if room.bot is not None else 0}"


def other_of(chat: Chat) -> Person:
    """The other one in a chat between two people."""
    return next(one for one in chat.room.people if one is not chat.person)


def listed(world: World, person: Person) -> list[Chat]:
    """The bots, then the groups the person is in and the people he writes with, each in the order they came."""
    bots = [world.chat(bot, person) for bot in world.bots.values()]
    others = [chat for chat in world.chats_of(person) if chat.room.kind is not RoomKind.PRIVATE]
    return bots + [chat for chat in others if _is_shown(chat)]


def named(world: World, person: Person, key: str) -> Chat | None:
    """The chat with this key, if it is on the phone."""
    return next((chat for chat in listed(world, person) if key_of(chat) == key), None)


def first(room: Room) -> Room:
    """The group that a supergroup was, or the room itself."""
    while room.moved_from is not None:
        room = room.moved_from
    return room


def _is_shown(chat: Chat) -> bool:
    if chat.room.is_group:
        return chat.room.moved_to is None and chat.room.member(chat.person).inside
    return bool(chat.visible)
