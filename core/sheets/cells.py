"""Cells as plain text: numbers and dates as people would write them for a program to read."""

import math
import re
import unicodedata
from datetime import datetime, timedelta
from functools import lru_cache

from core.programme.text import INVISIBLE
from core.sheets.sheet import LONGEST_CELL

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 (a calendar's day nought, nowhere in particular)
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
LAST_SERIAL = 2_958_465
"""Of 31 December 9999."""

FORMULA_SIGNS = "=+-@＝＋－＠|%"
"""What a cell that some program takes for a formula begins with."""

_PLAIN = re.compile(r"[ -~À-ÿА-яЁё«»№–—]*\Z")
"""Texts that need no look at every sign."""

_CLASSES = {9: " ", 10: " ", 11: " ", 12: " ", 13: " "}
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def clean(text: str) -> str:
    """A cell on one line, without signs nobody sees, cut at LONGEST_CELL; an apostrophe that guards a formula goes."""
    if _PLAIN.match(text) is None:
        text = text.translate(_CLASSES)
        text = "".join(sign for sign in text if unicodedata.category(sign) not in INVISIBLE)
    text = " ".join(text[: LONGEST_CELL * 2].split())[:LONGEST_CELL]
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in FORMULA_SIGNS else text


def number(text: str) -> str:
    """A number as stored, as people write it: whole ones without a fraction, no exponent. Anything else as it is."""
    if text.isdecimal():
        return text.lstrip("0") or "0"
    try:
        value = float(text)
    except ValueError:
        return clean(text)
    if not math.isfinite(value) or abs(value) >= 1e30:
        return clean(text)
    if value == int(value):
        return str(int(value))
    return f"{value:.10f}".rstrip("0") if abs(value) < 1e5 else f"{value:.15g}"


@lru_cache(4_096)
def date(text: str, epoch: datetime) -> str:
    """A day counted from an epoch as ISO date, with the time where there is one; a time alone as HH:MM:SS."""
    try:
        serial = float(text)
    except ValueError:
        return clean(text)
    if not 0 <= serial <= LAST_SERIAL:
        return number(text)
    moment = epoch + timedelta(seconds=round(serial * 86_400))
    if serial < 1:
        return moment.time().isoformat()
    return moment.date().isoformat() if moment.time() == moment.min.time() else moment.isoformat(" ")


def is_date(code: str) -> bool:
    """Whether a number format shows days or hours: `dd.mm.yyyy`, not `0.00 "days"`."""
    return any(sign in "dmyhs" for sign in _QUOTED.sub("", code.partition(";")[0]).casefold())
