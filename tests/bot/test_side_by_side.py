"""Two pictures as one, in every proportion people photograph."""

from io import BytesIO

import pytest
from PIL import Image

from bot.side_by_side import HEIGHT, side_by_side


def picture(width: int, height: int, colour: str) -> bytes:
    content = BytesIO()
    Image.new("RGB", (width, height), colour).save(content, "JPEG")
    return content.getvalue()


@pytest.mark.parametrize(
    ("left", "right"), [((2000, 1400), (900, 2000)), ((10, 2000), (2000, 10)), ((1, 1), (1, 1)), ((300, 2000),) * 2]
)
def test_both_are_seen_and_telegram_takes_it(left: tuple[int, int], right: tuple[int, int]) -> None:
    """Red on the left, blue on the right, in a picture whose sides Telegram accepts."""
    with Image.open(BytesIO(side_by_side(picture(*left, "red"), picture(*right, "blue")))) as both:
        width, height = both.size
        row = both.crop((0, height // 2, width, height // 2 + 1)).tobytes()
    colours = {tuple(row[start : start + 3]) for start in range(0, len(row), 15)}
    assert height == HEIGHT
    assert width + height <= 10_000
    assert max(width, height) / min(width, height) <= 20
    assert any(red > 200 and blue < 90 for red, _, blue in colours)
    assert any(blue > 200 and red < 90 for red, _, blue in colours)


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(OSError, match="cannot identify"):
        side_by_side(b"words", picture(10, 10, "red"))
