"""Command menus and what a bot tells about itself."""

from typing import Any

import pytest

from sandbox.human import Human
from sandbox.world import World
from tests.sandbox.caller import Caller, refused


def commands(*names: str) -> list[dict[str, str]]:
    return [{"command": name, "description": f"About {name}"} for name in names]


async def test_the_narrowest_scope_and_the_own_language_win(call: Caller, world: World, ivan: Human) -> None:
    olga = Human(world, world.new_person("Olga", language_code="it"), ivan.bot)
    await olga.says("/start")
    await call("setMyCommands", commands=commands("start"))
    await call("setMyCommands", commands=commands("aiuto"), language_code="it")
    assert (list(ivan.menu), list(olga.menu)) == (["start"], ["aiuto"])
    await call("setMyCommands", commands=commands("claim"), scope={"type": "all_private_chats"})
    assert (list(ivan.menu), list(olga.menu)) == (["claim"], ["claim"])
    own = {"type": "chat", "chat_id": ivan.person.id}
    await call("setMyCommands", commands=commands("queue"), scope=own)
    assert (list(ivan.menu), list(olga.menu)) == (["queue"], ["claim"])
    assert await call("getMyCommands", scope=own) == commands("queue")
    await call("deleteMyCommands", scope=own)
    assert list(ivan.menu) == ["claim"]


BAD: list[tuple[dict[str, Any], str]] = [
    ({"commands": [{"command": "Bad Name", "description": "x"}]}, "BOT_COMMAND_INVALID"),
    ({"commands": [{"command": "", "description": "x"}]}, "command must be non-empty"),
    ({"commands": [{"command": "x", "description": ""}]}, "command description must be non-empty"),
    ({"commands": [{"command": "x", "description": "x" * 257}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ({"commands": commands("x"), "scope": {"type": "chat", "chat_id": 1}}, "chat not found"),
    (
        {"commands": commands("x"), "scope": {"type": "chat"}},
        "can't parse BotCommandScope: Can't find field \"chat_id\"",
    ),
    (
        {"commands": commands("x"), "scope": {"type": "galaxy"}},
        "can't parse BotCommandScope: Unsupported type specified",
    ),
    ({"commands": commands("x"), "language_code": "english"}, "invalid language code specified"),
    ({"commands": "["}, "can't parse commands JSON object"),
]


@pytest.mark.parametrize(("params", "reason"), BAD)
async def test_bad_commands_are_refused(call: Caller, world: World, params: dict[str, Any], reason: str) -> None:
    world.checks_schema = False
    with refused(reason):
        await call("setMyCommands", **params)


async def test_descriptions_by_language(call: Caller) -> None:
    await call("setMyDescription", description="Points for sales")
    await call("setMyDescription", description="Баллы за продажи", language_code="ru")
    assert (await call("getMyDescription", language_code="ru"))["description"] == "Баллы за продажи"
    assert (await call("getMyDescription", language_code="it"))["description"] == "Points for sales"
    assert (await call("getMyName"))["name"] == "Tandem"
    with refused("BOT_SHORT_DESCRIPTION_TOO_LONG"):
        await call("setMyShortDescription", short_description="x" * 121)


async def test_the_bot_knows_itself_and_whom_it_talks_to(call: Caller, ivan: Human) -> None:
    assert (await call("getMe"))["username"] == "tandem_bot"
    assert (await call("getChat", chat_id=ivan.person.id))["first_name"] == "Ivan"
    with refused("chat not found"):
        await call("getChat", chat_id=5)
