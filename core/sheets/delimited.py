"""CSV: text in whichever coding and with whichever separator programs write it."""

import csv
import re
from collections.abc import Iterator
from io import StringIO

from core.sheets.cells import clean
from core.sheets.sheet import Row

SEPARATORS = ";\t,"
"""In the order in which they are believed."""

LOOKED_AT = 10
"""First lines that tell the separator."""

_SAID = re.compile(r"sep=(.)\r?\n")
_MIXED = re.compile(r"[A-Za-z][а-яёА-ЯЁ]|[а-яёА-ЯЁ][A-Za-z]")
_CYRILLIC = re.compile(r"[а-яёА-ЯЁ]")


def decode(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, cp1251 or cp1252. Raises ValueError for what is no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    if b"\0" in content:
        raise ValueError("not a text")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode_narrow(content)


def rows(text: str) -> Iterator[Row]:
    """The filled rows of a delimited text. Raises csv.Error."""
    said = _SAID.match(text)
    separator = said[1] if said else _separator(text)
    given = csv.reader(StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    for number, fields in enumerate(given, start=1):
        cells = [clean(field) for field in fields]
        while cells and not cells[-1]:
            cells.pop()
        if cells and not (said and number == 1):
            yield Row(number, tuple(cells))


def _decode_narrow(content: bytes) -> str:
    """Of the two codings of one byte a letter, the one in whose words alphabets do not mix."""
    try:
        cyrillic = content.decode("cp1251")
    except UnicodeDecodeError:
        return content.decode("cp1252")
    if 2 * len(_MIXED.findall(cyrillic[:200_000])) > len(_CYRILLIC.findall(cyrillic[:200_000])):
        return content.decode("cp1252", "replace")
    return cyrillic


def _separator(text: str) -> str:
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:LOOKED_AT]
    return max(SEPARATORS, key=lambda sign: (sum(sign in line for line in lines), -SEPARATORS.index(sign)))
