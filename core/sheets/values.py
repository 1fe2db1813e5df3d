"""What people mean by a cell: whole numbers and days, however they were written."""

import re
from datetime import date, timedelta

FIRST_DAY = date(1899, 12, 30)
_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[ T]00:00(?::00)?)?\Z")
_DAY_FIRST = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{2}|\d{4})(?:\s*г\.?)?\Z")
_WHOLE = re.compile(r"([+-]?)(\d{1,15})(?:[.,]0+)?\Z")


def whole(text: str) -> int | None:
    """A whole number, with spaces between thousands and ",00" tolerated; None for anything else."""
    found = _WHOLE.match("".join(text.split()).replace("−", "-"))
    return int(found[1] + found[2]) if found and found[2].isascii() else None


def day(text: str) -> date | None:
    """A day as ISO, day first, or as the number a spreadsheet keeps (20 000 to 80 000); None for anything else."""
    text = text.strip()
    try:
        if found := _ISO.match(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DAY_FIRST.match(text):
            year = int(found[3])
            return date(year + 2000 if year < 100 else year, int(found[2]), int(found[1]))
    except ValueError:
        return None
    number = whole(text)
    return FIRST_DAY + timedelta(days=number) if number is not None and 20_000 <= number <= 80_000 else None
