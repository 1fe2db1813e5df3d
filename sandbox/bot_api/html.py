"""Telegram's HTML: a text with tags becomes a text with entities, or an error in Telegram's words."""

import re
from dataclasses import dataclass, field

from sandbox.bot_api.errors import ApiError, bad_request
from sandbox.bot_api.urls import checked_url
from sandbox.model import Entity
from sandbox.typed import utf16_length

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_CHARACTER = re.compile(r"&(?:(?P<name>lt|gt|amp|quot)|#(?P<dec>\d{1,7})|#[xX](?P<hex>[0-9a-fA-F]{1,6}));?")
_NAME = re.compile(r"[^\s=>]*")
_VALUE = re.compile(r"\s*=\s*(?:\"(?P<dq>[^\"]*)\"|'(?P<sq>[^']*)'|(?P<bare>[^\s>\"']+))")
_TAG = re.compile(r"<([^\s>]*)")
_USER_LINK = re.compile(r"tg://user\?id=(\d+)$")


@dataclass(slots=True)
class _Tag:
    name: str
    offset: int
    attributes: dict[str, str] = field(default_factory=dict)


def parse(source: str) -> tuple[str, list[Entity]]:
    """The plain text and its entities, offsets in UTF-16 units. Raises "can't parse entities: ..."."""
    if "<" not in source and "&" not in source:
        return source, []
    return _Reader(source).read()


class _Reader:
    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._out: list[str] = []
        self._length = 0
        self._open: list[_Tag] = []
        self._entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        while self._at < len(self._source):
            char = self._source[self._at]
            if char == "&":
                self._take_character()
            elif char == "<":
                self._take_tag()
            else:
                end = min(
                    (at for at in (self._source.find(stop, self._at) for stop in "&<") if at >= 0),
                    default=len(self._source),
                )
                self._put(self._source[self._at : end])
                self._at = end
        if self._open:
            raise self._error(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        return "".join(self._out), self._entities

    def _take_character(self) -> None:
        match = _CHARACTER.match(self._source, self._at)
        decoded = _decoded(match) if match else None
        if match is None or decoded is None:
            self._put("&")
            self._at += 1
            return
        self._put(decoded)
        self._at = match.end()

    def _take_tag(self) -> None:
        if self._source.startswith("</", self._at):
            self._take_end_tag()
        else:
            self._take_start_tag()

    def _take_start_tag(self) -> None:
        begin = self._at
        name = self._take(_TAG)[1:].lower()
        if self._at >= len(self._source):
            raise self._error(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        if name not in _TYPES:
            raise self._error(f'Unsupported start tag "{name}" at byte offset {self._bytes(begin)}')
        tag = _Tag(name, self._length, self._take_attributes(name, begin))
        if name == "span" and tag.attributes.get("class") != "tg-spoiler":
            raise self._error(f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}')
        self._open.append(tag)

    def _take_attributes(self, tag: str, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            self._skip_spaces()
            if self._at >= len(self._source):
                raise self._error(f"Unclosed start tag at byte offset {self._bytes(begin)}")
            if self._source[self._at] == ">":
                self._at += 1
                return attributes
            name = self._take(_NAME)
            if not name:
                raise self._error(f'Empty attribute name in the tag "{tag}" at byte offset {self._bytes(begin)}')
            attributes[name.lower()] = self._take_value(begin)

    def _take_value(self, begin: int) -> str:
        """What follows an attribute's name: its value, or nothing."""
        match = _VALUE.match(self._source, self._at)
        if match is None:
            if self._source[self._at :].lstrip().startswith("="):
                raise self._error(f"Unclosed start tag at byte offset {self._bytes(begin)}")
            return ""
        self._at = match.end()
        value = match["dq"] or match["sq"] or match["bare"] or ""
        return _CHARACTER.sub(lambda one: _decoded(one) or one[0], value)

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._source, self._at)
        self._at = match.end() if match else self._at
        return match[0] if match else ""

    def _take_end_tag(self) -> None:
        begin = self._at
        end = self._source.find(">", begin)
        if end < 0:
            raise self._error(f"Unclosed end tag at byte offset {self._bytes(begin)}")
        name = self._source[begin + 2 : end].strip().lower()
        if not self._open:
            raise self._error(f"Unexpected end tag at byte offset {self._bytes(begin)}")
        tag = self._open.pop()
        if name and name != tag.name:
            raise self._error(
                f'Unmatched end tag at byte offset {self._bytes(begin)}, expected "</{tag.name}>", found "</{name}>"'
            )
        self._at = end + 1
        self._close(tag)

    def _close(self, tag: _Tag) -> None:
        length = self._length - tag.offset
        if length == 0:
            return
        if tag.name == "pre":
            language = self._language_inside(tag.offset, length)
            self._entities.append(Entity(type="pre", offset=tag.offset, length=length, language=language))
        elif tag.name == "a":
            self._close_link(tag, length)
        elif tag.name == "tg-emoji":
            self._close_emoji(tag, length)
        else:
            self._entities.append(Entity(type=_type(tag), offset=tag.offset, length=length, language=_language(tag)))

    def _language_inside(self, offset: int, length: int) -> str | None:
        """The language of a <code class="language-x"> that fills the whole <pre>, which swallows it."""
        last = self._entities[-1] if self._entities else None
        if last is None or last.type != "code" or (last.offset, last.length) != (offset, length):
            return None
        return self._entities.pop().language

    def _close_link(self, tag: _Tag, length: int) -> None:
        url = tag.attributes.get("href") or self._tail(tag.offset)
        if user := _USER_LINK.match(url):
            self._entities.append(Entity(type="text_mention", offset=tag.offset, length=length, user_id=int(user[1])))
        elif (checked := checked_url(url)) is not None:
            self._entities.append(Entity(type="text_link", offset=tag.offset, length=length, url=checked))

    def _close_emoji(self, tag: _Tag, length: int) -> None:
        emoji = tag.attributes.get("emoji-id", "")
        if not emoji.isdigit() or not 0 < int(emoji) < 2**63:
            raise self._error("Invalid custom emoji identifier specified")
        self._entities.append(Entity(type="custom_emoji", offset=tag.offset, length=length, custom_emoji_id=emoji))

    def _tail(self, offset: int) -> str:
        """The text since a UTF-16 offset."""
        units = "".join(self._out).encode("utf-16-le")
        return units[offset * 2 :].decode("utf-16-le")

    def _skip_spaces(self) -> None:
        while self._at < len(self._source) and self._source[self._at].isspace():
            self._at += 1

    def _put(self, text: str) -> None:
        self._out.append(text)
        self._length += utf16_length(text)

    def _bytes(self, at: int) -> int:
        return len(self._source[:at].encode())

    def _error(self, reason: str) -> ApiError:
        return bad_request(f"can't parse entities: {reason}")


def _decoded(match: re.Match[str]) -> str | None:
    """The character an HTML reference names, or None if there is no such character."""
    if match["name"]:
        return _NAMED[match["name"]]
    code = int(match["dec"]) if match["dec"] else int(match["hex"], 16)
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else None


def _type(tag: _Tag) -> str:
    if tag.name == "blockquote" and "expandable" in tag.attributes:
        return "expandable_blockquote"
    return _TYPES[tag.name]


def _language(tag: _Tag) -> str | None:
    kind = tag.attributes.get("class", "")
    return kind.removeprefix("language-") if tag.name == "code" and kind.startswith("language-") else None
