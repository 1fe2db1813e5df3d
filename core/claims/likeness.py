"""Likeness of pictures: what recompression, light and turning leave nearly as it was.

A print of 256 bits says which pictures are worth comparing; it is too coarse to tell two invoices of one form apart. A
map of grey points then decides: where one digit differs, a point does.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

ROWS = 16
BITS = ROWS * ROWS
POINTS = 96
"""Points of a map's side."""
NEAR = 60
"""Bits of 256 in which the prints of alike pictures differ at most; the map decides."""
ALIKE = 21.0
"""Shades of 255 by which one point of two alike maps differs at most, light aside: recompressed, turned and halved ones
stay within 20, another number and day on a scan of the same form make 23 and more."""
ORIENTATIONS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What a picture is compared by."""

    prints: tuple[str, ...]
    """64 hexadecimal digits for each of 8 orientations, the upright one first."""
    map: bytes
    """POINTS by POINTS shades of grey, upright."""


def likeness(picture: "Image") -> Likeness:
    """What a decoded picture is compared by."""
    from PIL import Image

    grey = picture.convert("L").resize((POINTS, POINTS), Image.Resampling.BOX)
    return Likeness(prints=tuple(_print(_turned(grey, number)) for number in range(ORIENTATIONS)), map=grey.tobytes())


def bands(print_: str) -> tuple[int, ...]:
    """A print's sixteen rows as numbers that can be looked up; plain ones, which tell nothing, are left out."""
    rows = [int(print_[start : start + 4], 16) for start in range(0, BITS // 4, 4)]
    return tuple(row << 16 | value for row, value in enumerate(rows) if value not in {0, 0xFFFF})


def distance(one: str, other: str) -> int:
    """In how many bits two prints differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def alike(mine: bytes, orientation: int, other: bytes) -> bool:
    """Whether a map, turned so, shows the same as another, whatever the light."""
    from PIL import Image, ImageChops, ImageStat

    turned = _turned(Image.frombytes("L", (POINTS, POINTS), mine), orientation)
    theirs = Image.frombytes("L", (POINTS, POINTS), other)
    here, there = ImageStat.Stat(turned), ImageStat.Stat(theirs)
    scale = there.stddev[0] / here.stddev[0] if here.stddev[0] else 1.0
    lit = turned.point([_shade((shade - here.mean[0]) * scale + there.mean[0]) for shade in range(256)])
    _, most = ImageChops.difference(lit, theirs).getextrema()
    return float(most if isinstance(most, int | float) else most[1]) <= ALIKE


def _shade(value: float) -> int:
    return max(0, min(255, round(value)))


def _turned(grey: "Image", orientation: int) -> "Image":
    """As it is, turned by quarters, and all four mirrored."""
    from PIL import ImageOps

    turned = grey.rotate(orientation % 4 * 90)
    return ImageOps.mirror(turned) if orientation >= 4 else turned


def _print(grey: "Image") -> str:
    """A difference hash: whether each point of a tiny picture is clearly darker than its right neighbour's."""
    from PIL import Image

    points = grey.resize((ROWS + 1, ROWS), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(ROWS):
        line = points[row * (ROWS + 1) : (row + 1) * (ROWS + 1)]
        for left, right in pairwise(line):
            bits = bits << 1 | (left > right + 1)
    return f"{bits:064x}"
