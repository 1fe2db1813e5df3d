"""Pictures and files on their way from the browser to a phone."""

import asyncio
from dataclasses import dataclass, field

from aiohttp import BodyPartReader, web

from sandbox import pictures
from sandbox.page.actions import Hand
from sandbox.page.gallery import Gallery
from sandbox.phone import CannotDo

LARGEST = 50 * 1024 * 1024
MOST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One file as it was chosen."""

    content: bytes = field(repr=False)
    name: str
    mime_type: str | None

    @property
    def is_picture(self) -> bool:
        return (self.mime_type or "").startswith("image/")


@dataclass(slots=True, kw_only=True)
class Upload:
    """A form the page posted."""

    person: str = ""
    caption: str = ""
    reply: str | None = None
    as_file: bool = False
    files: list[Sent] = field(default_factory=list)


async def read(request: web.Request, gallery: Gallery) -> Upload:
    """The posted form, files in the order they were chosen. Raises CannotDo."""
    upload = Upload()
    if not request.content_type.startswith("multipart/"):
        raise CannotDo("this is no form")
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise CannotDo("this form is too deep")
        await _take(part, upload, gallery)
        if len(upload.files) > MOST:
            raise CannotDo(f"{MOST} files at once are enough")
    return upload


async def send(hand: Hand, upload: Upload) -> None:
    """Send the files: pictures as photos unless sent as files, several as an album. Raises CannotDo."""
    photos: list[bytes] = []
    others: list[Sent] = []
    for one in upload.files:
        small = await asyncio.to_thread(_as_apps_do, one) if one.is_picture and not upload.as_file else None
        if small is None:
            others.append(one)
        else:
            photos.append(small)
    if not photos and not others:
        raise CannotDo("choose a file first")
    caption = upload.caption
    quoted = hand.quoted({"reply": upload.reply})
    if len(photos) > 1:
        hand.phone.send_album(hand.place, photos, caption=caption)
    elif photos:
        hand.phone.send_photo(hand.place, photos[0], caption=caption, reply_to=quoted)
    _send_files(hand, upload, others, caption="" if photos else caption)


def _send_files(hand: Hand, upload: Upload, files: list[Sent], *, caption: str) -> None:
    quoted = hand.quoted({"reply": upload.reply})
    for number, one in enumerate(files):
        hand.phone.send_document(
            hand.place,
            one.content,
            file_name=one.name,
            mime_type=one.mime_type,
            caption="" if number else caption,
            reply_to=quoted,
        )


def _as_apps_do(one: Sent) -> bytes | None:
    """The picture as an app would send it; None if it can only go as a file."""
    try:
        return pictures.as_photo(one.content)[-1][0]
    except (pictures.NotAPicture, pictures.TooOblong):
        return None


async def _take(part: BodyPartReader, upload: Upload, gallery: Gallery) -> None:
    if part.name == "file":
        content = await _content(part)
        mime_type = part.headers.get("Content-Type")
        upload.files.append(Sent(content=content, name=part.filename or "file", mime_type=mime_type))
        return
    value = (await part.read(decode=True)).decode()
    if part.name == "sample":
        upload.files.append(await _sample(value, gallery))
    elif part.name == "as_file":
        upload.as_file = value == "1"
    elif part.name in ("person", "caption", "reply"):
        setattr(upload, part.name, value)


async def _sample(value: str, gallery: Gallery) -> Sent:
    number = int(value) if value.isdigit() else len(gallery.samples)
    if number >= len(gallery.samples):
        raise CannotDo("there is no such sample")
    return Sent(content=await gallery.photo(number), name=f"invoice-{number + 1}.jpg", mime_type="image/jpeg")


async def _content(part: BodyPartReader) -> bytes:
    content = bytearray()
    while chunk := await part.read_chunk(1 << 16):
        content += chunk
        if len(content) > LARGEST:
            raise CannotDo("a file holds 50 MB at most")
    return bytes(content)
