"""The Bot API's JSON of what exists in the world."""

from collections.abc import Sequence
from typing import Any

from sandbox.files import FileStore
from sandbox.model import (
    BotUser,
    Button,
    Chat,
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

Json = dict[str, Any]


def bot_user(bot: BotUser) -> Json:
    return {"id": bot.id, "is_bot": True, "first_name": bot.name, "username": bot.username}


def person(who: Person) -> Json:
    """A User."""
    user: Json = {"id": who.id, "is_bot": False, **_names(who)}
    user["language_code"] = who.language_code
    return user


def chat(of: Chat) -> Json:
    return {"id": of.person.id, **_names(of.person), "type": "private"}


def _names(who: Person) -> Json:
    names: Json = {"first_name": who.first_name}
    if who.last_name:
        names["last_name"] = who.last_name
    if who.username:
        names["username"] = who.username
    return names


def message(what: Message, inside: Chat, files: FileStore, *, replied: Message | None = None) -> Json:
    """A Message; `replied` is nested without its own reply."""
    shape: Json = {
        "message_id": what.message_id,
        "from": bot_user(inside.bot) if what.by_bot else person(inside.person),
        "chat": chat(inside),
        "date": int(what.date.timestamp()),
    }
    if what.edited_at is not None:
        shape["edit_date"] = int(what.edited_at.timestamp())
    if replied is not None:
        shape["reply_to_message"] = message(replied, inside, files)
    if what.media_group_id is not None:
        shape["media_group_id"] = what.media_group_id
    _put_content(shape, what, inside, files)
    if what.buttons:
        shape["reply_markup"] = {"inline_keyboard": keyboard(what.buttons)}
    return shape


def _put_content(shape: Json, what: Message, inside: Chat, files: FileStore) -> None:
    text, entities = "text", "entities"
    if what.media is not None:
        text, entities = "caption", "caption_entities"
        shape.update(media(what.media, inside.bot.id, files))
    if what.text:
        shape[text] = what.text
    if what.entities:
        shape[entities] = [entity(one, inside) for one in what.entities]


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


def _file(what: Document | Voice | Sticker, bot_id: int, files: FileStore) -> Json:
    return {
        "file_id": files.file_id(bot_id, what.file, what),
        "file_unique_id": what.file.unique_id,
        "file_size": len(what.file.content),
    }


def entity(what: Entity, inside: Chat) -> Json:
    shape: Json = {"type": what.type, "offset": what.offset, "length": what.length}
    for name in ("url", "language", "custom_emoji_id"):
        value = getattr(what, name)
        if value is not None:
            shape[name] = value
    if what.user_id is not None:
        shape["user"] = person(inside.person)
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
        "chat_instance": str(-(who.id * 7_919 + tap.bot_id)),
        "data": tap.button.callback_data,
    }


def membership(inside: Chat, *, old: str, new: str, at: int) -> Json:
    """A ChatMemberUpdated about the bot itself: "member" or "kicked"."""
    bot = bot_user(inside.bot)
    return {
        "chat": chat(inside),
        "from": person(inside.person),
        "date": at,
        "old_chat_member": _member(bot, old),
        "new_chat_member": _member(bot, new),
    }


def _member(bot: Json, status: str) -> Json:
    return {"user": bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})


def reaction(inside: Chat, what: Message, *, old: Sequence[str], new: Sequence[str], at: int) -> Json:
    """A MessageReactionUpdated."""
    return {
        "chat": chat(inside),
        "message_id": what.message_id,
        "user": person(inside.person),
        "date": at,
        "old_reaction": [{"type": "emoji", "emoji": emoji} for emoji in old],
        "new_reaction": [{"type": "emoji", "emoji": emoji} for emoji in new],
    }
