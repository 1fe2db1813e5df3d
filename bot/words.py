"""Languages and tones: catalogues compiled in memory, and the voice that speaks now."""

import gettext
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.elision import eliding
from core.programme.options import Tone

LOCALES = ("en", "ru", "it")
"""The languages that Tandem speaks."""

OTHER_TONE = {"ru": Tone.FAMILIAR, "it": Tone.FORMAL}
"""The tone that a language's catalogue does not have; a catalogue of its own holds the messages that differ."""


@dataclass(frozen=True, slots=True)
class _Voice:
    language: str
    tone: Tone
    catalogue: gettext.NullTranslations


def locale() -> str:
    """The language in which words come out now."""
    return _speaking.get().language


def speak(language: str) -> None:
    """Speak a language from here on in this task; one that is not ours becomes English. The tone stays."""
    _speaking.set(_voice(language, _speaking.get().tone))


def address(tone: Tone) -> None:
    """Address people in a tone from here on in this task. The language stays."""
    _speaking.set(_voice(_speaking.get().language, tone))


@contextmanager
def speaking(language: str, tone: Tone | None = None) -> Iterator[None]:
    """Speak a language for the length of a block, in the tone that holds or in another one."""
    token = _speaking.set(_voice(language, _speaking.get().tone if tone is None else tone))
    try:
        yield
    finally:
        _speaking.reset(token)


def translate(one: str, many: str | None = None, n: int | None = None) -> str:
    """A message by the voice that speaks now; with `many` and `n`, the plural form that the number asks for.

    Imported as `_`; placeholders are filled by the caller.
    """
    voice = _speaking.get()
    words = voice.catalogue.gettext(one) if many is None or n is None else voice.catalogue.ngettext(one, many, n)
    return eliding(words) if voice.language == "it" else words


def in_every_language(message: str) -> frozenset[str]:
    """A message in each language and tone: what a key of the reply keyboard may say."""
    return frozenset(_voice(language, tone).catalogue.gettext(message) for language in LOCALES for tone in Tone)


@cache
def _voice(language: str, tone: Tone) -> _Voice:
    if language not in LOCALES:
        return _voice("en", tone)
    return _Voice(language, tone, _catalogue(language, other=OTHER_TONE.get(language) is tone))


@cache
def _catalogue(language: str, *, other: bool) -> gettext.NullTranslations:
    """Both catalogues in one where the other tone is wanted, so that a message is looked up once."""
    catalogue = _read(language, "tandem.po")
    if catalogue is None:
        return gettext.NullTranslations()
    in_tone = _read(language, f"tandem_{OTHER_TONE[language]}.po") if other else None
    for message in in_tone or ():
        usual = catalogue.get(message.id)
        forms = [message.string] if isinstance(message.string, str) else list(message.string or ())
        if message.id and all(forms) and not message.fuzzy and usual is not None:
            usual.string = message.string
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _read(language: str, name: str) -> Catalog | None:
    source = _folder() / language / "LC_MESSAGES" / name
    if not source.exists():
        return None
    with source.open("rb") as file:
        return read_po(file, locale=language)


def _folder() -> Path:
    """Inside the installed package, or at the root of a working copy."""
    packaged = Path(str(files("core"))) / "locales"
    return packaged if packaged.is_dir() else Path(str(files("core"))).parent / "locales"


_ENGLISH = _voice("en", Tone.USUAL)
_speaking: ContextVar[_Voice] = ContextVar("speaking", default=_ENGLISH)
