"""Whatever is sent as a picture is decoded within limits, or said to be unfit."""

import asyncio
import os
import signal
import struct
import sys
import zlib
from collections.abc import AsyncIterator
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from core.claims import picture as pictures
from core.claims.picture import LONG_SIDE, MOST_BYTES, Checked, Unfit, UnfitReason, examine, pack, unpack
from core.claims.workshop import Workshop


@pytest.fixture(scope="module")
async def shop() -> AsyncIterator[Workshop]:
    async with Workshop(within=60) as workshop:
        yield workshop


def encoded(size: tuple[int, int], form: str = "JPEG", *, mode: str = "RGB", **how: Any) -> bytes:
    """A picture whose left half is red."""
    picture = Image.new(mode, size)
    if mode in {"RGB", "RGBA"}:
        picture.paste((255, 0, 0), (0, 0, size[0] // 2, size[1]))
    kept = BytesIO()
    picture.save(kept, form, **how)
    return kept.getvalue()


def bomb(side: int) -> bytes:
    """A black PNG of side x side pixels in a few kilobytes, made without ever holding it."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + checksum

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    packer = zlib.compressobj(9)
    row = bytes(1 + (side + 7) // 8)
    rows = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


UNFIT: list[tuple[bytes, UnfitReason]] = [
    (b"", UnfitReason.EMPTY),
    (b"\0" * (MOST_BYTES + 1), UnfitReason.TOO_BIG),
    (b"just a text, renamed to photo.jpg" * 50, UnfitReason.UNDECODABLE),
    (encoded((300, 300))[:900], UnfitReason.UNDECODABLE),
    (encoded((300, 300), "PNG")[:-40], UnfitReason.UNDECODABLE),
    (encoded((60, 40), "GIF"), UnfitReason.UNDECODABLE),
    (encoded((60, 40), "BMP"), UnfitReason.UNDECODABLE),
    (encoded((60, 40), "TIFF"), UnfitReason.UNDECODABLE),
    (b"%PDF-1.7\n%", UnfitReason.UNDECODABLE),
    (b"\xff\xd8\xff\xe0", UnfitReason.UNDECODABLE),
]
"""What is no picture of ours, and why."""


NAMES = ["empty", "21 MB", "text", "cut JPEG", "cut PNG", "GIF", "BMP", "TIFF", "PDF", "head only"]


def opened(checked: Checked | Unfit) -> Image.Image:
    assert isinstance(checked, Checked)
    picture = Image.open(BytesIO(checked.jpeg))
    assert picture.format == "JPEG"
    assert picture.size == (checked.width, checked.height)
    return picture


async def test_a_large_photo_becomes_small_and_keeps_its_digest(shop: Workshop) -> None:
    received = encoded((4_000, 1_000))
    checked = await shop.check(received)
    assert opened(checked).size == (LONG_SIDE, 500)
    assert isinstance(checked, Checked)
    assert checked.sha256 == sha256(received).hexdigest()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
async def test_formats(shop: Workshop, form: str) -> None:
    assert opened(await shop.check(encoded((60, 40), form))).size == (60, 40)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
async def test_kinds_of_pixels(shop: Workshop, mode: str) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    assert opened(await shop.check(encoded((60, 40), form, mode=mode))).mode == "RGB"


async def test_a_photo_held_sideways_stands_upright_and_tells_nothing(shop: Workshop) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "who, where and when"
    picture = opened(await shop.check(encoded((80, 40), exif=exif)))
    assert picture.size == (40, 80)
    top = picture.getpixel((20, 10))
    assert isinstance(top, tuple)
    assert top[0] > 200
    assert not picture.getexif()
    assert "exif" not in picture.info


async def test_what_shines_through_is_white(shop: Workshop) -> None:
    picture = opened(await shop.check(encoded((10, 10), "PNG", mode="RGBA")))
    shining = picture.getpixel((9, 5))
    assert isinstance(shining, tuple)
    assert min(shining) > 250


@pytest.mark.parametrize(("received", "reason"), UNFIT, ids=NAMES)
async def test_what_is_unfit(shop: Workshop, received: bytes, reason: UnfitReason) -> None:
    assert await shop.check(received) == Unfit(reason=reason)


async def test_a_bomb_of_twenty_kilobytes_is_told_by_its_header(shop: Workshop) -> None:
    received = bomb(13_000)
    assert len(received) < 30_000
    assert await shop.check(received) == Unfit(reason=UnfitReason.TOO_MANY_PIXELS)


async def test_the_largest_that_fits_is_decoded_within_limits(shop: Workshop) -> None:
    assert opened(await shop.check(bomb(6_300))).size == (LONG_SIDE, LONG_SIDE)


async def test_many_at_once_each_get_their_own(shop: Workshop) -> None:
    sizes = [(10 + n, 20) for n in range(12)]
    checked = await asyncio.gather(*(shop.check(encoded(size, "PNG")) for size in sizes))
    assert [opened(one).size for one in checked] == sizes


@pytest.mark.skipif(sys.platform == "win32", reason="no signals there")
async def test_a_child_that_dies_is_replaced(shop: Workshop) -> None:
    assert isinstance(await shop.check(encoded((10, 10))), Checked)
    before = shop.child
    assert before is not None
    os.kill(before, signal.SIGKILL)
    assert isinstance(await shop.check(encoded((10, 10))), Checked)
    assert shop.child != before


@pytest.mark.skipif(sys.platform == "win32", reason="no signals there")
async def test_a_child_that_stalls_is_ended(shop: Workshop) -> None:
    hasty = Workshop(within=0.3)
    async with hasty:
        assert isinstance(await hasty.check(encoded((10, 10))), Checked)
        assert hasty.child is not None
        os.kill(hasty.child, signal.SIGSTOP)
        assert await hasty.check(encoded((10, 10))) == Unfit(reason=UnfitReason.TOO_SLOW)
        assert hasty.child is None
        hasty_again = await hasty.check(encoded((10, 10)))
    assert isinstance(hasty_again, Checked)


async def test_whoever_gives_up_waiting_leaves_nobody_out_of_step(shop: Workshop) -> None:
    waiting = asyncio.create_task(shop.check(bomb(6_300)))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert opened(await shop.check(encoded((33, 44)))).size == (33, 44)


async def test_closing_ends_the_child() -> None:
    async with Workshop() as workshop:
        await workshop.check(encoded((10, 10)))
    assert workshop.child is None


def test_an_answer_survives_its_frame() -> None:
    for answer in (examine(encoded((10, 10))), Unfit(reason=UnfitReason.EMPTY)):
        assert unpack(pack(answer)) == answer


def test_the_service_itself_loads_no_decoder() -> None:
    assert not hasattr(pictures, "Image")
