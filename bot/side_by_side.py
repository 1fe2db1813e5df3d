"""Two pictures composed into one, so that they can be compared without leafing."""

from io import BytesIO

from PIL import Image, ImageOps

HEIGHT = 1280
"""Pixels of the composed picture."""

MOST_WIDTH = 1600
"""Pixels of one of the two."""

LEAST_WIDTH = 200
"""Pixels below which a narrow strip is given a margin: Telegram refuses pictures of extreme proportions."""

GAP = 24
QUALITY = 85


def side_by_side(left: bytes, right: bytes) -> bytes:
    """A JPEG with both pictures at one height, `left` on the left. Raises OSError for what is no picture.

    It decodes, so run it in a thread; the pictures have to come from the evidence store, which checked them.
    """
    pictures = [_fitted(left), _fitted(right)]
    width = sum(picture.width for picture in pictures) + GAP
    sheet = Image.new("RGB", (width, HEIGHT), "white")
    offset = 0
    for picture in pictures:
        sheet.paste(picture, (offset, (HEIGHT - picture.height) // 2))
        offset += picture.width + GAP
    composed = BytesIO()
    sheet.save(composed, "JPEG", quality=QUALITY, optimize=True)
    return composed.getvalue()


def _fitted(content: bytes) -> Image.Image:
    with Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as picture:
        fitted = ImageOps.contain(picture.convert("RGB"), (MOST_WIDTH, HEIGHT))
    if fitted.width >= LEAST_WIDTH:
        return fitted
    margin = Image.new("RGB", (LEAST_WIDTH, fitted.height), "white")
    margin.paste(fitted, ((LEAST_WIDTH - fitted.width) // 2, 0))
    return margin
