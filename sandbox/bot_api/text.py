"""Texts and captions: parsed, checked and trimmed as Telegram does."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sandbox.bot_api import html, urls
from sandbox.bot_api.errors import ApiError, bad_request
from sandbox.bot_api.params import Params, decode, whole
from sandbox.model import Entity
from sandbox.typed import marks, utf16_length

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
MOST_ENTITIES = 100
_OUTER_FIRST = (
    "blockquote",
    "expandable_blockquote",
    "text_link",
    "text_mention",
    "pre",
    "code",
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "custom_emoji",
)
_SETTABLE = frozenset(_OUTER_FIRST)
_AUTOMATIC = frozenset(
    {
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bank_card_number",
        "date_time",
    }
)
Formatted = tuple[str, tuple[Entity, ...]]


def text(params: Params) -> Formatted:
    """The `text` of a message: 1-4096 characters after parsing. Raises ApiError."""
    raw = params.text("text")
    if not raw:
        raise bad_request("message text is empty")
    content = _formatted(raw, params, entities="entities")
    if not content[0]:
        raise bad_request("text must be non-empty")
    if utf16_length(content[0]) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return content


def caption(params: Params) -> Formatted:
    """The `caption` of a medium: 0-1024 characters after parsing. Raises ApiError."""
    content = _formatted(params.text("caption"), params, entities="caption_entities")
    if utf16_length(content[0]) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return content


def _formatted(raw: str, params: Params, *, entities: str) -> Formatted:
    mode = params.text("parse_mode").lower()
    if mode == "html":
        plain, found = html.parse(raw)
    elif mode in {"", "none"}:
        plain, found = raw, _from_json(params.values.get(entities), raw)
    else:
        raise bad_request("unsupported parse_mode")
    return _finished(plain, found)


def _finished(plain: str, found: list[Entity]) -> Formatted:
    """Trim, drop what became empty, mark commands and links, order from outer to inner."""
    kept = plain.lstrip()
    cut = utf16_length(plain[: len(plain) - len(kept)])
    kept = kept.rstrip()
    end = utf16_length(kept)
    entities = [fitted for entity in found if (fitted := _within(entity, cut, end)) is not None]
    entities += (mark for mark in marks(kept) if not _touches(mark, entities))
    return kept, tuple(sorted(entities, key=_order)[:MOST_ENTITIES])


def _within(entity: Entity, cut: int, end: int) -> Entity | None:
    if cut == 0 and entity.offset + entity.length <= end:
        return entity
    first = max(entity.offset - cut, 0)
    last = min(entity.offset + entity.length - cut, end)
    return replace(entity, offset=first, length=last - first) if last > first else None


def _touches(mark: Entity, entities: Iterable[Entity]) -> bool:
    opaque = {"code", "pre", "text_link", "text_mention", "custom_emoji"}
    return any(
        one.type in opaque and one.offset < mark.offset + mark.length and mark.offset < one.offset + one.length
        for one in entities
    )


def _order(entity: Entity) -> tuple[int, int, int]:
    rank = _OUTER_FIRST.index(entity.type) if entity.type in _OUTER_FIRST else len(_OUTER_FIRST)
    return entity.offset, -entity.length, rank


def _from_json(value: Any, plain: str) -> list[Entity]:
    if value is None or value == "":
        return []
    listed = decode(value, label="entities") if isinstance(value, str) else value
    if not isinstance(listed, list):
        raise bad_request("expected an Array of MessageEntity")
    end = utf16_length(plain)
    entities = (_checked(one, end) for one in listed)
    return [entity for entity in entities if entity.type in _SETTABLE]


def _checked(shape: Any, end: int) -> Entity:
    if not isinstance(shape, dict):
        raise _unparsable("Expected an Object")
    offset = _field(shape, "offset", int, "Number")
    length = _field(shape, "length", int, "Number")
    kind = _field(shape, "type", str, "String")
    if kind not in _SETTABLE and kind not in _AUTOMATIC:
        raise _unparsable("Unsupported type specified")
    entity = Entity(type=kind, offset=offset, length=length, **_extras(kind, shape))
    _refuse_outside(entity, end)
    return entity


def _refuse_outside(entity: Entity, end: int) -> None:
    if entity.offset < 0:
        raise bad_request(f"receive an entity with incorrect offset {entity.offset}")
    if entity.length < 0:
        raise bad_request(f"receive an entity with incorrect length {entity.length}")
    last = entity.offset + entity.length
    if entity.offset >= end and entity.length:
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {entity.offset}")
    if last > end:
        raise bad_request(
            f"entity beginning at UTF-16 offset {entity.offset} ends after the end of the text at UTF-16 offset {last}"
        )


def _extras(kind: str, shape: dict[str, Any]) -> dict[str, Any]:
    match kind:
        case "text_link":
            return {"url": _url(_field(shape, "url", str, "String"))}
        case "text_mention":
            return {"user_id": whole(_field(shape, "user", dict, "Object").get("id"))}
        case "custom_emoji":
            emoji = _field(shape, "custom_emoji_id", str, "String")
            if not emoji.isdecimal() or int(emoji) >= 2**63:
                raise _unparsable('Field "custom_emoji_id" must be a valid Number')
            return {"custom_emoji_id": emoji}
        case "pre" if isinstance(shape.get("language"), str):
            return {"language": shape["language"]}
    return {}


def _url(url: str) -> str:
    try:
        return urls.check(url)
    except urls.WrongUrl as error:
        raise bad_request(f"entity URL '{url}' is invalid: {error}") from error


def _field(shape: dict[str, Any], name: str, wanted: type, called: str) -> Any:
    if shape.get(name) is None:
        raise _unparsable(f'Can\'t find field "{name}"')
    if not isinstance(shape[name], wanted):
        raise _unparsable(f'Field "{name}" must be of type {called}')
    return shape[name]


def _unparsable(reason: str) -> ApiError:
    return bad_request(f"can't parse MessageEntity: {reason}")
