"""The languages Tandem speaks."""

from dataclasses import dataclass

from core.errors import Refusal

LOCALES = ("ru", "it", "en")
"""What a programme chooses its languages from."""


@dataclass(kw_only=True, eq=False)
class LocaleNotOffered(Refusal):
    """A language that the programme does not have."""

    locale: str
    offered: tuple[str, ...]
    """What can be chosen; never empty."""


def offered(locale: str, locales: tuple[str, ...]) -> str:
    """The locale itself. Raises LocaleNotOffered when it is not among those."""
    if locale not in locales:
        raise LocaleNotOffered(locale=locale, offered=locales)
    return locale


def closest(hint: str | None, locales: tuple[str, ...], default: str) -> str:
    """The programme's language nearest to what a device says ("ru-RU" is ru), else the default."""
    language = (hint or "").replace("_", "-").partition("-")[0].lower()
    return language if language in locales else default
