"""The neutral picture that takes a photo's place once a sale is decided: no invoices stay in moderators' chats."""

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

from bot.screen import Picture

SIZE = (320, 60)
PAPER, LINE = (245, 245, 245), (208, 208, 208)


def neutral() -> Picture:
    """A small strip that shows nothing of anybody."""
    return Picture("decided", content=_strip())


@cache
def _strip() -> bytes:
    strip = Image.new("RGB", SIZE, PAPER)
    middle = SIZE[1] // 2
    ImageDraw.Draw(strip).line([(20, middle), (SIZE[0] - 20, middle)], fill=LINE, width=2)
    content = BytesIO()
    strip.save(content, "JPEG", quality=80)
    return content.getvalue()
