"""Overlays: the catalogue of a language's other tone, which holds those messages alone that differ in it."""

import io
import zlib
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bot.words import OTHER_TONE
from tandem.catalogue_checks import message_problems
from tandem.tone_exceptions import SPEAKS_TO_NOBODY
from tandem.tones import addresses, mixes, strays

MARK = "usual: "
"""Before a digest of the usual words, by which a line is found that has to follow them."""


def overlay_path(root: Path, language: str) -> Path:
    """Where the catalogue of a language's other tone lies."""
    return root / "locales" / language / "LC_MESSAGES" / f"tandem_{OTHER_TONE[language]}.po"


def overlay(root: Path, language: str, usual: Catalog) -> Catalog:
    """The lines of the other tone, in the order of the usual ones: those written, and those to be written, empty.

    A line whose usual words have changed since is fuzzy.
    """
    path = overlay_path(root, language)
    with io.BytesIO(path.read_bytes() if path.exists() else b"") as file:
        written = read_po(file, locale=language)
    found = Catalog(locale=language)
    for message in usual:
        line = written.get(message.id) if message.id else None
        if line is not None and line.string == message.string:
            line = None  # nothing differs
        if not message.id or not ((line is not None and any(_forms(line))) or _is_needed(message, language)):
            continue
        found[message.id] = _line(message, line)
    return found


def overlay_problems(lines: Catalog, usual: Catalog, language: str) -> Iterator[str]:
    """What is wrong with the lines of the other tone, each with its message."""
    for message in (message for message in lines if message.id):
        shown = repr(_one(message))
        yield from (f"{problem}: {shown}" for problem in message_problems(message, lines))
        for form in filter(None, _forms(message)):
            if word := strays(language, form):
                yield f"{word!r} is of the usual tone: {shown}"
    for message in (message for message in usual if message.id and _one(message) not in SPEAKS_TO_NOBODY[language]):
        if word := next(filter(None, (mixes(language, form) for form in _forms(message))), None):
            yield f"{word!r} is not of the usual tone: {_one(message)!r}"


def _is_needed(message: Message, language: str) -> bool:
    return _one(message) not in SPEAKS_TO_NOBODY[language] and any(
        addresses(language, form) for form in _forms(message)
    )


def _line(message: Message, written: Message | None) -> Message:
    digest = f"{MARK}{zlib.crc32(repr(message.string).encode()):08x}"
    string = written.string if written is not None else ""
    line = Message(message.id, string, locations=message.locations, user_comments=[digest])
    if written is None:
        return line
    followed = any(comment.startswith(MARK) and comment != digest for comment in written.user_comments)
    if any(_forms(written)) and (followed or written.fuzzy):
        line.flags.add("fuzzy")
    return line


def _one(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())
