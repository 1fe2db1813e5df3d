"""Small signs: answers to taps, reactions, chat actions."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sandbox.bot_api.errors import ApiError, bad_request
from sandbox.bot_api.invocation import Invocation

QUERY_LIVES = timedelta(seconds=15)
LONGEST_TOAST = 200
_EMOJI = """
❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤\u200d🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾
💋 🖕 😈 😴 😭 🤓 👻 👨\u200d💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾
🤷\u200d♂ 🤷 🤷\u200d♀ 😡
"""
EMOJI = frozenset(_EMOJI.split())
"""The emoji Telegram accepts as reactions."""
ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def answer_callback_query(call: Invocation) -> bool:
    """Stops the button's spinning. A query is answered once, and within 15 seconds."""
    tap = call.world.taps.get(call.params.text("callback_query_id"))
    now = call.world.clock()
    if tap is None or tap.bot_id != call.bot.id or tap.answered or now - tap.at > QUERY_LIVES:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    toast = call.params.text("text")
    if len(toast) > LONGEST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    url = call.params.text("url")
    if url and not url.startswith(call.world.link(call.bot)):
        raise bad_request("URL_INVALID")
    call.world.answer(tap, toast=toast or None, alert=call.params.flag("show_alert"), url=url or None)
    return True


def set_message_reaction(call: Invocation) -> bool:
    chat = call.chat()
    message = call.world.message(chat, call.params.integer("message_id"))
    if message is None:
        raise bad_request("message to react not found")
    reactions = call.params.decoded("reaction", label="reaction types") or []
    if not isinstance(reactions, list):
        raise bad_request("expected an Array of ReactionType")
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    call.world.react(message, _emoji(reactions[0]) if reactions else None)
    return True


def _emoji(shape: Any) -> str:
    if not isinstance(shape, dict) or shape.get("type") not in {"emoji", "custom_emoji", "paid"}:
        raise bad_request("can't parse ReactionType: Unsupported type specified")
    emoji = str(shape.get("emoji", "")).replace("\ufe0f", "")
    if shape["type"] != "emoji" or emoji not in EMOJI:
        raise ApiError(400, "Bad Request: REACTION_INVALID")
    return emoji


def send_chat_action(call: Invocation) -> bool:
    chat = call.chat()
    action = call.params.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    call.world.act(chat, action)
    return True


METHODS: dict[str, Callable[[Invocation], Any]] = {
    "answerCallbackQuery": answer_callback_query,
    "setMessageReaction": set_message_reaction,
    "sendChatAction": send_chat_action,
}
