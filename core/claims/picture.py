"""Pictures: what fits, and the child process that decodes what strangers sent.

Run as `python -m core.claims.picture` it answers frames on its standard streams, a picture each, for as long as they
are open. Decoders are loaded there only: a picture that breaks one breaks no more than the child.
"""

import hashlib
import json
import os
import signal
import struct
import sys
from dataclasses import asdict, dataclass
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

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

FORMATS = ("JPEG", "PNG", "WEBP")
MEDIA_TYPE = "image/jpeg"
LENGTH = struct.Struct(">I")


class UnfitReason(StrEnum):
    """Why a picture cannot be used."""

    EMPTY = "empty"
    """No bytes."""
    UNDECODABLE = "undecodable"
    """Not a JPEG, PNG or WEBP, or a damaged one."""
    TOO_BIG = "too_big"
    """More than MOST_BYTES."""
    TOO_MANY_PIXELS = "too_many_pixels"
    """More than MOST_PIXELS, or more memory than decoding is given."""
    TOO_SLOW = "too_slow"
    """Decoding took longer than it may."""
    GONE = "gone"
    """The channel did not give it out for a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A picture that decodes, re-encoded: upright, without metadata, no larger than LONG_SIDE."""

    sha256: str
    """Of the bytes as received."""
    jpeg: bytes
    width: int
    height: int


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
    return json.dumps(facts).encode() + b"\n" + bytes(jpeg)


def unpack(frame: bytes) -> Checked | Unfit:
    """The answer a frame holds. Raises ValueError or KeyError for anything else."""
    head, _, jpeg = frame.partition(b"\n")
    facts = json.loads(head)
    if "unfit" in facts:
        return Unfit(reason=UnfitReason(facts["unfit"]))
    return Checked(sha256=facts["sha256"], width=facts["width"], height=facts["height"], jpeg=jpeg)


def examine(received: bytes) -> Checked | Unfit:
    """Decode and re-encode a picture in this process."""
    try:
        small = _decode(received)
    except _Refused as refused:
        return Unfit(reason=refused.reason)
    except MemoryError:
        return Unfit(reason=UnfitReason.TOO_MANY_PIXELS)
    except Exception:  # a decoder may raise anything at what it cannot read
        return Unfit(reason=UnfitReason.UNDECODABLE)
    kept = BytesIO()
    small.save(kept, "JPEG", quality=QUALITY, optimize=True)
    width, height = small.size
    return Checked(sha256=hashlib.sha256(received).hexdigest(), jpeg=kept.getvalue(), width=width, height=height)


def _decode(received: bytes) -> "Image":
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # told from the header below, before anything is decoded
    with Image.open(BytesIO(received), formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise _Refused(UnfitReason.TOO_MANY_PIXELS)
        picture.draft("RGB", (LONG_SIDE, LONG_SIDE))
        if picture.mode in {"P", "1"}:
            small: Image.Image = picture.convert("RGBA")
        else:
            picture.load()
            small = picture
        small.thumbnail((LONG_SIDE, LONG_SIDE))
        upright = ImageOps.exif_transpose(small)
        return _on_white(upright)


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


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer frames until the other side closes: a big-endian length of four bytes, then as many bytes."""
    while len(head := requests.read(LENGTH.size)) == LENGTH.size:
        (size,) = LENGTH.unpack(head)
        received = requests.read(size)
        if len(received) < size:
            return
        _allow_cpu()
        answer = pack(examine(received))
        answers.write(LENGTH.pack(len(answer)) + answer)
        answers.flush()


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _allow_cpu() -> None:
    """Processor time for one more picture; the hard limit is left alone so that it can be raised again."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        soft = int(used.ru_utime + used.ru_stime) + 1 + CPU_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (soft if hard < 0 else min(soft, hard), hard))


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us by closing our input
    _limit_memory()
    try:
        serve(sys.stdin.buffer, sys.stdout.buffer)
    except BrokenPipeError:
        os._exit(0)  # the parent was killed: nobody reads the rest
