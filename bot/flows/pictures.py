"""Pictures as they come: photos, pictures and PDFs sent as files, parts of albums."""

from pathlib import PurePath

from aiogram.filters import BaseFilter
from aiogram.types import Document, Message

from core.claims.claim import PictureKind
from core.claims.drafting import Picture
from core.people.channels import Channel

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".pdf"})
"""Names of pictures and papers, for files of which Telegram does not tell what they are."""


class HasPicture(BaseFilter):
    """A photo, or a file that says it is a picture; the handler gets it as `picture`."""

    async def __call__(self, message: Message) -> bool | dict[str, Picture]:
        found = picture_of(message)
        return {"picture": found} if found else False


def picture_of(message: Message) -> Picture | None:
    """What a message brings; None where it brings no picture. Whether it can be used is found out later."""
    if message.photo:
        return _picture(message, message.photo[-1].file_id, message.photo[-1].file_unique_id, PictureKind.PHOTO, None)
    file = message.document
    if file is None or message.animation or not _says_picture(file):
        return None
    return _picture(message, file.file_id, file.file_unique_id, PictureKind.FILE, file.file_size)


def message_key(message: Message) -> str:
    """What the message is known by in its channel."""
    return f"{message.chat.id}:{message.message_id}"


def _picture(message: Message, file_id: str, unique_id: str, kind: PictureKind, size: int | None) -> Picture:
    return Picture(
        channel=Channel.TELEGRAM,
        message_key=message_key(message),
        file_id=file_id,
        unique_id=unique_id,
        kind=kind,
        album_key=message.media_group_id,
        caption=message.caption or "",
        size=size,
    )


def _says_picture(file: Document) -> bool:
    if file.mime_type and file.mime_type != "application/octet-stream":
        return file.mime_type.startswith("image/") or file.mime_type == "application/pdf"
    return PurePath(file.file_name or "").suffix.lower() in SUFFIXES
