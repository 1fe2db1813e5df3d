"""Cards as calls: how a message comes to show a screen."""

import hashlib
import json
import re
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from bot.screen import Picture, Screen
from bot.serialise import Call
from bot.transport import Upload

_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a card's message stands in the chat."""

    message_id: int | None
    shown: str | None
    """Fingerprint of what it shows: picture, colon, words."""

    @property
    def picture(self) -> str:
        return (self.shown or "").rpartition(":")[0]


def fingerprint(screen: Screen) -> str:
    """What tells two screens apart: the picture's key, a colon, a digest of words and buttons."""
    keyboard = screen.keyboard.model_dump_json(exclude_none=True) if screen.keyboard else ""
    digest = hashlib.sha256(f"{screen.text}\0{keyboard}".encode()).hexdigest()[:20]
    picture = hashlib.sha256(screen.picture.key.encode()).hexdigest()[:20] if screen.picture else ""
    return f"{picture}:{digest}"


def calls(screen: Screen, standing: Standing, chat_id: int, *, silent: bool) -> list[Call]:
    """The calls that make the card's message show a screen; none when it does already.

    The last one's result is the message. A message cannot gain or lose its picture, so it is then replaced.
    """
    shown = fingerprint(screen)
    if standing.message_id is None:
        return [send(screen, chat_id, silent=silent)]
    if shown == standing.shown:
        return []
    if bool(standing.picture) != bool(screen.picture):
        gone = _call("deleteMessage", {"chat_id": chat_id, "message_id": standing.message_id})
        return [gone, send(screen, chat_id, silent=True)]
    return [_edit(screen, standing, chat_id, same_picture=shown.rpartition(":")[0] == standing.picture)]


def send(screen: Screen, chat_id: int, *, silent: bool) -> Call:
    """The call that sends a screen as a new message."""
    common: dict[str, Any] = {"chat_id": chat_id, **_keyboard(screen)}
    if silent:
        common["disable_notification"] = True
    if screen.protected:
        common["protect_content"] = True
    if screen.reply_to:
        common["reply_parameters"] = {"message_id": screen.reply_to, "allow_sending_without_reply": True}
    if screen.picture is None:
        return _call("sendMessage", common | {"text": screen.text, "parse_mode": "HTML"} | _no_preview())
    photo, uploads = _photo(screen.picture)
    return _call("sendPhoto", common | {"photo": photo, "caption": screen.text, "parse_mode": "HTML"}, uploads)


def without_buttons(chat_id: int, message_id: int) -> Call:
    """The call that takes the buttons off a message whose place the card left."""
    return _call("editMessageReplyMarkup", {"chat_id": chat_id, "message_id": message_id})


def silent(call: Call) -> Call:
    """The same message without a sound, where it makes one."""
    if not call.method.startswith(("send", "copy")):
        return call
    return replace(call, body=json.dumps(json.loads(call.body) | {"disable_notification": True}).encode())


def apart(call: Call) -> Call | None:
    """An edit as a message of its own, silent as the edit is; None for what is no edit, or has no words."""
    if not call.method.startswith("edit"):
        return None
    body = json.loads(call.body) | {"disable_notification": True}
    del body["message_id"]
    if media := body.pop("media", None):
        body |= {name: value for name, value in media.items() if name not in {"type", "media"}}
        return replace(call, method="sendPhoto", body=json.dumps(body | {"photo": media["media"]}).encode())
    words = body.pop("caption", None) or body.pop("text", None)
    return replace(call, method="sendMessage", body=json.dumps(body | {"text": words}).encode()) if words else None


def as_plain_text(call: Call) -> Call:
    """The same message without its formatting."""
    body = json.loads(call.body)
    body.pop("parse_mode", None)
    for field in ("text", "caption"):
        if field in body:
            body[field] = unescape(_TAG.sub("", body[field]))
    return replace(call, body=json.dumps(body).encode())


def moved(call: Call, chat_id: int) -> Call:
    """The same call to another chat."""
    return replace(call, body=json.dumps(json.loads(call.body) | {"chat_id": chat_id}).encode())


def _edit(screen: Screen, standing: Standing, chat_id: int, *, same_picture: bool) -> Call:
    common = {"chat_id": chat_id, "message_id": standing.message_id, **_keyboard(screen)}
    if screen.picture is None:
        return _call("editMessageText", common | {"text": screen.text, "parse_mode": "HTML"} | _no_preview())
    if same_picture:
        return _call("editMessageCaption", common | {"caption": screen.text, "parse_mode": "HTML"})
    photo, uploads = _photo(screen.picture)
    media = {"type": "photo", "media": photo, "caption": screen.text, "parse_mode": "HTML"}
    return _call("editMessageMedia", common | {"media": media}, uploads)


def _photo(picture: Picture) -> tuple[str, tuple[Upload, ...]]:
    if picture.file_id is not None:
        return picture.file_id, ()
    return "attach://picture", (Upload("picture", "picture.jpg", picture.content or b""),)


def _keyboard(screen: Screen) -> dict[str, Any]:
    return {"reply_markup": screen.keyboard.model_dump(exclude_none=True)} if screen.keyboard else {}


def _no_preview() -> dict[str, Any]:
    return {"link_preview_options": {"is_disabled": True}}


def _call(method: str, body: dict[str, Any], uploads: tuple[Upload, ...] = ()) -> Call:
    return Call(method, json.dumps(body).encode(), uploads)
