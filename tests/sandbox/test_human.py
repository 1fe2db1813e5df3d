"""The human of the tests, on a screen of his own."""

import pytest

from sandbox.human import Human
from sandbox.model import BotUser
from sandbox.phone import CannotDo
from sandbox.world import World
from tests.sandbox.caller import Caller, inline, png


async def test_the_screen_reads_like_the_chat(call: Caller, ivan: Human) -> None:
    chat = ivan.person.id
    photo = await ivan.sends_photo(png(50, 50), "ABC x2")
    await call(
        "setMessageReaction", chat_id=chat, message_id=photo.message_id, reaction=[{"type": "emoji", "emoji": "👀"}]
    )
    await call(
        "sendMessage",
        chat_id=chat,
        text="<b>Draft</b>",
        parse_mode="HTML",
        reply_markup=inline("Send", "Cancel"),
        reply_parameters={"message_id": photo.message_id},
    )
    await call("sendMessage", chat_id=chat, text="Ready", reply_markup={"keyboard": [[{"text": "Claim"}]]})
    assert ivan.screen.splitlines() == [
        "Ivan: /start",
        "Ivan: (photo) ABC x2 (👀)",
        "Tandem: (in reply to 2) Draft",
        "  [Send] [Cancel]",
        "Tandem: Ready",
        "keyboard:   [Claim]",
    ]


async def test_until_waits_for_a_text_or_fails_with_the_screen(call: Caller, ivan: Human) -> None:
    await call("sendMessage", chat_id=ivan.person.id, text="Approved")
    await ivan.until("Approved")
    await ivan.until(lambda: ivan.heard == "Approved")
    with pytest.raises(AssertionError, match="in vain for 'Declined'"):
        await ivan.until("Declined", within=0.01)


async def test_settling_follows_every_action(world: World, bot: BotUser) -> None:
    settled: list[str] = []

    async def settle() -> None:
        settled.append(ivan.screen.splitlines()[-1])

    ivan = Human(world, world.new_person("Ivan"), bot, settle=settle)
    await ivan.opens(world.link(bot, "abc"))
    await ivan.says("hi")
    assert settled == ["Ivan: /start abc", "Ivan: hi"]


async def test_unread_marks_go_when_the_person_acts(call: Caller, ivan: Human) -> None:
    await call("sendMessage", chat_id=ivan.person.id, text="1")
    await call("sendMessage", chat_id=ivan.person.id, text="2")
    assert ivan.chat.unread == 2
    await ivan.says("I see")
    assert ivan.chat.unread == 0


async def test_who_hears_nothing_says_so(ivan: Human) -> None:
    with pytest.raises(AssertionError, match="has said nothing"):
        _ = ivan.heard


async def test_apps_forbid_what_apps_forbid(world: World, ivan: Human) -> None:
    with pytest.raises(CannotDo, match="empty"):
        await ivan.says("  ")
    with pytest.raises(CannotDo, match="2 to 10"):
        await ivan.sends_album([png(10, 10)])
    with pytest.raises(CannotDo, match="1024"):
        await ivan.sends_photo(png(10, 10), "x" * 1025)
    with pytest.raises(CannotDo, match="leads to no bot"):
        await ivan.opens("https://t.me/nobody")
    await ivan.blocks()
    with pytest.raises(CannotDo, match="blocked"):
        await ivan.says("hi")
    await ivan.opens(world.link(ivan.bot))
    assert ivan.screen.endswith("Ivan: /start")


async def test_a_long_text_leaves_as_several(call: Caller, ivan: Human) -> None:
    await ivan.says("x" * 5000)
    assert [len(update["message"]["text"]) for update in (await call.updates())[1:]] == [4096, 904]


async def test_an_album_shares_a_group(call: Caller, ivan: Human) -> None:
    await ivan.sends_album([png(50, 50), png(60, 60)], "both")
    first, second = (update["message"] for update in (await call.updates())[1:])
    assert first["media_group_id"] == second["media_group_id"]
    assert first["caption"] == "both"
    assert "caption" not in second
