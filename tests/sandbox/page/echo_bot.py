"""A bot of a few lines over bare HTTP: echoes, cards with buttons, a reply keyboard."""

from typing import Any

from tests.sandbox.caller import Caller, inline

KEYBOARD = {
    "keyboard": [[{"text": "Register", "style": "primary"}], [{"text": "Balance"}, {"text": "Help"}]],
    "resize_keyboard": True,
    "input_field_placeholder": "Send a photo",
}
CARD = {
    "inline_keyboard": [
        [
            {"text": "Approve", "callback_data": "toast", "style": "success"},
            {"text": "Why?", "callback_data": "alert"},
        ],
        [{"text": "Wait", "callback_data": "never"}, {"text": "Copy", "copy_text": {"text": "CODE-1"}}],
    ]
}


async def run(call: Caller) -> None:
    """Poll and answer until cancelled."""
    offset = 0
    while True:
        for update in await call.updates(offset=offset, timeout=30):
            offset = update["update_id"] + 1
            if "message" in update:
                await _heard(call, update["message"])
            elif "callback_query" in update:
                await _tapped(call, update["callback_query"])


async def _heard(call: Caller, message: dict[str, Any]) -> None:
    chat_id, text = message["chat"]["id"], message.get("text", "")
    if text.startswith("/start"):
        await call("sendMessage", chat_id=chat_id, text=f"Hello, {text}", reply_markup=KEYBOARD)
    elif "photo" in message:
        seen = [{"type": "emoji", "emoji": "👀"}]
        await call("setMessageReaction", chat_id=chat_id, message_id=message["message_id"], reaction=seen)
        card = f"Claim: {message.get('caption', 'no caption')}"
        await call("sendMessage", chat_id=chat_id, text=card, reply_markup=CARD)
    else:
        await call("sendMessage", chat_id=chat_id, text=f"Echo: {text}")


async def _tapped(call: Caller, query: dict[str, Any]) -> None:
    if query["data"] == "never":
        return
    message = query["message"]
    await call("answerCallbackQuery", callback_query_id=query["id"], text="Saved", show_alert=query["data"] == "alert")
    if query["data"] == "toast":
        await call(
            "editMessageText",
            chat_id=message["chat"]["id"],
            message_id=message["message_id"],
            text="Approved",
            reply_markup=inline("Again"),
        )
