"""Edits and deletions."""

from datetime import timedelta

from sandbox.human import Human
from sandbox.world import World
from tests.sandbox.caller import Caller, inline, png, refused

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


async def test_an_edit_changes_the_message_and_makes_no_sound(call: Caller, ivan: Human) -> None:
    chat = ivan.person.id
    sent = await call("sendMessage", chat_id=chat, text="draft", reply_markup=inline("Send"))
    rung = len(ivan.lock_screen)
    edited = await call(
        "editMessageText", chat_id=chat, message_id=sent["message_id"], text="<b>done</b>", parse_mode="HTML"
    )
    assert ivan.heard == edited["text"] == "done"
    assert "edit_date" in edited
    assert ivan.buttons == []
    assert len(ivan.lock_screen) == rung


async def test_an_edit_must_change_something(call: Caller, ivan: Human) -> None:
    chat = ivan.person.id
    sent = await call("sendMessage", chat_id=chat, text="<b>x</b> ", parse_mode="HTML", reply_markup=inline("A"))
    same = {"chat_id": chat, "message_id": sent["message_id"]}
    with refused(NOT_MODIFIED):
        await call("editMessageText", **same, text="<b>x</b>", parse_mode="HTML", reply_markup=inline("A"))
    with refused(NOT_MODIFIED):
        await call("editMessageReplyMarkup", **same, reply_markup=inline("A"))
    await call("editMessageText", **same, text="x", reply_markup=inline("A"))
    await call("editMessageReplyMarkup", **same)
    assert ivan.buttons == []


async def test_only_own_messages_without_a_reply_keyboard_can_be_edited(call: Caller, ivan: Human) -> None:
    chat = ivan.person.id
    keyboard = {"keyboard": [[{"text": "Claim"}]]}
    sent = await call("sendMessage", chat_id=chat, text="x", reply_markup=keyboard)
    for number in (ivan.messages[0].message_id, sent["message_id"]):
        with refused("message can't be edited"):
            await call("editMessageText", chat_id=chat, message_id=number, text="y")
    with refused("message to edit not found"):
        await call("editMessageText", chat_id=chat, message_id=999, text="y")
    with refused("message identifier is not specified"):
        await call("editMessageText", chat_id=chat, text="y")


async def test_a_message_of_another_chat_is_not_found(call: Caller, world: World, ivan: Human) -> None:
    olga = Human(world, world.new_person("Olga"), ivan.bot)
    await olga.says("/start")
    sent = await call("sendMessage", chat_id=olga.person.id, text="x")
    with refused("message to edit not found"):
        await call("editMessageText", chat_id=ivan.person.id, message_id=sent["message_id"], text="y")


async def test_captions_and_texts_are_edited_each_by_its_method(call: Caller, ivan: Human, picture: bytes) -> None:
    chat = ivan.person.id
    text = (await call("sendMessage", chat_id=chat, text="x"))["message_id"]
    photo = (await call("sendPhoto", chat_id=chat, photo=picture, caption="x"))["message_id"]
    with refused("there is no caption in the message to edit"):
        await call("editMessageCaption", chat_id=chat, message_id=text, caption="y")
    with refused("there is no text in the message to edit"):
        await call("editMessageText", chat_id=chat, message_id=photo, text="y")
    await call("editMessageCaption", chat_id=chat, message_id=photo, caption="y")
    assert ivan.heard == "y"
    await call("editMessageCaption", chat_id=chat, message_id=photo)
    assert ivan.heard == ""


async def test_a_picture_can_be_replaced(call: Caller, ivan: Human, picture: bytes) -> None:
    chat = ivan.person.id
    sent = await call("sendPhoto", chat_id=chat, photo=picture, caption="old")
    edited = await call(
        "editMessageMedia",
        chat_id=chat,
        message_id=sent["message_id"],
        media={"type": "photo", "media": "attach://new", "caption": "new"},
        new=png(300, 200),
    )
    assert edited["photo"][-1]["width"] == 300
    assert ivan.heard == "new"


async def test_messages_are_deleted_for_both_within_48_hours(call: Caller, world: World, ivan: Human) -> None:
    chat = ivan.person.id
    first = (await call("sendMessage", chat_id=chat, text="1"))["message_id"]
    second = (await call("sendMessage", chat_id=chat, text="2"))["message_id"]
    assert await call("deleteMessage", chat_id=chat, message_id=first) is True
    assert ivan.all_heard == ["2"]
    with refused("message to delete not found"):
        await call("deleteMessage", chat_id=chat, message_id=first)
    await world.clock.move(timedelta(hours=49))
    with refused("message can't be deleted for everyone"):
        await call("deleteMessage", chat_id=chat, message_id=second)


async def test_several_are_deleted_at_once_and_missing_ones_skipped(call: Caller, ivan: Human) -> None:
    chat = ivan.person.id
    sent = [(await call("sendMessage", chat_id=chat, text=str(n)))["message_id"] for n in range(3)]
    assert await call("deleteMessages", chat_id=chat, message_ids=[*sent[:2], 999]) is True
    assert ivan.all_heard == ["2"]
    with refused("message identifiers are not specified"):
        await call("deleteMessages", chat_id=chat, message_ids=[])


async def test_the_person_edits_his_words(call: Caller, ivan: Human, picture: bytes) -> None:
    photo = await ivan.sends_photo(picture, "x2")
    await ivan.edits(photo, "x3")
    *_, update = await call.updates()
    assert update["edited_message"]["caption"] == "x3"
    assert "edit_date" in update["edited_message"]
