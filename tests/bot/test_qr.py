"""QR codes of invites."""

from io import BytesIO

from PIL import Image

from bot.qr import PIXELS_A_MODULE, QUIET_ZONE, qr_png


def test_a_code_is_large_and_has_its_quiet_zone() -> None:
    """Readers need four modules of white around it."""
    picture = Image.open(BytesIO(qr_png("https://t.me/some_long_enough_bot?start=" + "A" * 22))).convert("L")
    margin = PIXELS_A_MODULE * QUIET_ZONE
    inner = (margin, margin, picture.width - margin, picture.height - margin)
    assert picture.width == picture.height >= 400
    dark = picture.point(lambda value: 255 if value < 128 else 0).getbbox()
    assert dark == inner


def test_equal_links_make_equal_codes() -> None:
    assert qr_png("https://t.me/a?start=b") == qr_png("https://t.me/a?start=b")
