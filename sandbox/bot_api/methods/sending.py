"""New messages: sendMessage, sendPhoto, sendDocument, sendVoice, sendMediaGroup."""

from collections.abc import Callable
from typing import Any

from sandbox.bot_api import markup, media, text
from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.invocation import Invocation
from sandbox.bot_api.params import Params, whole
from sandbox.model import Markup, Media, Message
from sandbox.rooms import Room, RoomKind
from sandbox.wire_chats import Json

Result = Any


def send_message(call: Invocation) -> Json:
    content, entities = text.text(call.params)
    keyboard = markup.of(call.params)
    chat = call.chat(count=1)
    refuse_requests(keyboard, chat)
    message = call.world.post(
        chat,
        text=content,
        entities=entities,
        markup=keyboard,
        silent=call.params.flag("disable_notification"),
        protected=call.params.flag("protect_content"),
        replied=replied_to(call, chat),
    )
    return call.world.wire(message)


def send_photo(call: Invocation) -> Json:
    return _send_media(call, media.photo(call, "photo", call.params.values.get("photo")))


def send_document(call: Invocation) -> Json:
    return _send_media(call, media.document(call, "document", call.params.values.get("document")))


def send_voice(call: Invocation) -> Json:
    return _send_media(call, media.voice(call, "voice", call.params.values.get("voice")))


def _send_media(call: Invocation, what: Media) -> Json:
    caption, entities = text.caption(call.params)
    keyboard = markup.of(call.params)
    chat = call.chat(count=1)
    refuse_requests(keyboard, chat)
    message = call.world.post(
        chat,
        text=caption,
        entities=entities,
        media=what,
        markup=keyboard,
        silent=call.params.flag("disable_notification"),
        protected=call.params.flag("protect_content"),
        replied=replied_to(call, chat),
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
    replied = replied_to(call, chat)
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
                protected=call.params.flag("protect_content"),
                replied=replied,
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


def refuse_requests(keyboard: Markup | None, chat: Room) -> None:
    """Keys that ask for a number or a place stand in private chats alone. Raises ApiError."""
    if keyboard is None or keyboard.keyboard is None or chat.kind is RoomKind.PRIVATE:
        return
    asked = {key.other for row in keyboard.keyboard.rows for key in row}
    if "request_contact" in asked:
        raise bad_request("phone number can be requested in private chats only")
    if "request_location" in asked:
        raise bad_request("location can be requested in private chats only")


def replied_to(call: Invocation, chat: Room) -> Message | None:
    """The message that a new one answers. Raises ApiError."""
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
    found = call.world.message(chat, number)
    if found is None and not optional:
        raise bad_request("message to be replied not found")
    return found


METHODS: dict[str, Callable[[Invocation], Result]] = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendVoice": send_voice,
    "sendMediaGroup": send_media_group,
}
