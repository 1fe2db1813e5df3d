"""The Bot API's JSON of messages and of what people do with them."""

from collections.abc import Mapping, Sequence

from sandbox.events import Event, EventKind, Origin
from sandbox.files import FileStore
from sandbox.model import (
    Button,
    Contact,
    Document,
    Entity,
    Media,
    Message,
    Person,
    Photo,
    Rows,
    Sticker,
    Tap,
    Voice,
)
from sandbox.wire_chats import ANONYMOUS_BOT, Json, chat, person, user

People = Mapping[int, Person]


def message(what: Message, files: FileStore, people: People, *, nested: bool = False) -> Json:
    """A Message; one replied to is `nested`, without its own reply."""
    shape: Json = {"message_id": what.message_id, **_sender(what), "chat": chat(what.room)}
    shape["date"] = int(what.date.timestamp())
    if what.edited_at is not None:
        shape["edit_date"] = int(what.edited_at.timestamp())
    if what.origin is not None:
        shape["forward_origin"] = origin(what.origin)
    if not nested and what.replied is not None and not what.replied.deleted:
        shape["reply_to_message"] = message(what.replied, files, people, nested=True)
    if what.media_group_id is not None:
        shape["media_group_id"] = what.media_group_id
    if what.protected:
        shape["has_protected_content"] = True
    if what.event is not None:
        shape.update(_event(what.event, files, people))
    _put_content(shape, what, files, people)
    if what.buttons:
        shape["reply_markup"] = {"inline_keyboard": keyboard(what.buttons)}
    return shape


def _sender(what: Message) -> Json:
    if what.anonymous:
        return {"from": ANONYMOUS_BOT, "sender_chat": chat(what.room)}
    return {"from": user(what.sender)}


def origin(of: Origin) -> Json:
    """A MessageOrigin: of a group, of a name alone, or of an account."""
    at = int(of.at.timestamp())
    if of.room is not None:
        return {"type": "chat", "date": at, "sender_chat": chat(of.room)}
    if of.hidden:
        return {"type": "hidden_user", "date": at, "sender_user_name": of.name}
    return {"type": "user", "date": at, "sender_user": user(of.sender)}


def _event(of: Event, files: FileStore, people: People) -> Json:
    match of.kind:
        case EventKind.JOINED:
            return {of.kind.value: [user(who) for who in of.who]}
        case EventKind.LEFT:
            return {of.kind.value: user(of.who[0])}
        case EventKind.PINNED if of.about is not None:
            return {of.kind.value: message(of.about, files, people, nested=True)}
        case EventKind.MOVED_TO | EventKind.MOVED_FROM if of.room is not None:
            return {of.kind.value: of.room.id}
        case EventKind.TITLE if of.room is not None:
            return {of.kind.value: of.room.title}
    return {of.kind.value: True}


def _put_content(shape: Json, what: Message, files: FileStore, people: People) -> None:
    text, entities = "text", "entities"
    if what.media is not None:
        text, entities = "caption", "caption_entities"
        shape.update(media(what.media, what.bot_id, files))
    if what.text:
        shape[text] = what.text
    if what.entities:
        shape[entities] = [entity(one, people) for one in what.entities]


def media(what: Media, bot_id: int, files: FileStore) -> Json:
    match what:
        case Photo(sizes=sizes):
            return {
                "photo": [
                    {
                        "file_id": files.file_id(bot_id, size.file, what),
                        "file_unique_id": size.file.unique_id,
                        "file_size": len(size.file.content),
                        "width": size.width,
                        "height": size.height,
                    }
                    for size in sizes
                ]
            }
        case Document():
            shape = _file(what, bot_id, files)
            if what.file_name is not None:
                shape["file_name"] = what.file_name
            if what.mime_type is not None:
                shape["mime_type"] = what.mime_type
            return {"document": shape}
        case Voice():
            extra = {"duration": what.duration, "mime_type": what.mime_type}
            return {"voice": _file(what, bot_id, files) | extra}
        case Sticker():
            extra = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
            return {"sticker": _file(what, bot_id, files) | extra | {"emoji": what.emoji}}
        case Contact():
            return {"contact": contact(what)}


def contact(what: Contact) -> Json:
    shape: Json = {"phone_number": what.phone_number, "first_name": what.first_name}
    if what.last_name:
        shape["last_name"] = what.last_name
    if what.user_id is not None:
        shape["user_id"] = what.user_id
    return shape


def _file(what: Document | Voice | Sticker, bot_id: int, files: FileStore) -> Json:
    return {
        "file_id": files.file_id(bot_id, what.file, what),
        "file_unique_id": what.file.unique_id,
        "file_size": len(what.file.content),
    }


def entity(what: Entity, people: People) -> Json:
    shape: Json = {"type": what.type, "offset": what.offset, "length": what.length}
    for name in ("url", "language", "custom_emoji_id"):
        value = getattr(what, name)
        if value is not None:
            shape[name] = value
    if what.user_id is not None and what.user_id in people:
        shape["user"] = person(people[what.user_id])
    return shape


def keyboard(rows: Rows) -> list[list[Json]]:
    return [[button(one) for one in row] for row in rows]


def button(what: Button) -> Json:
    shape: Json = {"text": what.text}
    for name in ("callback_data", "url", "style"):
        value = getattr(what, name)
        if value is not None:
            shape[name] = value
    if what.copy_text is not None:
        shape["copy_text"] = {"text": what.copy_text}
    return shape


def callback_query(tap: Tap, who: Person, about: Json) -> Json:
    """A CallbackQuery; `about` is the message that carries the button."""
    return {
        "id": tap.query_id,
        "from": person(who),
        "message": about,
        "chat_instance": str(-(abs(about["chat"]["id"]) * 7_919 + tap.bot_id)),
        "data": tap.button.callback_data,
    }


def reaction(what: Message, by: Person, *, old: Sequence[str], new: Sequence[str], at: int) -> Json:
    """A MessageReactionUpdated."""
    return {
        "chat": chat(what.room),
        "message_id": what.message_id,
        "user": person(by),
        "date": at,
        "old_reaction": [{"type": "emoji", "emoji": emoji} for emoji in old],
        "new_reaction": [{"type": "emoji", "emoji": emoji} for emoji in new],
    }
