"""Keyboards, as strict as Telegram's."""

from typing import Any

import pytest

from sandbox.human import Human
from sandbox.world import World
from tests.sandbox.caller import Caller, inline, refused


def one(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[button]]}


REFUSED: list[tuple[Any, str]] = [
    ("{", "can't parse reply keyboard markup JSON object"),
    ([], "object expected as reply markup"),
    ({"inline_keyboard": "x"}, 'field "inline_keyboard" must be of type Array'),
    ({"keyboard": "x"}, 'field "keyboard" must be of type Array'),
    ({"keyboard": [[{"text": "A"}]], "is_persistent": "yes"}, 'field "is_persistent" must be of type Boolean'),
    ({"remove_keyboard": "yes"}, 'field "remove_keyboard" must be of type Boolean'),
    (one(callback_data="x"), "can't parse inline keyboard button: Can't find field \"text\""),
    (one(text="A"), "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
    (
        one(text="A", callback_data=""),
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (one(text="A", callback_data="ы" * 33), "BUTTON_DATA_INVALID"),
    (one(text="A", url="nowhere"), "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"),
    (
        one(text="A", url="ftp://example.com"),
        "inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol",
    ),
    (one(text="A", copy_text={"text": ""}), "BUTTON_COPY_TEXT_INVALID"),
    (one(text="A", pay=True), "BUTTON_TYPE_INVALID"),
    (one(text="A", callback_data="x", style="purple"), "BUTTON_STYLE_INVALID"),
    ({"inline_keyboard": [[{"text": "A", "callback_data": "x"}]] * 101}, "reply markup is too long"),
    ({"inline_keyboard": [[{"text": "A", "callback_data": "x"}] * 9]}, "reply markup is too long"),
]


@pytest.mark.parametrize(("markup", "reason"), REFUSED)
async def test_bad_keyboards_are_refused(call: Caller, world: World, ivan: Human, markup: Any, reason: str) -> None:
    world.checks_schema = False
    with refused(reason):
        await call("sendMessage", chat_id=ivan.person.id, text="x", reply_markup=markup)


async def test_callback_data_holds_64_bytes(call: Caller, ivan: Human) -> None:
    await call("sendMessage", chat_id=ivan.person.id, text="x", reply_markup=inline("ы" * 32))
    assert ivan.buttons == ["ы" * 32]


async def test_buttons_have_styles_and_links(call: Caller, ivan: Human) -> None:
    markup = {
        "inline_keyboard": [
            [{"text": "Yes", "callback_data": "y", "style": "success"}],
            [{"text": "Site", "url": "https://example.com"}, {"text": "Copy", "copy_text": {"text": "42"}}],
        ]
    }
    sent = await call("sendMessage", chat_id=ivan.person.id, text="x", reply_markup=markup)
    assert sent["reply_markup"] == markup


async def test_a_reply_keyboard_comes_and_goes(call: Caller, ivan: Human) -> None:
    keyboard = {"keyboard": [[{"text": "Claim"}]], "is_persistent": True}
    sent = await call("sendMessage", chat_id=ivan.person.id, text="x", reply_markup=keyboard)
    assert "reply_markup" not in sent
    assert ivan.keys == ["Claim"]
    await call("sendMessage", chat_id=ivan.person.id, text="y")
    assert ivan.keys == ["Claim"]
    await call("sendMessage", chat_id=ivan.person.id, text="z", reply_markup={"remove_keyboard": True})
    assert ivan.keys == []


async def test_an_edit_takes_inline_keyboards_only(call: Caller, ivan: Human) -> None:
    sent = await call("sendMessage", chat_id=ivan.person.id, text="x", reply_markup=inline("A"))
    ivan.world.checks_schema = False
    with refused("inline keyboard expected"):
        await call(
            "editMessageReplyMarkup",
            chat_id=ivan.person.id,
            message_id=sent["message_id"],
            reply_markup={"keyboard": [[{"text": "A"}]]},
        )
