"""Who is who: getMe, getChat, and the bot's name and descriptions."""

from collections.abc import Callable
from typing import Any

from sandbox import wire
from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.invocation import Invocation
from sandbox.changes import ChangeKind


def get_me(call: Invocation) -> wire.Json:
    return wire.bot_user(call.bot) | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(call: Invocation) -> wire.Json:
    """A ChatFullInfo."""
    return wire.chat(call.any_chat()) | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
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


def _getter(parameter: str) -> Callable[[Invocation], wire.Json]:
    def get(call: Invocation) -> wire.Json:
        found = call.world.menus(call.bot).text(parameter, call.params.text("language_code"))
        return {parameter: found or (call.bot.name if parameter == "name" else "")}

    return get


METHODS: dict[str, Callable[[Invocation], Any]] = {
    "getMe": get_me,
    "getChat": get_chat,
    "setMyName": _setter("name", 64),
    "getMyName": _getter("name"),
    "setMyDescription": _setter("description", 512),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description", 120),
    "getMyShortDescription": _getter("short_description"),
}
