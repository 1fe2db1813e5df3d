"""Who the bot is: getMe, its name and descriptions."""

from collections.abc import Callable
from typing import Any

from sandbox import wire_chats
from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.invocation import Invocation
from sandbox.changes import ChangeKind


def get_me(call: Invocation) -> wire_chats.Json:
    return wire_chats.bot_user(call.bot) | {
        "can_join_groups": True,
        "can_read_all_group_messages": not call.bot.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def _setter(parameter: str, most: int) -> Callable[[Invocation], bool]:
    def put(call: Invocation) -> bool:
        value = call.params.text(parameter)
        if len(value) > most:
            raise bad_request(f"BOT_{parameter.upper()}_TOO_LONG")
        texts = call.world.menus(call.bot).texts
        texts[parameter, call.params.text("language_code")] = value
        call.world.changes.tell(ChangeKind.MENU, bot_id=call.bot.id)
        return True

    return put


def _getter(parameter: str) -> Callable[[Invocation], wire_chats.Json]:
    def get(call: Invocation) -> wire_chats.Json:
        found = call.world.menus(call.bot).text(parameter, call.params.text("language_code"))
        return {parameter: found or (call.bot.name if parameter == "name" else "")}

    return get


METHODS: dict[str, Callable[[Invocation], Any]] = {
    "getMe": get_me,
    "setMyName": _setter("name", 64),
    "getMyName": _getter("name"),
    "setMyDescription": _setter("description", 512),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description", 120),
    "getMyShortDescription": _getter("short_description"),
}
