"""Taps, answers, reactions, chat actions."""

import asyncio
from datetime import timedelta

import pytest

from sandbox.human import Human
from sandbox.model import Button, Tap
from sandbox.world import World
from tests.sandbox.caller import Caller, inline, refused

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


async def tapped(call: Caller, ivan: Human) -> Tap:
    await call("sendMessage", chat_id=ivan.person.id, text="?", reply_markup=inline("Yes"))
    message = ivan.last_message
    return ivan.phone.tap(message, message.buttons[0][0])


async def test_a_tap_asks_the_bot_and_shows_its_answer(call: Caller, ivan: Human) -> None:
    tap = await tapped(call, ivan)
    *_, update = await call.updates()
    query = update["callback_query"]
    assert (query["data"], query["from"]["id"]) == ("Yes", ivan.person.id)
    assert query["message"]["text"] == "?"
    assert not tap.answered
    assert await call("answerCallbackQuery", callback_query_id=query["id"], text="Done", show_alert=True)
    assert (tap.answered, tap.toast, tap.alert) == (True, "Done", True)


async def test_a_query_is_answered_once_and_soon(call: Caller, world: World, ivan: Human) -> None:
    tap = await tapped(call, ivan)
    await call("answerCallbackQuery", callback_query_id=tap.query_id)
    late = await tapped(call, ivan)
    await world.clock.move(timedelta(seconds=16))
    for query_id in (tap.query_id, late.query_id, "1"):
        with refused(TOO_OLD):
            await call("answerCallbackQuery", callback_query_id=query_id)


async def test_a_toast_holds_200_characters(call: Caller, ivan: Human) -> None:
    tap = await tapped(call, ivan)
    with refused("MESSAGE_TOO_LONG"):
        await call("answerCallbackQuery", callback_query_id=tap.query_id, text="x" * 201)
    with refused("URL_INVALID"):
        await call("answerCallbackQuery", callback_query_id=tap.query_id, url="https://example.com")


async def test_a_human_waits_for_the_answer(call: Caller, ivan: Human) -> None:
    await call("sendMessage", chat_id=ivan.person.id, text="?", reply_markup=inline("✅ Approve", "Decline"))
    tapping = asyncio.create_task(ivan.taps("Approve"))
    await ivan.world.wait_until(lambda: bool(ivan.world.taps))
    *_, update = await call.updates()
    await call("answerCallbackQuery", callback_query_id=update["callback_query"]["id"], text="Thanks")
    assert await tapping == ivan.toast == "Thanks"


async def test_a_button_that_spins_for_ever_fails_the_test(call: Caller, ivan: Human) -> None:
    await call("sendMessage", chat_id=ivan.person.id, text="?", reply_markup=inline("Yes"))
    ivan.patience = 0.01
    with pytest.raises(AssertionError, match=r"\[Yes\]"):
        await ivan.taps("Yes")


async def test_a_missing_or_ambiguous_label_fails_with_the_screen(call: Caller, ivan: Human) -> None:
    await call("sendMessage", chat_id=ivan.person.id, text="?", reply_markup=inline("One a", "One b"))
    with pytest.raises(AssertionError, match=r"\[One a\] \[One b\]"):
        await ivan.taps("Two")
    with pytest.raises(AssertionError, match="names 2 buttons"):
        await ivan.taps("One")


async def test_the_newest_message_that_carries_the_label_is_meant(call: Caller, ivan: Human) -> None:
    for text in ("old", "new"):
        await call("sendMessage", chat_id=ivan.person.id, text=text, reply_markup=inline("Go"))
    ivan.patience = 0.01
    with pytest.raises(AssertionError):
        await ivan.taps("Go")
    *_, update = await call.updates()
    assert update["callback_query"]["message"]["text"] == "new"


async def test_a_key_says_its_label(call: Caller, ivan: Human) -> None:
    keyboard = {"keyboard": [[{"text": "📷 Claim"}, {"text": "Balance"}]]}
    await call("sendMessage", chat_id=ivan.person.id, text="x", reply_markup=keyboard)
    assert await ivan.taps("Claim") is None
    *_, update = await call.updates()
    assert update["message"]["text"] == "📷 Claim"


async def test_a_thumb_can_be_faster_than_an_edit_and_a_forger_sends_what_he_likes(call: Caller, ivan: Human) -> None:
    sent = await call("sendMessage", chat_id=ivan.person.id, text="?", reply_markup=inline("Yes"))
    message, [[button]] = ivan.last_message, ivan.last_message.buttons
    await call("editMessageText", chat_id=ivan.person.id, message_id=sent["message_id"], text="gone")
    ivan.phone.tap(message, button)
    ivan.phone.forge_tap(message, "claim:1:approve")
    datas = [update["callback_query"]["data"] for update in (await call.updates())[1:]]
    assert datas == ["Yes", "claim:1:approve"]


async def test_a_tap_on_a_deleted_message_is_lost(call: Caller, ivan: Human) -> None:
    sent = await call("sendMessage", chat_id=ivan.person.id, text="?", reply_markup=inline("Yes"))
    message = ivan.last_message
    await call("deleteMessage", chat_id=ivan.person.id, message_id=sent["message_id"])
    assert ivan.phone.tap(message, message.buttons[0][0]).lost
    assert len(await call.updates()) == 1


async def test_a_link_button_opens_and_asks_nobody(call: Caller, world: World, ivan: Human) -> None:
    link = world.link(ivan.bot, "abc")
    markup = {"inline_keyboard": [[{"text": "Join", "url": link}, {"text": "Site", "url": "https://example.com"}]]}
    await call("sendMessage", chat_id=ivan.person.id, text="x", reply_markup=markup)
    site = ivan.phone.tap(ivan.last_message, ivan.last_message.buttons[0][1])
    assert (site.answered, site.opened_url) == (True, "https://example.com")
    await ivan.taps("Join")
    *_, update = await call.updates()
    assert update["message"]["text"] == "/start abc"
    assert "callback_query" not in update
    assert ivan.phone.tap(ivan.last_message, Button(text="c", copy_text="42")).answered


async def test_the_bot_reacts(call: Caller, ivan: Human) -> None:
    chat, number = ivan.person.id, ivan.messages[0].message_id
    await call("setMessageReaction", chat_id=chat, message_id=number, reaction=[{"type": "emoji", "emoji": "👀"}])
    assert ivan.messages[0].bot_reaction == "👀"
    with refused("REACTION_INVALID"):
        await call("setMessageReaction", chat_id=chat, message_id=number, reaction=[{"type": "emoji", "emoji": "🦊"}])
    with refused("REACTIONS_TOO_MANY"):
        await call(
            "setMessageReaction", chat_id=chat, message_id=number, reaction=[{"type": "emoji", "emoji": "👍"}] * 2
        )
    with refused("message to react not found"):
        await call("setMessageReaction", chat_id=chat, message_id=999, reaction=[])
    await call("setMessageReaction", chat_id=chat, message_id=number)
    assert ivan.messages[0].bot_reaction is None


async def test_reactions_of_people_come_only_when_asked_for(call: Caller, ivan: Human) -> None:
    await call.updates(allowed_updates=["message", "message_reaction"])
    await ivan.reacts(ivan.messages[0], "👍")
    *_, update = await call.updates()
    assert update["message_reaction"]["new_reaction"] == [{"type": "emoji", "emoji": "👍"}]
    await call.updates(allowed_updates=[])
    await ivan.reacts(ivan.messages[0], None)
    assert (await call.updates())[-1] == update


async def test_a_chat_action_lasts_until_the_next_message(call: Caller, ivan: Human) -> None:
    await call("sendChatAction", chat_id=ivan.person.id, action="typing")
    assert ivan.chat.action == "typing"
    await call("sendMessage", chat_id=ivan.person.id, text="x")
    assert ivan.chat.action is None
    with refused("wrong parameter action in request"):
        await call("sendChatAction", chat_id=ivan.person.id, action="dancing")
