"""Reading an update in full: aiogram's model of it, or the reason why there is none."""

import re
from collections.abc import Mapping
from typing import Any

from aiogram import Bot
from aiogram.types import Update
from pydantic import ValidationError

from bot.incoming import Incoming

KNOWN = frozenset(Update.model_fields) - {"update_id"}
"""Kinds of update that can be read."""

UNREAD_OF_TAPPED = frozenset({"reply_markup", "entities", "caption_entities", "reply_to_message"})

_HALF = re.compile("[\ud800-\udfff]")


class Unreadable(Exception):
    """An update that cannot be read; says why, and nothing of what it holds."""


def parse(item: Incoming, bot: Bot) -> Update:
    """The update's model, bound to the bot. Raises Unreadable."""
    if not item.kind:
        raise Unreadable("it holds nothing")
    if item.kind not in KNOWN:
        raise Unreadable(f"nobody knows its kind, {item.kind}")
    try:
        update = Update.model_validate(_whole(_lightened(item)), context={"bot": bot})
    except ValidationError as error:
        raise Unreadable(_where(error)) from None
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise Unreadable(f"it cannot be read: {type(error).__name__}") from None
    if getattr(update, item.kind) is None:
        raise Unreadable("it holds nothing")
    return update


def _lightened(item: Incoming) -> Mapping[str, Any]:
    """An update without what nobody reads of a tapped message: it comes back whole, and it is one of ours."""
    query = item.raw.get("callback_query")
    message = query.get("message") if isinstance(query, dict) else None
    if not isinstance(query, dict) or not isinstance(message, dict):
        return item.raw
    kept = {name: value for name, value in message.items() if name not in UNREAD_OF_TAPPED}
    return {**item.raw, "callback_query": {**query, "message": kept}}


def _whole(value: Any) -> Any:
    """What was read with halves of pairs replaced: JSON can hold them, no database and no message can."""
    if isinstance(value, str):
        return value if value.isascii() else _HALF.sub("\ufffd", value)
    if isinstance(value, dict):
        return {name: _whole(each) for name, each in value.items()}
    return [_whole(each) for each in value] if isinstance(value, list) else value


def _where(error: ValidationError) -> str:
    first = error.errors(include_input=False, include_url=False, include_context=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{error.error_count()} fields do not validate, the first is {place}"
