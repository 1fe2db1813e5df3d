"""What a bot tells about itself: command menus by scope and language, name and descriptions."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sandbox.model import Command, Person
from sandbox.rooms import Room

DEFAULT = "default"
ALL_PRIVATE_CHATS = "all_private_chats"
ALL_GROUP_CHATS = "all_group_chats"
ALL_CHAT_ADMINISTRATORS = "all_chat_administrators"


def of_chat(chat_id: int) -> str:
    """The scope of one chat."""
    return f"chat:{chat_id}"


def of_administrators(chat_id: int) -> str:
    """The scope of a group's administrators."""
    return f"chat_administrators:{chat_id}"


def of_member(chat_id: int, user_id: int) -> str:
    """The scope of one member of a group."""
    return f"chat_member:{chat_id}:{user_id}"


@dataclass(slots=True)
class Menus:
    """One bot's commands; a scope and a language code ("" for the rest) name a list."""

    commands: dict[tuple[str, str], tuple[Command, ...]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    """Name, description and short description, by (kind, language code)."""

    def put(self, scope: str, language: str, commands: tuple[Command, ...]) -> None:
        """Set a list; an empty one deletes it."""
        if commands:
            self.commands[scope, language] = commands
        else:
            self.commands.pop((scope, language), None)

    def shown_to(self, person: Person, room: Room) -> tuple[Command, ...]:
        """The menu of a chat: the narrowest scope wins, and in it the person's language."""
        for scope in _scopes(person, room):
            for code in (person.language_code[:2], ""):
                found = self.commands.get((scope, code))
                if found is not None:
                    return found
        return ()

    def text(self, kind: str, language: str) -> str:
        """ "name", "description" or "short_description" in a language, else the one for all."""
        return self.texts.get((kind, language)) or self.texts.get((kind, ""), "")


def _scopes(person: Person, room: Room) -> Iterable[str]:
    if not room.is_group:
        return of_chat(room.id), ALL_PRIVATE_CHATS, DEFAULT
    rules = room.member(person).rules
    narrow = [of_member(room.id, person.id), *([of_administrators(room.id)] if rules else []), of_chat(room.id)]
    return [*narrow, *([ALL_CHAT_ADMINISTRATORS] if rules else []), ALL_GROUP_CHATS, DEFAULT]
