"""New messages: sendMessage, sendPhoto, sendDocument, sendMediaGroup."""

from collections.abc import Callable
from typing import Any

from sandbox.bot_api import markup, media, text
from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.invocation import Invocation
from sandbox.bot_api.params import Params, whole
from sandbox.model import Chat, Media, Message
from sandbox.wire import Json

Result = Any


def send_message(call: Invocation) -> Json:
    content, entities = text.text(call.params)
    keyboard = markup.of(call.params)
    chat = call.chat(count=1)
    message = call.world.post(
        chat,
        text=content,
        entities=entities,
        markup=keyboard,
        silent=call.params.flag("disable_notification"),
        reply_to=_reply_to(call, chat),
    )
    return call.world.wire(message)


def send_photo(call: Invocation) -> Json:
    return _send_media(call, media.photo(call, "photo", call.params.values.get("photo")))


def send_document(call: Invocation) -> Json:
    return _send_media(call, media.document(call, "document", call.params.values.get("document")))


def _send_media(call: Invocation, what: Media) -> Json:
    caption, entities = text.caption(call.params)
    keyboard = markup.of(call.params)
    chat = call.chat(count=1)
    message = call.world.post(
        chat,
        text=caption,
        entities=entities,
        media=what,
        markup=keyboard,
        silent=call.params.flag("disable_notification"),
        reply_to=_reply_to(call, chat),
    )
    return call.world.wire(message)


def send_media_group(call: Invocation) -> list[Json]:
    shapes = call.params.decoded("media", label="media")
    if shapes is None:
        raise bad_request('parameter "media" is required')
    if not isinstance(shapes, list):
        raise bad_request("expected an Array of InputMedia")
    if not 2 <= len(shapes) <= 10:
        raise bad_request(f"too {'few' if len(shapes) < 2 else 'many'} messages to send as an album")
    pieces = [_album_piece(call, shape) for shape in shapes]
    if len({type(piece[0]) for piece in pieces}) > 1:
        raise bad_request("Document can't be mixed with other media types")
    chat = call.chat(count=len(pieces))
    reply_to = _reply_to(call, chat)
    group = call.world.new_group_id()
    sent: list[Message] = []
    for what, (caption, entities) in pieces:
        sent.append(
            call.world.post(
                chat,
                text=caption,
                entities=entities,
                media=what,
                media_group_id=group,
                silent=call.params.flag("disable_notification"),
                reply_to=reply_to,
                rings=not sent,
            )
        )
    return [call.world.wire(message) for message in sent]


def input_media(call: Invocation, shape: Any) -> tuple[Media, Params]:
    """An InputMedia: the medium, and its caption's parameters. Raises ApiError."""
    if not isinstance(shape, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    readers: dict[str, Callable[[Invocation, str, Any], Media]] = {
        "photo": media.photo,
        "document": media.document,
    }
    read = readers.get(str(shape.get("type")))
    if read is None:
        raise bad_request("can't parse InputMedia: Unsupported type specified")
    return read(call, "", shape.get("media")), Params(shape)


def _album_piece(call: Invocation, shape: Any) -> tuple[Media, text.Formatted]:
    what, about = input_media(call, shape)
    return what, text.caption(about)


def _reply_to(call: Invocation, chat: Chat) -> int | None:
    shape = call.params.decoded("reply_parameters", label="reply parameters")
    optional = call.params.flag("allow_sending_without_reply")
    number = call.params.integer("reply_to_message_id")
    if shape is not None:
        if not isinstance(shape, dict):
            raise bad_request("object expected as reply parameters")
        if "message_id" not in shape:
            raise bad_request('can\'t find field "message_id"')
        number, optional = whole(shape["message_id"]), bool(shape.get("allow_sending_without_reply"))
    elif not number:
        return None
    if call.world.message(chat, number) is not None:
        return number
    if optional:
        return None
    raise bad_request("message to be replied not found")


METHODS: dict[str, Callable[[Invocation], Result]] = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendMediaGroup": send_media_group,
}
