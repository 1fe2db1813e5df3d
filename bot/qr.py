"""QR codes: a link as a picture that a phone reads off a poster or a box."""

from io import BytesIO

import segno

PIXELS_A_MODULE = 12
QUIET_ZONE = 4
"""Modules of white around the code, as ISO 18004 asks."""


def qr_png(link: str) -> bytes:
    """The link as a PNG, black on white, readable with a sixth of it dirty."""
    picture = BytesIO()
    segno.make_qr(link, error="m").save(picture, kind="png", scale=PIXELS_A_MODULE, border=QUIET_ZONE)
    return picture.getvalue()
