"""A sheet as it was read: rows of plain text with the numbers people see beside them, or why there is none."""

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import Self

MOST_BYTES = 20 * 1024 * 1024
"""What the channel gives out, and what is opened."""

MOST_ROWS = 60_000
"""Filled rows of a sheet."""

MOST_COLUMNS = 64
"""Filled cells of a row; a stray one further to the right is passed over."""

LONGEST_CELL = 1_000
"""Characters of a cell; what is longer is cut, for no field takes as much."""


class UnfitReason(StrEnum):
    """Why a file cannot be read as a sheet."""

    EMPTY = "empty"
    """No bytes, or no filled cell."""
    NOT_A_SHEET = "not_a_sheet"
    """Something else, whatever its name says: a picture, a document, a web page."""
    OLD_FORMAT = "old_format"
    """An XLS of before 2007, or another program's format."""
    ENCRYPTED = "encrypted"
    """Locked with a password."""
    TOO_BIG = "too_big"
    """More bytes than are accepted, or more content than reading is given memory for."""
    BOMB = "bomb"
    """Unpacks to far more than a table would."""
    TOO_MANY_ROWS = "too_many_rows"
    """More than MOST_ROWS."""
    TOO_MANY_COLUMNS = "too_many_columns"
    """A row of more than MOST_COLUMNS."""
    TOO_SLOW = "too_slow"
    """Reading took longer than it may."""
    BROKEN = "broken"
    """Damaged, or not as the format demands."""
    GONE = "gone"
    """The channel did not give it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfitSheet:
    """A file that cannot be used."""

    reason: UnfitReason


@dataclass(frozen=True, slots=True)
class Row:
    """A filled row."""

    number: int
    """Counted from 1, as programs show it."""
    cells: tuple[str, ...]
    """Plain text on one line each, "" where nothing stands; nothing behind the last filled one."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The filled rows of one table. Packed, so that the largest takes a few megabytes and can be kept in a table."""

    count: int
    """Filled rows."""
    packed: bytes
    """A JSON array a line, the row's number first; deflated."""

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Self:
        """Pack rows."""
        packer = zlib.compressobj(1)
        packed = BytesIO()
        count = 0
        for row in rows:
            line = json.dumps([row.number, *row.cells], ensure_ascii=False, separators=(",", ":"))
            packed.write(packer.compress(f"{line}\n".encode()))
            count += 1
        packed.write(packer.flush())
        return cls(count, packed.getvalue())

    def rows(self) -> Iterator[Row]:
        """The rows from above, unpacked as they are asked for: some ten microseconds each."""
        unpacker = zlib.decompressobj()
        rest = b""
        for start in range(0, len(self.packed), 16_384):
            *lines, rest = (rest + unpacker.decompress(self.packed[start : start + 16_384])).split(b"\n")
            for line in lines:
                number, *cells = json.loads(line)
                yield Row(number, tuple(cells))
