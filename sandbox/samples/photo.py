"""A drawn invoice becomes a photo of a paper lying on a desk."""

from functools import lru_cache
from io import BytesIO
from random import Random

from PIL import Image, ImageChops, ImageFilter

from sandbox.samples.invoice import SampleInvoice
from sandbox.samples.layouts import draw

SIZE = (1200, 1600)
THUMBNAIL = 360
KEPT = 32
DESKS = (((150, 116, 84), (176, 142, 106)), ((96, 102, 112), (124, 130, 140)), ((188, 178, 164), (210, 202, 190)))


@lru_cache(maxsize=KEPT)
def photograph(invoice: SampleInvoice) -> bytes:
    """JPEG, 1200 × 1600; one invoice gives the same bytes every time."""
    rng = Random(f"{invoice.seller} {invoice.number}")  # noqa: S311 - grain of paper, not a secret
    page, mask = _laid_down(_textured(draw(invoice, rng), rng), rng)
    picture = _desk(rng)
    shadow = ImageChops.offset(mask, 14, 20).filter(ImageFilter.GaussianBlur(16)).point(lambda v: v * 0.55)
    picture.paste((18, 16, 14), (0, 0), shadow)
    picture.paste(page, (0, 0), mask)
    return _jpeg(_lit(picture, rng))


@lru_cache(maxsize=KEPT)
def thumbnail(photo: bytes) -> bytes:
    """The same picture, JPEG, at most 360 pixels wide and high."""
    with Image.open(BytesIO(photo)) as picture:
        picture.thumbnail((THUMBNAIL, THUMBNAIL), Image.Resampling.LANCZOS)
        return _jpeg(picture)


def _textured(page: Image.Image, rng: Random) -> Image.Image:
    small = (page.width // 2, page.height // 2)
    grain = Image.frombytes("L", small, rng.randbytes(small[0] * small[1])).filter(ImageFilter.GaussianBlur(1.2))
    grain = grain.resize(page.size).point(lambda v: 228 + v * 27 / 255)
    return ImageChops.multiply(page, Image.merge("RGB", (grain, grain, grain)))


def _laid_down(page: Image.Image, rng: Random) -> tuple[Image.Image, Image.Image]:
    """The page as the camera sees it, a little turned and foreshortened, and its mask."""
    across, down = 190, 230
    padded = Image.new("RGBA", (page.width + 2 * across, page.height + 2 * down), (0, 0, 0, 0))
    padded.paste(page, (across, down))
    width, height = padded.size
    turn, lean = rng.uniform(-55, 55), rng.uniform(10, 50)
    left, right = 70.0, width - 70.0
    corners = (
        *(left - lean, 70 + turn),
        *(left + turn + lean, height - 60 + turn),
        *(right + turn - lean, height - 60 - turn),
        *(right + lean, 70 - turn),
    )
    seen = padded.transform(SIZE, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC)
    return seen.convert("RGB"), seen.getchannel("A")


def _desk(rng: Random) -> Image.Image:
    dark, light = rng.choice(DESKS)
    fine = Image.frombytes("L", (150, 800), rng.randbytes(150 * 800)).resize((4800, 1600)).crop((0, 0, *SIZE))
    broad = Image.frombytes("L", (3, 24), rng.randbytes(72)).resize(SIZE, Image.Resampling.BICUBIC)
    mask = Image.blend(fine.filter(ImageFilter.GaussianBlur(1.5)), broad, 0.55)
    return Image.composite(Image.new("RGB", SIZE, light), Image.new("RGB", SIZE, dark), mask)


def _lit(picture: Image.Image, rng: Random) -> Image.Image:
    """Light falls from one corner; the far one is a little darker."""
    slope = Image.linear_gradient("L").rotate(rng.uniform(-50, 50), Image.Resampling.BICUBIC)
    slope = slope.crop((50, 50, 206, 206)).resize(picture.size).point(lambda v: 255 - v * 0.28)
    return ImageChops.multiply(picture, Image.merge("RGB", (slope, slope.point(lambda v: v * 0.99), slope)))


def _jpeg(picture: Image.Image) -> bytes:
    into = BytesIO()
    picture.save(into, "JPEG", quality=84, optimize=True)
    return into.getvalue()
