"""Messages sent on: forwardMessage, copyMessage and their plurals."""

from collections.abc import Callable
from typing import Any

from sandbox.bot_api import markup, text
from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.invocation import Invocation
from sandbox.bot_api.methods.sending import refuse_requests, replied_to
from sandbox.bot_api.params import whole
from sandbox.events import origin_of
from sandbox.model import Markup, Message, Sticker
from sandbox.rooms import Room
from sandbox.wire_chats import Json

MOST_AT_ONCE = 100


def forward_message(call: Invocation) -> Json:
    """Buttons go along only where all of them are links."""
    (message,) = _found(call, [call.params.integer("message_id")], "forward")
    return call.world.wire(_forward(call, call.chat(count=1), message))


def forward_messages(call: Invocation) -> list[Json]:
    """Those that cannot be found are skipped; one at least must be there."""
    found = _found(call, _numbers(call), "forward")
    chat = call.chat(count=len(found))
    return [{"message_id": _forward(call, chat, message).message_id} for message in found]


def copy_message(call: Invocation) -> Json:
    """Content alone: no origin, and no buttons but those given."""
    (message,) = _found(call, [call.params.integer("message_id")], "copy")
    keyboard = markup.of(call.params)
    content = message.text, message.entities
    if message.media is not None and call.params.values.get("caption") is not None:
        content = text.caption(call.params)
    chat = call.chat(count=1)
    refuse_requests(keyboard, chat)
    copied = _copy(call, chat, message, content=content, keyboard=keyboard, replied=replied_to(call, chat))
    return {"message_id": copied.message_id}


def copy_messages(call: Invocation) -> list[Json]:
    found = _found(call, _numbers(call), "copy")
    chat = call.chat(count=len(found))
    bare = call.params.flag("remove_caption")
    copies = [
        _copy(call, chat, one, content=("", ()) if bare and one.media else (one.text, one.entities)) for one in found
    ]
    return [{"message_id": one.message_id} for one in copies]


def _forward(call: Invocation, chat: Room, message: Message) -> Message:
    return call.world.post(
        chat,
        text=message.text,
        entities=message.entities,
        media=message.media,
        markup=Markup(buttons=message.buttons if message.has_only_links else ()),
        silent=call.params.flag("disable_notification"),
        protected=call.params.flag("protect_content"),
        origin=origin_of(message),
    )


def _copy(
    call: Invocation,
    chat: Room,
    message: Message,
    *,
    content: text.Formatted,
    keyboard: Markup | None = None,
    replied: Message | None = None,
) -> Message:
    if isinstance(message.media, Sticker):
        content = ("", ())
    return call.world.post(
        chat,
        text=content[0],
        entities=content[1],
        media=message.media,
        markup=keyboard,
        silent=call.params.flag("disable_notification"),
        protected=call.params.flag("protect_content"),
        replied=replied,
    )


def _numbers(call: Invocation) -> list[int]:
    numbers = call.params.decoded("message_ids", label="message identifiers")
    if not isinstance(numbers, list) or not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > MOST_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    return [whole(number) for number in numbers]


def _found(call: Invocation, numbers: list[int], what: str) -> list[Message]:
    source = call.any_chat("from_chat_id")
    found = [one for number in numbers if (one := call.world.message(source, number)) is not None]
    if not found:
        raise bad_request(f"message to {what} not found")
    if any(one.event is not None or one.protected for one in found):
        raise bad_request(f"the message can't be {'copied' if what == 'copy' else 'forwarded'}")
    return found


METHODS: dict[str, Callable[[Invocation], Any]] = {
    "forwardMessage": forward_message,
    "forwardMessages": forward_messages,
    "copyMessage": copy_message,
    "copyMessages": copy_messages,
}
