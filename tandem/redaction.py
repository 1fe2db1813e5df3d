"""Redaction: what must never leave in a log, whoever wrote the line."""

import re
from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any
from urllib.parse import quote, quote_plus

from tandem.tracebacks import brief

TOKEN = re.compile(r"\d{6,}(?::|%3[Aa])[\w-]{30,}")
"""A bot's token, also within the address of a file that the bot downloads."""

PASSWORD = re.compile(r"(?<=://)([^\s/:@]*):[^\s/@]+@")
"""A password within an address."""

PHONE = re.compile(
    r"""
      \+\d(?:[\s().-]{0,3}\d){8,14}                                        # +39 333 123 4567
    | (?<![\w.+-])\d{11,15}(?![\w.]*\w)                                    # 79161234567; no Telegram id is as long
    | (?<![\w.+-])[78][\s-]?\(?\d{3}\)?(?:[\s-]?\d{3})(?:[\s-]?\d{2}){2}(?!\w)  # 8 (916) 123-45-67
    | (?<![\w.+-])3\d{2}[\s.-]?\d{3}[\s.-]?\d{4}(?!\w)                     # 333 123 4567; no Telegram id begins so
    """,
    re.VERBOSE,
)

SHORTEST_SECRET = 8
"""Shorter secrets are left to PASSWORD: as plain text they would blot out innocent words."""


class Redactor:
    """Blots out tokens, phone numbers and known secrets; a structlog processor that comes right before the renderer."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        known = {form for secret in secrets if len(secret) >= SHORTEST_SECRET for form in _forms(secret)}
        longest_first = sorted(known, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, longest_first))) if known else None

    def text(self, text: str) -> str:
        """A text without what must not leave."""
        if self._known is not None:
            text = self._known.sub("[secret]", text)
        text = TOKEN.sub("[token]", text)
        text = PASSWORD.sub(r"\1:[secret]@", text)
        return PHONE.sub("[phone]", text)

    def value(self, value: Any) -> Any:
        """A value in the same shape, or as text when it is no plain value."""
        if value is None or isinstance(value, bool | float):
            return value
        if isinstance(value, int):
            shown = self.text(str(value))
            return value if shown == str(value) else shown
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {self.text(str(key)): self.value(each) for key, each in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self.value(each) for each in value]
        return self.text(brief(value) if isinstance(value, BaseException) else repr(value))

    def __call__(self, _: Any, __: str, event_dict: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        return {key: each if key.startswith("_") else self.value(each) for key, each in event_dict.items()}


def _forms(secret: str) -> set[str]:
    """As typed, as a part of an address, and as Python quotes it in the text of an error."""
    return {secret, quote(secret, safe=""), quote_plus(secret), repr(secret)[1:-1]}
