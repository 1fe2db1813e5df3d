"""Papers and pictures that strangers send are kept as pictures or refused, and cost the service nothing."""

import random
import zlib
from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from PIL import Image

from core.claims.pages import MOST_PAGES
from core.claims.picture import LONG_SIDE, Checked, Unfit, UnfitReason
from core.claims.workshop import Workshop
from tests.core.claims.papers import LOCKED, pdf


@pytest.fixture(scope="module")
async def shop() -> AsyncIterator[Workshop]:
    async with Workshop(within=30) as workshop:
        yield workshop


def picture(form: str, side: int = 200) -> bytes:
    kept = BytesIO()
    Image.new("RGB", (side, side), "white").save(kept, form)
    return kept.getvalue()


def spoilt(content: bytes, seed: int) -> bytes:
    """The same with some bytes changed, the head left as it was."""
    chance = random.Random(seed)
    found = bytearray(content)
    for _ in range(20):
        found[chance.randrange(16, len(found))] = chance.randrange(256)
    return bytes(found)


HOSTILE: list[tuple[bytes, UnfitReason | None]] = [
    (LOCKED, UnfitReason.LOCKED),
    (pdf(MOST_PAGES + 1), UnfitReason.TOO_MANY_PAGES),
    (pdf(0), UnfitReason.UNDECODABLE),
    (pdf(box="0 0 0 0"), None),
    (pdf(box="0 0 1000000 1000000"), UnfitReason.UNDECODABLE),
    (pdf(box="0 0 14400 1"), None),
    (pdf(box="-5 -5 nan inf"), None),
    (pdf(content=b"q " * 200_000), None),
    (pdf(content=b"0 0 m " + b"9999 9999 l " * 100_000 + b"S"), None),
    (pdf(content=b"/Nothing Do " * 10_000), None),
    (pdf(content=b"(" * 100_000), None),
    (b"%PDF-1.7\n%", UnfitReason.UNDECODABLE),
    (b"%PDF-", UnfitReason.UNDECODABLE),
    (pdf()[:200], UnfitReason.UNDECODABLE),
    (pdf().replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"), None),
    (pdf().replace(b"/Count 1", b"/Count 999999999"), None),
    (pdf().replace(b"/Parent 2 0 R", b"/Parent 4 0 R"), None),
    (b"\0" * 900 + pdf(), None),
    (pdf() * 3, None),
    (b"PK\x03\x04" + b"\0" * 400, UnfitReason.UNDECODABLE),
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", UnfitReason.UNDECODABLE),
    (b"\x00\x00\x00\x18ftypheic" + b"\0" * 400, UnfitReason.HEIC),
    (b"\x00\x00\x00\x18ftypmif1" + b"\0" * 400, UnfitReason.HEIC),
    (b"GIF89a" + b"\0" * 400, UnfitReason.UNDECODABLE),
    (b"RIFF\xff\xff\xff\xffWEBPVP8 " + b"\xff" * 400, UnfitReason.UNDECODABLE),
    (b"MZ" + b"\0" * 400, UnfitReason.UNDECODABLE),
    (zlib.compress(b"\0" * 10_000_000), UnfitReason.UNDECODABLE),
    (picture("PNG")[:60], UnfitReason.UNDECODABLE),
    (picture("JPEG") + b"<script>" * 1000, None),
    *((spoilt(pdf(3), seed), None) for seed in range(6)),
    *((spoilt(picture("PNG"), seed), None) for seed in range(4)),
    *((spoilt(picture("JPEG"), seed), None) for seed in range(4)),
    *((spoilt(picture("WEBP"), seed), None) for seed in range(4)),
]
"""Files, and what has to be said of each; None where it may be taken, too."""


async def test_a_pdf_becomes_a_picture_of_its_first_pages(shop: Workshop) -> None:
    one, many = await shop.check(pdf()), await shop.check(pdf(12))
    assert isinstance(one, Checked)
    assert isinstance(many, Checked)
    assert (one.height, many.width > 3 * one.width) == (1600, True)
    drawn = Image.open(BytesIO(one.jpeg)).convert("L")
    darkest, _ = drawn.getextrema()
    assert isinstance(darkest, int | float)
    assert darkest < 128, "its words are seen"


@pytest.mark.parametrize(("received", "reason"), HOSTILE)
async def test_hostile_files_cost_nothing(shop: Workshop, received: bytes, reason: UnfitReason | None) -> None:
    """`reason` None: either way, as long as there is an answer and what is kept is small."""
    found = await shop.check(received)
    if reason is not None:
        assert found == Unfit(reason=reason)
    if isinstance(found, Checked):
        assert max(found.width, found.height) <= 4 * LONG_SIDE
    assert isinstance(await shop.check(picture("JPEG")), Checked)
