"""What a bot shows in a group: keyboards for some, menus by scope, pins; and what it is told of reactions."""

import pytest

from sandbox.human import Group, Human
from tests.sandbox.caller import Caller, refused
from tests.sandbox.company import another, heard

ALL_KINDS = ["message", "callback_query", "my_chat_member", "chat_member", "message_reaction"]


@pytest.fixture
def anna(ivan: Human) -> Human:
    return another(ivan, "Anna", username="anna_b")


@pytest.fixture
async def group(ivan: Human, anna: Human) -> Group:
    """A basic group of two with the bot as a plain member."""
    made = await ivan.makes_group("Review", [anna])
    await ivan.adds_bot(made)
    return made


async def test_a_keyboard_may_be_for_some(call: Caller, ivan: Human, anna: Human, group: Group) -> None:
    """A selective one is shown to those whom its message names or answers; numbers are asked for in private."""
    keyboard = {"keyboard": [[{"text": "Yes"}]], "selective": True}
    await call("sendMessage", chat_id=group.id, text="@anna_b ?", reply_markup=keyboard)
    assert anna.chat_in(group).keyboard is not None
    assert ivan.chat_in(group).keyboard is None
    await anna.taps("Yes", chat=group)
    assert ivan.screen_of(group).endswith("Anna: Yes")
    with refused("phone number can be requested in private chats only"):
        asks = {"keyboard": [[{"text": "Number", "request_contact": True}]]}
        await call("sendMessage", chat_id=group.id, text="x", reply_markup=asks)


async def test_a_forced_reply_answers_the_bot(call: Caller, anna: Human, group: Group) -> None:
    """So a bot with privacy on hears the next text of whomever it asked."""
    await call("sendMessage", chat_id=group.id, text="Why?", reply_markup={"force_reply": True})
    await anna.says("Blurred", chat=group)
    await anna.says("chatter", chat=group)
    assert await heard(call) == ["Blurred"]


async def test_menus_of_a_group_go_by_scope(call: Caller, ivan: Human, anna: Human, group: Group) -> None:
    async def put(name: str, **scope: object) -> None:
        await call("setMyCommands", commands=[{"command": name, "description": name}], scope=scope)

    await put("private", type="all_private_chats")
    await put("everyone", type="all_group_chats")
    await put("rulers", type="chat_administrators", chat_id=group.id)
    assert (list(ivan.menu_in(group)), list(anna.menu_in(group))) == (["rulers"], ["everyone"])
    await put("anna", type="chat_member", chat_id=group.id, user_id=anna.person.id)
    assert (list(anna.menu_in(group)), list(ivan.menu)) == (["anna"], ["private"])


async def test_reactions_in_a_group_are_told_to_an_administrator(
    call: Caller, ivan: Human, anna: Human, group: Group
) -> None:
    await call.updates(allowed_updates=ALL_KINDS)
    await call("sendMessage", chat_id=group.id, text="x")
    message = ivan.last_message_in(group)
    await anna.reacts(message, "👍")
    await ivan.appoints_bot(group)
    await ivan.reacts(message, "🔥")
    told = [one["message_reaction"]["user"]["id"] for one in await call.updates() if "message_reaction" in one]
    assert told == [ivan.person.id]
    assert ivan.screen_of(group).splitlines()[-1] == "Tandem: x (👍) (🔥)"


async def test_pins_are_seen_by_all(call: Caller, ivan: Human, anna: Human, group: Group) -> None:
    await ivan.appoints_bot(group)
    sent = await call("sendMessage", chat_id=group.id, text="12 wait")
    about = {"chat_id": group.id, "message_id": sent["message_id"]}
    for _ in range(2):
        assert await call("pinChatMessage", **about, disable_notification=True)
    assert [entry.line for entry in anna.lock_screen_in(group)] == ["12 wait"]
    assert anna.screen_of(group).endswith("* Tandem pinned '12 wait'")
    assert (await call("getChat", chat_id=group.id))["pinned_message"]["message_id"] == sent["message_id"]
    assert await call("unpinChatMessage", chat_id=group.id)
    assert group.room.pinned == []
    await call("pinChatMessage", **about)
    assert [entry.line for entry in anna.lock_screen_in(group)] == ["12 wait", "12 wait"]
