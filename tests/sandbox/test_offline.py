"""No network: the cellar."""

from datetime import timedelta

from sandbox.human import Human
from sandbox.model import Sending
from sandbox.world import World
from tests.sandbox.caller import Caller, inline, png


async def test_messages_wait_and_leave_in_one_burst_in_order(call: Caller, world: World, ivan: Human) -> None:
    written = world.clock()
    ivan.goes_offline()
    await ivan.says("one")
    await ivan.sends_photo(png(50, 50), "two")
    await ivan.says("three")
    assert [message.state for message in ivan.messages[1:]] == [Sending.WAITING] * 3
    assert "(waiting) one" in ivan.screen
    assert len(await call.updates()) == 1
    await world.clock.move(timedelta(minutes=30))
    await ivan.comes_back()
    updates = [update["message"] for update in (await call.updates())[1:]]
    assert [update.get("text") or update["caption"] for update in updates] == ["one", "two", "three"]
    assert updates[0]["date"] == world.clock().timestamp()
    assert ivan.messages[1].written_at == written
    assert {message.state for message in ivan.messages} == {Sending.SENT}


async def test_taps_are_lost(call: Caller, ivan: Human) -> None:
    await call("sendMessage", chat_id=ivan.person.id, text="?", reply_markup=inline("Yes"))
    ivan.goes_offline()
    assert await ivan.taps("Yes") is None
    await ivan.comes_back()
    assert len(await call.updates()) == 1


async def test_what_comes_meanwhile_appears_and_rings_on_return(call: Caller, ivan: Human) -> None:
    chat = ivan.person.id
    sent = await call("sendMessage", chat_id=chat, text="before")
    ivan.goes_offline()
    await call("editMessageText", chat_id=chat, message_id=sent["message_id"], text="edited")
    gone = await call("sendMessage", chat_id=chat, text="gone")
    await call("sendMessage", chat_id=chat, text="news", reply_markup={"keyboard": [[{"text": "Key"}]]})
    await call("deleteMessage", chat_id=chat, message_id=gone["message_id"])
    assert ivan.all_heard == ["before"]
    assert (ivan.rang, ivan.keys) == ("before", [])
    await ivan.comes_back()
    assert ivan.all_heard == ["edited", "news"]
    assert [entry.text for entry in ivan.lock_screen] == ["before", "news"]
    assert ivan.keys == ["Key"]


async def test_edits_blocks_and_links_wait_too(call: Caller, world: World, ivan: Human) -> None:
    words = await ivan.says("x2")
    ivan.goes_offline()
    await ivan.edits(words, "x3")
    await ivan.opens(world.link(ivan.bot, "abc"))
    await ivan.blocks()
    assert len(await call.updates()) == 2
    await ivan.comes_back()
    kinds = [next(key for key in update if key != "update_id") for update in (await call.updates())[2:]]
    assert kinds == ["edited_message", "message", "my_chat_member"]
