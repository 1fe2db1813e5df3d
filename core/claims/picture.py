"""Pictures: what fits, and the child process that decodes what strangers sent.

Run as `python -m core.claims.picture` it answers frames on its standard streams, a picture each, for as long as they
are open. Decoders are loaded there only: a picture that breaks one breaks no more than the child.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING

from core.apart.serving import run
from core.claims import pages
from core.claims.likeness import Likeness, likeness

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 20 * 1024 * 1024
"""What the channel gives out, and what we look at."""

MOST_PIXELS = 40_000_000
LONG_SIDE = 2_000
"""Pixels of the longer side of what is kept."""

QUALITY = 85
MEMORY = 512 * 1024 * 1024
"""Bytes of address space the child may use."""

CPU_SECONDS = 5
"""Processor time for one picture."""

COPIED = frozenset({"1", "P", "PA", "LA", "RGBA"})
"""Kinds of pixels that are changed into others before they can be made smaller."""

MOST_AT_ONCE = 8_000_000
"""Pixels of these that are looked at whole."""

STRIP = 200
"""Rows of what is kept that are made at once."""

FORMATS = ("JPEG", "PNG", "WEBP")
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
MEDIA_TYPE = "image/jpeg"


class UnfitReason(StrEnum):
    """Why a picture cannot be used."""

    EMPTY = "empty"
    """No bytes."""
    UNDECODABLE = "undecodable"
    """Not a JPEG, PNG, WEBP or PDF, or a damaged one."""
    TOO_BIG = "too_big"
    """More than MOST_BYTES."""
    TOO_MANY_PIXELS = "too_many_pixels"
    """More than MOST_PIXELS, or more memory than decoding is given."""
    TOO_SLOW = "too_slow"
    """Decoding took longer than it may."""
    HEIC = "heic"
    """A picture as some phones keep it for themselves."""
    LOCKED = "locked"
    """A PDF that opens with a password only."""
    TOO_MANY_PAGES = "too_many_pages"
    """A PDF of more pages than an invoice has."""
    GONE = "gone"
    """The channel did not give it out for a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A picture that decodes, or a PDF's pages: upright, without metadata, no larger than LONG_SIDE."""

    sha256: str
    """Of the bytes as received."""
    jpeg: bytes
    width: int
    height: int
    likeness: Likeness | None = None
    """By what it is compared with others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfit:
    """A picture that cannot be used."""

    reason: UnfitReason


class _Refused(Exception):
    def __init__(self, reason: UnfitReason) -> None:
        self.reason = reason


def pack(answer: Checked | Unfit) -> bytes:
    """An answer as one frame: the facts as JSON, a line feed, the JPEG."""
    if isinstance(answer, Unfit):
        return json.dumps({"unfit": answer.reason}).encode() + b"\n"
    facts = asdict(answer)
    jpeg = facts.pop("jpeg")
    if answer.likeness is not None:
        facts["likeness"] = {"prints": answer.likeness.prints, "map": answer.likeness.map.hex()}
    return json.dumps(facts).encode() + b"\n" + bytes(jpeg)


def unpack(frame: bytes) -> Checked | Unfit:
    """The answer a frame holds. Raises ValueError or KeyError for anything else."""
    head, _, jpeg = frame.partition(b"\n")
    facts = json.loads(head)
    if "unfit" in facts:
        return Unfit(reason=UnfitReason(facts["unfit"]))
    like = facts["likeness"]
    return Checked(
        sha256=facts["sha256"],
        width=facts["width"],
        height=facts["height"],
        jpeg=jpeg,
        likeness=Likeness(prints=tuple(like["prints"]), map=bytes.fromhex(like["map"])) if like else None,
    )


def examine(received: bytes) -> Checked | Unfit:
    """Decode and re-encode a picture, or draw a PDF's first pages, in this process."""
    try:
        small = pages.drawn(received) if pages.is_pdf(received) else _decode(received)
    except _Refused as refused:
        return Unfit(reason=refused.reason)
    except pages.Locked:
        return Unfit(reason=UnfitReason.LOCKED)
    except pages.TooManyPages:
        return Unfit(reason=UnfitReason.TOO_MANY_PAGES)
    except MemoryError:
        return Unfit(reason=UnfitReason.TOO_MANY_PIXELS)
    except Exception:  # a decoder may raise anything at what it cannot read
        return Unfit(reason=UnfitReason.UNDECODABLE)
    kept = BytesIO()
    small.save(kept, "JPEG", quality=QUALITY, optimize=True)
    width, height = small.size
    return Checked(
        sha256=hashlib.sha256(received).hexdigest(),
        jpeg=kept.getvalue(),
        width=width,
        height=height,
        likeness=likeness(small),
    )


def _decode(received: bytes) -> "Image":
    from PIL import Image, ImageOps

    if received[4:8] == b"ftyp" and received[8:12] in HEIC_BRANDS:
        raise _Refused(UnfitReason.HEIC)
    Image.MAX_IMAGE_PIXELS = None  # told from the header below, before anything is decoded
    with Image.open(BytesIO(received), formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise _Refused(UnfitReason.TOO_MANY_PIXELS)
        picture.draft("RGB", (LONG_SIDE, LONG_SIDE))
        if picture.mode in COPIED and picture.width * picture.height > MOST_AT_ONCE:
            return _in_strips(picture)
        if picture.mode in {"P", "1"}:
            small: Image.Image = picture.convert("RGBA")
        else:
            picture.load()
            small = picture
        small.thumbnail((LONG_SIDE, LONG_SIDE))
        upright = ImageOps.exif_transpose(small)
        return _on_white(upright)


def _in_strips(picture: "Image") -> "Image":
    """A large picture made small strip by strip: some kinds are copied whole, twice, before they shrink."""
    from PIL import Image, ImageOps

    scale = max(picture.size) / LONG_SIDE
    width, height = (max(1, round(side / scale)) for side in picture.size)
    small = Image.new("RGB", (width, height))
    for top in range(0, height, STRIP):
        rows = min(STRIP, height - top)
        begins, ends = top * picture.height / height, (top + rows) * picture.height / height
        upper = int(begins)
        strip = _on_white(picture.crop((0, upper, picture.width, min(picture.height, int(ends) + 1))))
        box = (0, begins - upper, picture.width, min(ends - upper, strip.height))
        small.paste(strip.resize((width, rows), Image.Resampling.BICUBIC, box=box), (0, top))
    small.info["exif"] = picture.getexif().tobytes()
    upright = ImageOps.exif_transpose(small)
    upright.info.clear()
    return upright


def _on_white(picture: "Image") -> "Image":
    from PIL import Image

    if picture.mode not in {"RGBA", "LA", "PA"}:
        plain = picture.convert("RGB")
    else:
        plain = Image.new("RGB", picture.size, "white")
        layered = picture.convert("RGBA")
        plain.paste(layered, mask=layered.getchannel("A"))
    plain.info.clear()
    return plain


if __name__ == "__main__":
    run(lambda received: pack(examine(received)), memory=MEMORY, cpu_seconds=lambda _: CPU_SECONDS)
