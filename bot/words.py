"""Languages: catalogues compiled in memory, and the one that speaks now."""

import gettext
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALES = ("en", "ru", "it")
"""The languages that Tandem speaks."""

_speaking: ContextVar[str] = ContextVar("speaking", default="en")


def locale() -> str:
    """The language in which words come out now."""
    return _speaking.get()


def speak(language: str) -> None:
    """Speak a language from here on in this task; one that is not ours becomes English."""
    _speaking.set(language if language in LOCALES else "en")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language for the length of a block."""
    token = _speaking.set(language if language in LOCALES else "en")
    try:
        yield
    finally:
        _speaking.reset(token)


def translate(one: str, many: str | None = None, n: int | None = None) -> str:
    """A message in the language that speaks now; with `many` and `n`, the plural form that the number asks for.

    Imported as `_`; placeholders are filled by the caller.
    """
    catalogue = _catalogue(_speaking.get())
    if many is None or n is None:
        return catalogue.gettext(one)
    return catalogue.ngettext(one, many, n)


def in_every_language(message: str) -> frozenset[str]:
    """A message in each language: what a key of the reply keyboard may say."""
    return frozenset(_catalogue(language).gettext(message) for language in LOCALES)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    source = _folder() / language / "LC_MESSAGES" / "tandem.po"
    if not source.exists():
        return gettext.NullTranslations()
    with source.open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _folder() -> Path:
    """Inside the installed package, or at the root of a working copy."""
    packaged = Path(str(files("core"))) / "locales"
    return packaged if packaged.is_dir() else Path(str(files("core"))).parent / "locales"
