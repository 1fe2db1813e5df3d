"""Messages sent on, by people and by the bot."""

from typing import Any

import pytest

from sandbox.human import Human
from sandbox.model import Voice
from sandbox.phone import CannotDo
from sandbox.rooms import RoomKind
from tests.sandbox.caller import Caller, inline, png, refused
from tests.sandbox.company import another, latest

CARD: dict[str, Any] = {"inline_keyboard": [[{"text": "Join", "url": "https://t.me/tandem_bot?start=inv_7"}]]}


@pytest.fixture
def anna(ivan: Human) -> Human:
    return another(ivan, "Anna")


async def test_a_card_is_forwarded_and_its_link_opened_by_the_other(call: Caller, ivan: Human, anna: Human) -> None:
    """It stands in the chat of the two, which no bot sees; the tap starts the bot with the payload."""
    await call("sendMessage", chat_id=ivan.person.id, text="Come along", reply_markup=CARD)
    before = len(await call.updates())
    await ivan.forwards(ivan.last_message, to=anna)
    assert len(await call.updates()) == before
    assert (anna.heard_in(ivan), anna.rang_in(ivan)) == ("Come along", "Come along")
    assert anna.screen_of(ivan) == "Ivan: (forwarded from Tandem) Come along\n  [Join]"
    await anna.taps("Join", chat=ivan)
    message = (await latest(call))["message"]
    assert (message["from"]["id"], message["text"]) == (anna.person.id, "/start inv_7")


async def test_callback_buttons_do_not_outlive_a_forward(call: Caller, ivan: Human, anna: Human) -> None:
    mixed = {"inline_keyboard": CARD["inline_keyboard"] + inline("Approve")["inline_keyboard"]}
    await call("sendMessage", chat_id=ivan.person.id, text="Claim 7", reply_markup=mixed)
    sent = await ivan.forwards(ivan.last_message, to=anna)
    assert sent.buttons == ()
    assert (sent.room.kind, sent.origin and sent.origin.name) == (RoomKind.DIRECT, "Tandem")


async def test_the_bot_is_told_where_a_forward_comes_from(call: Caller, ivan: Human, anna: Human) -> None:
    """An account, a name alone where the account is hidden, or a group."""
    group = await ivan.makes_group("Review", [anna])
    await ivan.forwards(await anna.says("one", chat=group))
    one = (await latest(call))["message"]["forward_origin"]
    assert (one["type"], one["sender_user"]["id"]) == ("user", anna.person.id)
    anna.person.hides_account = True
    await ivan.forwards(await anna.says("two", chat=group))
    two = (await latest(call))["message"]["forward_origin"]
    assert two == {"type": "hidden_user", "date": two["date"], "sender_user_name": "Anna"}
    await ivan.appoints(anna, group, anonymous=True)
    await ivan.forwards(await anna.says("three", chat=group))
    three = (await latest(call))["message"]["forward_origin"]
    assert (three["type"], three["sender_chat"]["title"]) == ("chat", "Review")


async def test_a_forward_of_a_forward_names_the_first_author(call: Caller, ivan: Human, anna: Human) -> None:
    first = await ivan.says("mine")
    second = await ivan.forwards(first, to=anna)
    await anna.says("/start")
    await anna.forwards(second)
    message = (await latest(call))["message"]
    assert message["from"]["id"] == anna.person.id
    assert message["forward_origin"]["sender_user"]["id"] == ivan.person.id


async def test_the_bot_forwards(call: Caller, ivan: Human, anna: Human) -> None:
    await anna.says("/start")
    mine = await ivan.sends_photo(png(60, 40), "proof")
    sent = await call("forwardMessage", chat_id=anna.person.id, from_chat_id=ivan.person.id, message_id=mine.message_id)
    assert (sent["caption"], sent["forward_origin"]["sender_user"]["id"]) == ("proof", ivan.person.id)
    with refused("message can't be edited"):
        await call("editMessageCaption", chat_id=anna.person.id, message_id=sent["message_id"], caption="x")
    several = await call(
        "forwardMessages", chat_id=anna.person.id, from_chat_id=ivan.person.id, message_ids=[mine.message_id, 999]
    )
    assert len(several) == 1
    with refused("message to forward not found"):
        await call("forwardMessage", chat_id=anna.person.id, from_chat_id=ivan.person.id, message_id=999)


async def test_a_copy_has_no_origin_and_buttons_of_its_own(call: Caller, ivan: Human, anna: Human) -> None:
    await anna.says("/start")
    voice = await ivan.sends_voice()
    copied = await call(
        "copyMessage",
        chat_id=anna.person.id,
        from_chat_id=ivan.person.id,
        message_id=voice.message_id,
        reply_markup=inline("Answer"),
    )
    assert list(copied) == ["message_id"]
    message = anna.last_message
    assert isinstance(message.media, Voice)
    assert (message.origin, anna.buttons) == (None, ["Answer"])
    await call("sendMessage", chat_id=ivan.person.id, text="Card", reply_markup=CARD)
    number = ivan.last_message.message_id
    await call("copyMessage", chat_id=anna.person.id, from_chat_id=ivan.person.id, message_id=number)
    assert (anna.heard, anna.buttons) == ("Card", [])


async def test_a_copy_may_be_captioned_anew(call: Caller, ivan: Human) -> None:
    chat = ivan.person.id
    photo = await ivan.sends_photo(png(60, 40), "old")
    place = {"chat_id": chat, "from_chat_id": chat}
    await call("copyMessage", **place, message_id=photo.message_id, caption="<b>new</b>", parse_mode="HTML")
    assert (ivan.heard, ivan.last_message.entities[0].type) == ("new", "bold")
    await call("copyMessages", **place, message_ids=[photo.message_id], remove_caption=True)
    assert ivan.heard == ""


async def test_what_is_protected_or_a_service_message_stays(call: Caller, ivan: Human, anna: Human) -> None:
    chat = ivan.person.id
    sent = await call("sendMessage", chat_id=chat, text="Keep", protect_content=True)
    assert sent["has_protected_content"]
    with pytest.raises(CannotDo, match="cannot be forwarded"):
        await ivan.forwards(ivan.last_message, to=anna)
    with refused("the message can't be copied"):
        await call("copyMessage", chat_id=chat, from_chat_id=chat, message_id=sent["message_id"])
    group = await ivan.makes_group("Review")
    with pytest.raises(CannotDo, match="cannot be forwarded"):
        await ivan.forwards(group.messages[0], to=anna)
