"""Screens as replies: below the conversation, or in place of the screen whose button was tapped."""

from aiogram.methods import EditMessageCaption, EditMessageReplyMarkup, EditMessageText, SendMessage
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, LinkPreviewOptions, Message

from bot.screen import Screen

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def say(message: Message, screen: Screen) -> SendMessage:
    """The screen as a new message."""
    return send(message.chat.id, screen)


def send(chat_id: int, screen: Screen) -> SendMessage:
    """The screen as a new message in a chat."""
    return SendMessage(chat_id=chat_id, text=screen.text, reply_markup=screen.keyboard, link_preview_options=NO_PREVIEW)


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
