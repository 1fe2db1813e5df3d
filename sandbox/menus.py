"""What a bot tells about itself: command menus by scope and language, name and descriptions."""

from dataclasses import dataclass, field

from sandbox.model import Command

DEFAULT = "default"
ALL_PRIVATE_CHATS = "all_private_chats"


def of_chat(chat_id: int) -> str:
    """The scope of one chat."""
    return f"chat:{chat_id}"


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

    def shown_to(self, chat_id: int, language: str) -> tuple[Command, ...]:
        """The menu of a private chat: the narrowest scope wins, and in it the person's language."""
        for scope in (of_chat(chat_id), ALL_PRIVATE_CHATS, DEFAULT):
            for code in (language[:2], ""):
                found = self.commands.get((scope, code))
                if found is not None:
                    return found
        return ()

    def text(self, kind: str, language: str) -> str:
        """ "name", "description" or "short_description" in a language, else the one for all."""
        return self.texts.get((kind, language)) or self.texts.get((kind, ""), "")
