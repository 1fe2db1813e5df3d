"""Un-awaited methods become the bytes that delivery posts, and come back from their rows whole."""

import json
from pathlib import Path

import pytest
from aiogram.enums import ParseMode
from aiogram.methods import EditMessageMedia, SendMediaGroup, SendMessage, SendPhoto
from aiogram.types import (
    BufferedInputFile,
    FSInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    LinkPreviewOptions,
)

from bot.serialise import serialise, unpack

PICTURE = BufferedInputFile(b"\xff\xd8picture\0", "invoice.jpg")


def test_defaults_are_resolved_and_what_was_not_said_is_left_out() -> None:
    call = serialise(SendMessage(chat_id=5, text="<b>240</b>"))
    assert (call.method, json.loads(call.body)) == (
        "sendMessage",
        {"chat_id": 5, "text": "<b>240</b>", "parse_mode": "HTML"},
    )


def test_what_was_said_wins_over_the_default() -> None:
    assert (
        json.loads(serialise(SendMessage(chat_id=5, text="a", parse_mode=ParseMode.MARKDOWN_V2)).body)["parse_mode"]
        == "MarkdownV2"
    )
    assert "parse_mode" not in json.loads(serialise(SendMessage(chat_id=5, text="a", parse_mode=None)).body)


def test_keyboards_keep_their_shape() -> None:
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Да", callback_data="yes:1")]])
    preview = LinkPreviewOptions(is_disabled=True)
    body = json.loads(
        serialise(SendMessage(chat_id=5, text="?", reply_markup=keyboard, link_preview_options=preview)).body
    )
    assert body["reply_markup"] == {"inline_keyboard": [[{"text": "Да", "callback_data": "yes:1"}]]}
    assert body["link_preview_options"]["is_disabled"] is True


def test_files_go_beside_the_call_and_survive_their_row() -> None:
    call = serialise(SendPhoto(chat_id=5, photo=PICTURE, caption="№ 4411"))
    assert json.loads(call.body)["photo"] == "attach://file0"
    assert unpack(call.method, call.packed()) == call
    assert call.uploads[0].content == PICTURE.data


def test_files_inside_media_are_found() -> None:
    photos = (InputMediaPhoto(media=PICTURE, caption="one"), InputMediaPhoto(media="AgACtheother"))
    call = serialise(SendMediaGroup(chat_id=5, media=[*photos]))
    first, second = json.loads(call.body)["media"]
    assert first == {"type": "photo", "media": "attach://file0", "caption": "one", "parse_mode": "HTML"}
    assert second["media"] == "AgACtheother"
    edit = serialise(EditMessageMedia(chat_id=5, message_id=6, media=InputMediaPhoto(media=PICTURE)))
    assert [upload.field for upload in edit.uploads] == ["file0"]


def test_a_file_that_may_be_gone_tomorrow_cannot_wait(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="in memory"):
        serialise(SendPhoto(chat_id=5, photo=FSInputFile(tmp_path / "gone.jpg")))
