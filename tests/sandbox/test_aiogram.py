"""A real aiogram bot reaches everything, and understands what comes back."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramForbiddenError, TelegramRetryAfter
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    KeyboardButton,
    LinkPreviewOptions,
    ReactionTypeEmoji,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
    Update,
)

from sandbox.human import Human
from sandbox.model import BotUser
from sandbox.server import Sandbox
from sandbox.world import World
from tests.sandbox.caller import png


@pytest.fixture
async def aiogram(sandbox: Sandbox, bot: BotUser) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
    async with Bot(bot.token, session=session, default=DefaultBotProperties(parse_mode="HTML")) as client:
        yield client


def keyboard(label: str) -> InlineKeyboardMarkup:
    button = InlineKeyboardButton(text=label, callback_data=label, style="primary")
    return InlineKeyboardMarkup(inline_keyboard=[[button]])


def file(content: bytes, name: str = "a.png") -> BufferedInputFile:
    return BufferedInputFile(content, name)


async def test_messages(aiogram: Bot, ivan: Human) -> None:
    chat = ivan.person.id
    keys = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Claim", style="success")]], is_persistent=True)
    await aiogram.send_message(chat, "keys", reply_markup=keys)
    await aiogram.send_message(chat, "gone", reply_markup=ReplyKeyboardRemove())
    sent = await aiogram.send_message(
        chat,
        "<b>Hello</b>",
        reply_markup=keyboard("Go"),
        reply_parameters=ReplyParameters(message_id=1),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        disable_notification=True,
        protect_content=True,
    )
    assert sent.reply_to_message is not None
    assert sent.html_text == "<b>Hello</b>"
    await sent.edit_text("<i>Changed</i>", reply_markup=keyboard("Stop"))
    await sent.edit_reply_markup()
    await aiogram.delete_messages(chat, [sent.message_id])
    assert ivan.all_heard == ["keys", "gone"]


async def test_media(aiogram: Bot, ivan: Human) -> None:
    chat = ivan.person.id
    photo = await aiogram.send_photo(chat, file(png(300, 300)), caption="<b>a</b>")
    assert photo.photo is not None
    await photo.edit_caption(caption="b")
    await photo.edit_media(InputMediaPhoto(media=file(png(200, 200)), caption="c"))
    document = await aiogram.send_document(chat, file(b"data", "list.csv"))
    assert document.document is not None
    assert document.document.mime_type == "text/csv"
    album = await aiogram.send_media_group(
        chat,
        [
            InputMediaDocument(media=file(b"1", "1.csv"), caption="d"),
            InputMediaDocument(media=document.document.file_id),
        ],
    )
    assert ivan.all_heard == ["c", "", "d", ""]
    assert await aiogram.delete_message(chat, album[0].message_id)
    content = await aiogram.download(photo.photo[-1].file_id)
    assert content is not None
    assert content.read().startswith(b"\xff\xd8")


async def test_signs_and_menus(aiogram: Bot, ivan: Human) -> None:
    chat = ivan.person.id
    assert await aiogram.send_chat_action(chat, "typing")
    assert await aiogram.set_message_reaction(chat, 1, [ReactionTypeEmoji(emoji="👀")])
    commands = [BotCommand(command="start", description="Start")]
    scope = BotCommandScopeChat(chat_id=chat)
    assert await aiogram.set_my_commands(commands, scope=scope, language_code="ru")
    found = await aiogram.get_my_commands(scope=scope, language_code="ru")
    assert [(one.command, one.description) for one in found] == [("start", "Start")]
    assert await aiogram.delete_my_commands(scope=scope, language_code="ru")
    assert await aiogram.set_my_description("Points")
    assert (await aiogram.get_my_description()).description == "Points"
    assert (await aiogram.get_me()).username == "tandem_bot"
    assert (await aiogram.get_chat(chat)).first_name == "Ivan"


async def test_webhook_methods(aiogram: Bot) -> None:
    assert await aiogram.set_webhook("http://127.0.0.1:9/x", secret_token="abc", allowed_updates=["message"])
    assert (await aiogram.get_webhook_info()).allowed_updates == ["message"]
    assert await aiogram.delete_webhook(drop_pending_updates=True)


async def test_every_kind_of_update_is_understood(aiogram: Bot, ivan: Human) -> None:
    await aiogram.get_updates(
        allowed_updates=["message", "edited_message", "callback_query", "my_chat_member", "message_reaction"]
    )
    sent = await aiogram.send_message(ivan.person.id, "?", reply_markup=keyboard("Go"))
    words = await ivan.says("x", reply_to=ivan.last_message)
    await ivan.edits(words, "y")
    await ivan.sends_photo(png(50, 50), "caption /cmd")
    await ivan.sends_document(b"", "empty")
    await ivan.sends_voice()
    await ivan.sends_sticker()
    await ivan.reacts(words, "👍")
    tapping = asyncio.create_task(ivan.taps("Go"))
    await ivan.world.wait_until(lambda: bool(ivan.world.taps))
    updates = await aiogram.get_updates()
    query = updates[-1].callback_query
    assert query is not None
    assert await query.answer("ok")
    assert await tapping == "ok"
    await ivan.blocks()
    updates = await aiogram.get_updates()
    kinds = [update.event_type for update in updates]
    assert kinds == [
        "message",
        "message",
        "edited_message",
        "message",
        "message",
        "message",
        "message",
        "message_reaction",
        "callback_query",
        "my_chat_member",
    ]
    assert not [extra for update in updates for extra in unknown(update)]
    assert sent.message_id == query.message.message_id if query.message else False
    with pytest.raises(TelegramForbiddenError):
        await aiogram.send_message(ivan.person.id, "?")


async def test_errors_are_understood(aiogram: Bot, world: World, ivan: Human) -> None:
    world.limits.on = True
    world.limits.chat_burst = 1
    await aiogram.send_message(ivan.person.id, "1")
    with pytest.raises(TelegramRetryAfter) as error:
        await aiogram.send_message(ivan.person.id, "2")
    assert error.value.retry_after == 1


def unknown(update: Update) -> list[str]:
    """Fields that no model of aiogram knows."""
    found = list(update.model_extra or ())
    event = update.event
    found += list(event.model_extra or ())
    return found
