"""What Telegram's apps do to a picture that is sent as a photo: JPEG, in a few sizes."""

import io

from PIL import Image, ImageOps

LONG_SIDES = (90, 320, 1280)
QUALITY = 85


class NotAPicture(Exception):
    """The bytes do not decode."""


class TooOblong(Exception):
    """Width and height together exceed 10000, or one is 20 times the other."""


def as_photo(content: bytes) -> list[tuple[bytes, int, int]]:
    """JPEG bytes, width and height of each size, smallest first; sizes beyond the original are left out."""
    try:
        with Image.open(io.BytesIO(content)) as opened:
            _refuse_oblong(*opened.size)
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except TooOblong:
        raise
    except Exception as error:
        raise NotAPicture(str(error)) from error
    return [_scaled(picture, side) for side in _sides(max(picture.size))]


def _sides(longest: int) -> list[int]:
    largest = min(longest, LONG_SIDES[-1])
    return [side for side in LONG_SIDES if side < largest] + [largest]


def _refuse_oblong(width: int, height: int) -> None:
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise TooOblong


def _scaled(picture: Image.Image, side: int) -> tuple[bytes, int, int]:
    copy = picture.copy()
    copy.thumbnail((side, side))
    out = io.BytesIO()
    copy.save(out, "JPEG", quality=QUALITY)
    return out.getvalue(), copy.width, copy.height
