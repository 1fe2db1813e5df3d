"""Catalogues: `python -m tandem.catalogues update` gathers what the bot says, `check` tells what is not translated.

msgids are the English words themselves, so English needs no catalogue: without one gettext gives the msgid, or its
plural for every number but one, which is English grammar.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.pofile import read_po, write_po

from tandem.catalogue_checks import literal_problems, message_problems
from tandem.overlays import overlay, overlay_path, overlay_problems

ROOT = Path(__file__).parents[1]
TRANSLATIONS = ("ru", "it")
SOURCES = "bot"
KEYWORDS = parse_keywords(["_:1,1t", "_:1,2t", "_:1,2,3t", "_:1,2,4t", "N_:1", "in_every_language:1"])
"""`_("text")`, `_("one", "many", n)`, and marks for what is said elsewhere; a trailing comma counts as one more."""

HEADER = """\
# Written by `make messages`, which keeps the order and adds what is new. Fill in each msgstr; where a line says
# "fuzzy", an earlier translation was guessed: mend it and delete the word. `make catalogues` tells what is left.
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plurals}\\n"

"""


def catalogue_path(root: Path, language: str) -> Path:
    """Where a language's catalogue lies."""
    return root / "locales" / language / "LC_MESSAGES" / "tandem.po"


def extracted(root: Path) -> Catalog:
    """All messages in the source, by file and then by msgid, so that moving code moves nothing here."""
    found = Catalog()
    for file, _, message, comments, _ in extract_from_dir(
        root / SOURCES, keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    ):
        # one location a file: Babel writes it without the line
        found.add(message, locations=[(f"{SOURCES}/{Path(file).as_posix()}", 1)], auto_comments=comments)
    return found


def updated(root: Path, language: str) -> Catalog:
    """A language's catalogue with exactly the messages of the source; what is new is empty or a fuzzy guess."""
    path = catalogue_path(root, language)
    with io.BytesIO(path.read_bytes() if path.exists() else b"") as file:
        catalogue = read_po(file, locale=language)
    catalogue.update(extracted(root))
    ordered = Catalog(locale=language)
    for message in sorted((message for message in catalogue if message.id), key=_place):
        message.locations = [(file, 1) for file in sorted({file for file, _ in message.locations})]
        ordered[message.id] = message
    return ordered


def rendered(catalogue: Catalog) -> bytes:
    """The file's bytes: no dates, no line numbers, no wrapping, nothing that changes by itself."""
    body = io.BytesIO()
    write_po(body, catalogue, width=0, omit_header=True, include_lineno=False, ignore_obsolete=True)
    header = HEADER.format(language=catalogue.locale, plurals=catalogue.plural_forms)
    return header.encode() + body.getvalue().strip() + b"\n"


def update(root: Path) -> list[str]:
    """Write the catalogues. What remains to be translated is told, one line each."""
    for language in TRANSLATIONS:
        path = catalogue_path(root, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue = updated(root, language)
        path.write_bytes(rendered(catalogue))
        overlay_path(root, language).write_bytes(rendered(overlay(root, language, catalogue)))
    return problems(root)


def problems(root: Path) -> list[str]:
    """Everything that keeps the catalogues from being complete and current, one line each."""
    found = [problem for file in sorted((root / SOURCES).rglob("*.py")) for problem in literal_problems(file, root)]
    for language in TRANSLATIONS:
        path = catalogue_path(root, language)
        name = path.relative_to(root).as_posix()
        catalogue = updated(root, language)
        if not path.exists() or path.read_bytes() != rendered(catalogue):
            found.append(f"{name}: not what the source says now; run `make messages`")
        found.extend(f"{name}: {problem}" for message in catalogue if message.id for problem in _of(message, catalogue))
    return found


def tone_problems(root: Path) -> list[str]:
    """Everything that keeps the other tone of a language from being complete and current, one line each."""
    found: list[str] = []
    for language in TRANSLATIONS:
        path = overlay_path(root, language)
        name = path.relative_to(root).as_posix()
        usual = updated(root, language)
        lines = overlay(root, language, usual)
        if not path.exists() or path.read_bytes() != rendered(lines):
            found.append(f"{name}: not what the source says now; run `make messages`")
        found.extend(f"{name}: {problem}" for problem in overlay_problems(lines, usual, language))
    return found


def _of(message: Message, catalogue: Catalog) -> Iterator[str]:
    shown = message.id if isinstance(message.id, str) else message.id[0]
    for problem in message_problems(message, catalogue):
        yield f"{problem}: {shown!r}"


def _place(message: Message) -> tuple[str, str]:
    """The first file that says it, then its words."""
    return min((file for file, _ in message.locations), default=""), str(message.id)


def main(arguments: list[str]) -> int:
    """0 when nothing is wrong, 1 with what is, 2 for a command that is none."""
    if arguments not in (["check"], ["update"]):
        print("usage: python -m tandem.catalogues check|update", file=sys.stderr)
        return 2
    found = [*(update(ROOT) if arguments == ["update"] else problems(ROOT)), *tone_problems(ROOT)]
    for problem in found:
        print(problem, file=sys.stderr)
    print(f"{len(found)} to mend" if found else "catalogues are complete and current")
    return 1 if found and arguments == ["check"] else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
