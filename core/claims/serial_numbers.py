"""Serial numbers as people give them: one by one, as a list, or within other words."""

import re
import unicodedata
from collections.abc import Iterable

from core.catalog.folding import sku_key
from core.claims.language import NUMBER_SIGNS, SERIALS
from core.claims.refusals import BadSerial, SerialFault

MOST_SERIALS = 50
"""Serial numbers of one line: beyond so many pieces nobody types them."""

LONGEST_SERIAL = 40
SHORTEST_SERIAL = 4

BY_SERIAL = "S/N "
"""What a claim's name begins with that bears a serial number in place of a document's."""

_MARKED = re.compile(rf"^\s*(?:(?:{SERIALS})|(?:{NUMBER_SIGNS})|\d{{1,2}}\)|[-–•*])[\s:.]*(?=.*\w)", re.IGNORECASE)
_BETWEEN = re.compile(r"[\n,;]+")
_SERIAL = re.compile(r"[\w ./\\+-]+")


def serial_key(serial: str) -> str:
    """A serial number for comparison: case, separators and look-alike letters do not count."""
    return sku_key(serial)


def each_once(serials: Iterable[str]) -> tuple[str, ...]:
    """Serial numbers without those that say the same as one before."""
    found: dict[str, str] = {}
    for serial in serials:
        found.setdefault(serial_key(serial), serial)
    return tuple(found.values())


def read_serials(text: str) -> tuple[str, ...]:
    """Serial numbers as typed: a line or a comma between, words and numbering before them left out. Raises BadSerial.

    What stands apart by spaces alone is one number, unless each part would do as one.
    """
    plain = "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign)[0] != "C")
    parts = [_bare(part) for part in _BETWEEN.split(plain)]
    parts = [part for part in parts if part]
    if len(parts) == 1 and len(several := parts[0].split()) > 1 and all(_looks_like_one(one) for one in several):
        parts = several
    if not parts:
        raise BadSerial(fault=SerialFault.SHAPE, serial=text.strip(), most=MOST_SERIALS)
    for part in parts:
        check_serial(part)
    found = each_once(parts)
    if len(found) > MOST_SERIALS:
        raise BadSerial(fault=SerialFault.TOO_MANY, serial="", most=MOST_SERIALS)
    return found


def check_serial(serial: str) -> str:
    """The serial number itself. Raises BadSerial where no maker would print it."""
    fits = _SERIAL.fullmatch(serial) and len(serial_key(serial)) >= SHORTEST_SERIAL and len(serial) <= LONGEST_SERIAL
    if not fits or not any(sign.isdecimal() for sign in serial):
        raise BadSerial(fault=SerialFault.SHAPE, serial=serial, most=MOST_SERIALS)
    return serial


def _bare(part: str) -> str:
    words = " ".join(part.split())
    while (marked := _MARKED.match(words)) and marked.end() < len(words):
        words = words[marked.end() :]
    return words.strip(" .:")


def _looks_like_one(part: str) -> bool:
    try:
        check_serial(part)
    except BadSerial:
        return False
    return len(serial_key(part)) > SHORTEST_SERIAL
