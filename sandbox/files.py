"""The server's disk: bytes by content, and the file ids under which each bot knows them."""

import base64
import hashlib
import mimetypes
from collections import OrderedDict

from sandbox import pictures
from sandbox.model import Document, FileKind, FileMedia, Photo, PhotoSize, Sticker, StoredFile, Voice

_ID_PREFIX = {
    FileKind.PHOTO: "AgACAgIAAxkBAAI",
    FileKind.DOCUMENT: "BQACAgIAAxkBAAI",
    FileKind.VOICE: "AwACAgIAAxkBAAI",
    FileKind.STICKER: "CAACAgIAAxkBAAI",
}
_FOLDER = {
    FileKind.PHOTO: ("photos", ".jpg"),
    FileKind.DOCUMENT: ("documents", ""),
    FileKind.VOICE: ("voice", ".oga"),
    FileKind.STICKER: ("stickers", ".webp"),
}
_PHOTOS_KEPT = 256


class FileStore:
    """Equal bytes of one kind are one file: the same unique_id for ever, and one file_id per bot."""

    def __init__(self) -> None:
        self._by_content: dict[tuple[FileKind, bytes], StoredFile] = {}
        self._by_file_id: dict[tuple[int, str], FileMedia] = {}
        self._file_ids: dict[tuple[int, str], str] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._photos: OrderedDict[bytes, Photo] = OrderedDict()

    def photo(self, content: bytes, *, raw: bool = False) -> Photo:
        """Store a picture; `raw` keeps the bytes as they are, even undecodable ones.

        Raises pictures.NotAPicture or pictures.TooOblong.
        """
        if raw:
            return Photo(sizes=(PhotoSize(file=self._store(FileKind.PHOTO, content), width=640, height=480),))
        digest = hashlib.sha256(content).digest()
        photo = self._photos.get(digest)
        if photo is None:
            photo = Photo(
                sizes=tuple(
                    PhotoSize(file=self._store(FileKind.PHOTO, jpeg), width=width, height=height)
                    for jpeg, width, height in pictures.as_photo(content)
                )
            )
            self._photos[digest] = photo
            if len(self._photos) > _PHOTOS_KEPT:
                self._photos.popitem(last=False)
        return photo

    def document(self, content: bytes, *, file_name: str | None, mime_type: str | None) -> Document:
        guessed = mimetypes.guess_type(file_name)[0] if file_name else None
        stored = self._store(FileKind.DOCUMENT, content, file_name=file_name)
        return Document(file=stored, file_name=file_name, mime_type=mime_type or guessed or "application/octet-stream")

    def voice(self, content: bytes, *, duration: int, mime_type: str = "audio/ogg") -> Voice:
        return Voice(file=self._store(FileKind.VOICE, content), duration=duration, mime_type=mime_type)

    def sticker(self, content: bytes, *, emoji: str) -> Sticker:
        return Sticker(file=self._store(FileKind.STICKER, content), emoji=emoji)

    def file_id(self, bot_id: int, file: StoredFile, media: FileMedia) -> str:
        """The id under which this bot may fetch the file, or send it again."""
        key = (bot_id, file.unique_id)
        file_id = self._file_ids.get(key)
        if file_id is None:
            digest = hashlib.sha256(f"{bot_id}:{file.unique_id}".encode()).digest()
            file_id = _ID_PREFIX[file.kind] + base64.urlsafe_b64encode(digest).decode().rstrip("=")
            self._file_ids[key] = file_id
            self._by_file_id[bot_id, file_id] = media
        return file_id

    def media(self, bot_id: int, file_id: str) -> FileMedia | None:
        """What this bot knows by that id."""
        return self._by_file_id.get((bot_id, file_id))

    def file(self, bot_id: int, file_id: str) -> StoredFile | None:
        media = self.media(bot_id, file_id)
        if isinstance(media, Photo):
            sizes = (size.file for size in media.sizes)
            return next((file for file in sizes if self._file_ids.get((bot_id, file.unique_id)) == file_id), None)
        return media.file if media is not None else None

    def at(self, path: str) -> StoredFile | None:
        """The file behind a file_path of getFile."""
        return self._by_path.get(path)

    def _store(self, kind: FileKind, content: bytes, *, file_name: str | None = None) -> StoredFile:
        digest = hashlib.sha256(content).digest()
        stored = self._by_content.get((kind, digest))
        if stored is None:
            folder, suffix = _FOLDER[kind]
            if file_name and "." in file_name:
                suffix = "." + file_name.rsplit(".", 1)[1].lower()[:8]
            unique = "AQAD" if kind is FileKind.PHOTO else "AgAD"
            stored = StoredFile(
                unique_id=unique + base64.urlsafe_b64encode(kind[0].encode() + digest[:11]).decode().rstrip("="),
                kind=kind,
                content=content,
                path=f"{folder}/file_{len(self._by_content)}{suffix}",
            )
            self._by_content[kind, digest] = stored
            self._by_path[stored.path] = stored
        return stored
