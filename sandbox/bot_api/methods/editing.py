"""Changes of what was sent: edits and deletions."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sandbox.bot_api import markup, text
from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.invocation import Invocation
from sandbox.bot_api.methods.sending import input_media
from sandbox.bot_api.params import whole
from sandbox.model import Document, Entity, Media, Message, Photo, Rows
from sandbox.rooms import RoomKind
from sandbox.wire_chats import Json

DELETABLE_FOR = timedelta(hours=48)


def edit_message_text(call: Invocation) -> Json:
    content, entities = text.text(call.params)
    buttons = markup.inline_only(call.params)
    message = call.own_message(call.chat())
    if message.media is not None:
        raise bad_request("there is no text in the message to edit")
    return _edited(call, message, buttons, content, entities)


def edit_message_caption(call: Invocation) -> Json:
    content, entities = text.caption(call.params)
    buttons = markup.inline_only(call.params)
    message = call.own_message(call.chat())
    if message.media is None:
        raise bad_request("there is no caption in the message to edit")
    return _edited(call, message, buttons, content, entities)


def edit_message_media(call: Invocation) -> Json:
    shape = call.params.decoded("media", label="input media")
    if shape is None:
        raise bad_request('parameter "media" is required')
    what, about = input_media(call, shape)
    content, entities = text.caption(about)
    buttons = markup.inline_only(call.params)
    message = call.own_message(call.chat())
    if message.media is not None and not isinstance(message.media, Photo | Document):
        raise bad_request("message can't be edited")
    if message.media_group_id is not None and type(what) is not type(message.media):
        raise bad_request("message can't be edited")
    return _edited(call, message, buttons, content, entities, what)


def edit_message_reply_markup(call: Invocation) -> Json:
    buttons = markup.inline_only(call.params)
    message = call.own_message(call.chat())
    return _edited(call, message, buttons, message.text, message.entities)


def _edited(
    call: Invocation,
    message: Message,
    buttons: Rows,
    content: str,
    entities: tuple[Entity, ...],
    what: Media | None = None,
) -> Json:
    same_text = (content, entities) == (message.text, message.entities)
    if same_text and buttons == message.buttons and what in (None, message.media):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
    if same_text and what is None:
        call.world.edit(message, buttons=buttons)
    else:
        call.world.edit(message, text=content, entities=entities, media=what, buttons=buttons)
    return call.world.wire(message)


def delete_message(call: Invocation) -> bool:
    chat = call.any_chat()
    number = call.params.integer("message_id")
    if not number:
        raise bad_request("message identifier is not specified")
    message = call.world.message(chat, number)
    if message is None:
        raise bad_request("message to delete not found")
    _refuse_deleting(call, message)
    call.world.delete(message)
    return True


def delete_messages(call: Invocation) -> bool:
    """Those that are gone are skipped; one that is too old fails them all."""
    chat = call.any_chat()
    numbers = call.params.decoded("message_ids", label="message identifiers")
    if not isinstance(numbers, list) or not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > 100:
        raise bad_request("too many message identifiers specified")
    found = [message for number in numbers if (message := call.world.message(chat, whole(number))) is not None]
    for message in found:
        _refuse_deleting(call, message)
    for message in found:
        if not message.deleted:
            call.world.delete(message)
    return True


def _refuse_deleting(call: Invocation, message: Message) -> None:
    """An administrator of a group deletes anything; others what is young, and in groups their own alone."""
    member = call.member(message.room)
    basic = message.room.kind is RoomKind.GROUP
    if message.room.is_group and (member.may("can_delete_messages") or (basic and member.rules)):
        return
    if message.room.is_group and message.sender is not call.bot:
        raise bad_request("message can't be deleted")
    if call.world.clock() - message.date > DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")


METHODS: dict[str, Callable[[Invocation], Any]] = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
}
