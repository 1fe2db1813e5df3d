"""Command menus by scope and language."""

import re
from collections.abc import Callable
from typing import Any

from sandbox import menus
from sandbox.bot_api.errors import ApiError, bad_request, migrated
from sandbox.bot_api.invocation import Invocation
from sandbox.bot_api.params import whole
from sandbox.changes import ChangeKind
from sandbox.model import Command

MOST_COMMANDS = 100
_NAME = re.compile(r"[a-z0-9_]{1,32}")
_WHOLE_SCOPES = frozenset(
    {menus.DEFAULT, menus.ALL_PRIVATE_CHATS, menus.ALL_GROUP_CHATS, menus.ALL_CHAT_ADMINISTRATORS}
)
_CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})


def set_my_commands(call: Invocation) -> bool:
    shapes = call.params.decoded("commands", label="commands")
    if not isinstance(shapes, list):
        raise bad_request("expected an Array of BotCommand")
    commands = tuple(_command(shape) for shape in shapes)
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    _put(call, commands)
    return True


def delete_my_commands(call: Invocation) -> bool:
    _put(call, ())
    return True


def get_my_commands(call: Invocation) -> list[dict[str, str]]:
    """The list of exactly this scope and language."""
    found = call.world.menus(call.bot).commands.get((_scope(call), _language(call)), ())
    return [{"command": one.command, "description": one.description} for one in found]


def _put(call: Invocation, commands: tuple[Command, ...]) -> None:
    call.world.menus(call.bot).put(_scope(call), _language(call), commands)
    call.world.changes.tell(ChangeKind.MENU, bot_id=call.bot.id)


def _command(shape: Any) -> Command:
    if not isinstance(shape, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name = str(shape.get("command") or "").removeprefix("/")
    description = str(shape.get("description") or "").strip()
    if not name:
        raise bad_request("command must be non-empty")
    if not description:
        raise bad_request("command description must be non-empty")
    if not _NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if len(description) > 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return Command(command=name, description=description)


def _scope(call: Invocation) -> str:
    shape = call.params.decoded("scope", label="BotCommandScope")
    if shape is None:
        return menus.DEFAULT
    kind = str(shape.get("type")) if isinstance(shape, dict) else ""
    if kind in _WHOLE_SCOPES:
        return kind
    if kind not in _CHAT_SCOPES:
        raise _unparsable("Unsupported type specified")
    needed = ("chat_id", "user_id") if kind == "chat_member" else ("chat_id",)
    for name in needed:
        if name not in shape:
            raise _unparsable(f'Can\'t find field "{name}"')
    return _narrow_scope(call, kind, shape)


def _narrow_scope(call: Invocation, kind: str, shape: dict[str, Any]) -> str:
    room = call.world.find_room(call.bot, whole(shape["chat_id"]))
    if room is None or not room.started:
        raise bad_request("chat not found")
    if room.moved_to is not None:
        raise migrated(room.moved_to.id)
    if kind == "chat":
        return menus.of_chat(room.id)
    if not room.is_group:
        raise bad_request("there are no administrators in the private chat")
    if kind == "chat_administrators":
        return menus.of_administrators(room.id)
    return menus.of_member(room.id, whole(shape["user_id"]))


def _language(call: Invocation) -> str:
    code = call.params.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def _unparsable(reason: str) -> ApiError:
    return bad_request(f"can't parse BotCommandScope: {reason}")


METHODS: dict[str, Callable[[Invocation], Any]] = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
}
