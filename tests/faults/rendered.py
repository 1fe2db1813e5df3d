"""What was typed, as it is shown: as text and as nothing else, in messages, sheets and pages."""

import csv
import json
import re
import unicodedata
import zipfile
from html.parser import HTMLParser
from io import BytesIO, StringIO
from xml.etree import ElementTree

from bot.serialise import Call
from sandbox.bot_api import markup
from sandbox.bot_api import text as texts
from sandbox.bot_api.errors import ApiError
from sandbox.bot_api.params import Params
from sandbox.model import Entity
from tests.faults.naughty import MARK

EVIL = "evil.example"
"""Where no link of ours leads."""
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that would turn the direction of what others read."""
DROPPED = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
LONGEST_TOAST = 200


def seen(text: str) -> str:
    """What somebody sees of a text: no controls, no space, no difference of case, and no half of a pair."""
    kept = (sign for sign in text if not sign.isspace() and sign != "\ufffd")
    return "".join(sign for sign in kept if unicodedata.category(sign) not in DROPPED).casefold()


def wrong_of(call: Call, typed: str | None) -> list[str]:
    """What is wrong with a call that tells of what was typed; `typed` is None where only its form matters."""
    body = json.loads(call.body)
    said: list[tuple[str, tuple[Entity, ...]]] = []
    try:
        params = Params(body)
        markup.of(params)
        if "text" in body and call.method != "answerCallbackQuery":
            said.append(texts.text(params))
        if "caption" in body:
            said.append(texts.caption(params))
        if isinstance(media := body.get("media"), dict):
            said.append(texts.caption(Params(media)))
    except ApiError as error:
        return [f"{call.method} is refused: {error}"]
    found = [wrong for plain, entities in said for wrong in _wrong_words(plain, entities, typed)]
    if call.method == "answerCallbackQuery":
        found += _wrong_toast(str(body.get("text", "")), typed)
    for label in _labels(body):
        found += [f"the button {label!r} turns the direction"] if TURNS.search(label) else []
        found += _not_as_typed(label, typed)
    for upload in call.uploads:
        found += wrong_file(upload.file_name, upload.content)
    return found


def tells(call: Call) -> bool:
    """Whether a call shows what was typed."""
    whole = call.body.decode("unicode_escape", "replace")
    return MARK.casefold() in whole.casefold() or any(MARK.encode() in _unpacked(each.content) for each in call.uploads)


def _wrong_words(plain: str, entities: tuple[Entity, ...], typed: str | None) -> list[str]:
    found = [f"it leads to {one.url}" for one in entities if one.url and EVIL in one.url]
    if TURNS.search(plain):
        found.append("it turns the direction of what follows")
    if any(unicodedata.category(sign) == "Cc" and sign not in "\n\t" for sign in plain):
        found.append("it holds a control character")
    return found + _not_as_typed(plain, typed)


def _not_as_typed(plain: str, typed: str | None) -> list[str]:
    """Where the mark is shown, all that was typed before it is, too."""
    shown, wanted, mark = seen(plain), seen(typed or ""), seen(MARK)
    if not wanted.endswith(mark):
        return []
    for place in re.finditer(re.escape(mark), shown):
        if not shown[: place.end()].endswith(wanted):
            return [f"{shown[max(0, place.end() - len(wanted) - 5) : place.end()]!r} in place of {wanted!r}"]
    return []


def _wrong_toast(words: str, typed: str | None) -> list[str]:
    found = [f"a toast of {len(words)}"] if len(words) > LONGEST_TOAST else []
    return found + _not_as_typed(words, typed)


def _labels(body: dict[str, object]) -> list[str]:
    keyboard = body.get("reply_markup")
    rows = keyboard.get("inline_keyboard") or keyboard.get("keyboard") or [] if isinstance(keyboard, dict) else []
    return [str(button["text"]) for row in rows for button in row]


def wrong_file(name: str, content: bytes) -> list[str]:
    """What is wrong with a file that people open."""
    kind = name.rpartition(".")[2].casefold()
    checks = {"xlsx": wrong_workbook, "csv": wrong_csv, "html": wrong_page, "zip": _wrong_archive}
    found = checks[kind](content) if kind in checks else []
    if any(unicodedata.category(sign) in {"Cc", "Cf"} or sign in '/\\:*?"<>|' for sign in name):
        found.append(f"its name is {name!r}")
    return [f"{name}: {wrong}" for wrong in found]


def wrong_workbook(content: bytes) -> list[str]:
    """Formulas, links, and what no program could open."""
    found = []
    with zipfile.ZipFile(BytesIO(content)) as book:
        for part in book.namelist():
            raw = book.read(part)
            if part.endswith((".xml", ".rels")):
                tree = ElementTree.fromstring(raw)  # noqa: S314 (our own workbook)
                found += [f"a formula in {part}" for each in tree.iter() if each.tag.endswith("}f")]
                found += [f"a link in {part}" for each in tree.iter() if each.tag.endswith("}hyperlink")]
            if EVIL.encode() in raw and part.endswith(".rels"):
                found.append(f"a link in {part}")
    return found


def wrong_csv(content: bytes) -> list[str]:
    """Cells that a program would calculate."""
    rows = csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    cells = [cell for row in rows for cell in row]
    return [
        f"a formula: {cell!r}" for cell in cells if FORMULA.match(cell) and not re.fullmatch(r"[+-]?[\d .,]+", cell)
    ]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        self.found += [f"{tag}@{name}" for name, _ in attrs]


OURS = frozenset(
    {"html", "html@lang", "meta", "meta@charset", "meta@name", "meta@content", "title", "style", "h1", "h2", "table"}
    | {"tr", "td", "th", "ul", "li", "p", "b", "small", "body"}
)
"""What our pages are made of."""


def wrong_page(content: bytes) -> list[str]:
    """Tags and attributes that no page of ours has."""
    tags = _Tags()
    tags.feed(content.decode())
    return [f"<{tag}> in a page" for tag in tags.found if tag not in OURS]


def _wrong_archive(content: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return [
            wrong for name in archive.namelist() for wrong in wrong_file(name.rpartition("/")[2], archive.read(name))
        ]


def _unpacked(content: bytes) -> bytes:
    """A file as it reads: what is packed is unpacked."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())
