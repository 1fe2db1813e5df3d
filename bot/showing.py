"""Screens as replies: below the conversation, or in place of the screen whose button was tapped."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiogram.methods import (
    DeleteMessage,
    EditMessageCaption,
    EditMessageMedia,
    EditMessageReplyMarkup,
    EditMessageText,
    SendMessage,
    SendPhoto,
    TelegramMethod,
)
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    LinkPreviewOptions,
    Message,
)

from bot.screen import Picture, Screen
from bot.words import locale, speaking
from core.programme.programmes import Programme

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def say(message: Message, screen: Screen) -> SendMessage:
    """The screen as a new message."""
    return send(message.chat.id, screen)


def send(chat_id: int, screen: Screen) -> SendMessage:
    """The screen as a new message in a chat."""
    return SendMessage(chat_id=chat_id, text=screen.text, reply_markup=screen.keyboard, link_preview_options=NO_PREVIEW)


def in_group(query: CallbackQuery) -> bool:
    """Whether the tapped message stands before several people."""
    return query.message is not None and query.message.chat.id != query.from_user.id


@contextmanager
def speaking_there(query: CallbackQuery, programme: Programme) -> Iterator[None]:
    """Speak as the tapped message does: before a group in the programme's language, else in that of whoever taps."""
    with speaking(programme.locale if in_group(query) else locale()):
        yield


def change(query: CallbackQuery, screen: Screen) -> EditMessageText | SendMessage:
    """The screen in place of the tapped one; below it, where that one can no longer be changed."""
    tapped = query.message
    if not isinstance(tapped, Message) or tapped.text is None:
        return send(query.from_user.id, screen)
    return EditMessageText(
        chat_id=tapped.chat.id,
        message_id=tapped.message_id,
        text=screen.text,
        reply_markup=screen.keyboard,
        link_preview_options=NO_PREVIEW,
    )


def change_words(query: CallbackQuery, screen: Screen) -> EditMessageCaption | EditMessageText | SendMessage:
    """Other words and buttons on the tapped card, its picture left as it is, until it is drawn again."""
    tapped = query.message
    if not isinstance(tapped, Message) or tapped.text is not None:
        return change(query, screen)
    return EditMessageCaption(
        chat_id=tapped.chat.id, message_id=tapped.message_id, caption=screen.text, reply_markup=screen.keyboard
    )


def change_buttons(query: CallbackQuery, keyboard: InlineKeyboardMarkup | None) -> EditMessageReplyMarkup | None:
    """Other buttons under the tapped message, until it is drawn again."""
    if query.message is None:
        return None
    return EditMessageReplyMarkup(
        chat_id=query.message.chat.id, message_id=query.message.message_id, reply_markup=keyboard
    )


def show(chat_id: int, screen: Screen) -> SendMessage | SendPhoto:
    """The screen as a new message, with its picture if it has one."""
    photo = _photo(screen.picture)
    if photo is None:
        return send(chat_id, screen)
    return SendPhoto(chat_id=chat_id, photo=photo, caption=screen.text, reply_markup=screen.keyboard)


def turn(query: CallbackQuery, screen: Screen) -> TelegramMethod[Any] | list[TelegramMethod[Any]]:
    """The screen in place of the tapped one, picture and all: a message cannot lose its picture, so it is replaced."""
    tapped, picture = query.message, screen.picture
    if not isinstance(tapped, Message):
        return show(query.from_user.id, screen)
    chat = tapped.chat.id
    if (photo := _photo(picture)) is not None and tapped.photo:
        media = InputMediaPhoto(media=photo, caption=screen.text)
        return EditMessageMedia(chat_id=chat, message_id=tapped.message_id, media=media, reply_markup=screen.keyboard)
    if picture is None and tapped.text is not None:
        return change(query, screen)
    return [DeleteMessage(chat_id=chat, message_id=tapped.message_id), show(chat, screen)]


def _photo(picture: Picture | None) -> str | BufferedInputFile | None:
    if picture is None or picture.file_id is not None:
        return picture.file_id if picture else None
    return BufferedInputFile(picture.content, "picture.jpg") if picture.content else None
