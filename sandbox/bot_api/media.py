"""Pictures and files a bot sends: uploaded, or named by a file_id."""

from collections.abc import Callable
from typing import Any

from sandbox import pictures
from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.invocation import Invocation
from sandbox.bot_api.params import Upload
from sandbox.model import Document, FileMedia, Photo, Voice

LARGEST_PHOTO = 10 * 1024 * 1024
UNTOLD_TYPE = "application/octet-stream"
"""What clients say of files whose type they do not know; the name tells more."""


def photo(call: Invocation, name: str, value: Any) -> Photo:
    """The photo given as parameter `name`. Raises ApiError."""
    found = _resolve(call, name, value, kind="Photo", store=_store_photo)
    if not isinstance(found, Photo):
        raise bad_request(f"can't use file of type {type(found).__name__} as Photo")
    return found


def document(call: Invocation, name: str, value: Any) -> Document:
    """The document given as parameter `name`. Raises ApiError."""
    found = _resolve(call, name, value, kind="Document", store=_store_document)
    if not isinstance(found, Document):
        raise bad_request(f"can't use file of type {type(found).__name__} as Document")
    return found


def voice(call: Invocation, name: str, value: Any) -> Voice:
    """The voice message given as parameter `name`. Raises ApiError."""
    found = _resolve(call, name, value, kind="VoiceNote", store=_store_voice)
    if not isinstance(found, Voice):
        raise bad_request(f"can't use file of type {type(found).__name__} as VoiceNote")
    return found


def _resolve(
    call: Invocation, name: str, value: Any, *, kind: str, store: Callable[[Invocation, Upload], FileMedia]
) -> FileMedia:
    upload = call.params.uploads.get(name)
    text = str(value or "")
    if text.startswith("attach://"):
        upload = call.params.uploads.get(text.removeprefix("attach://"))
    if upload is not None:
        if not upload.content:
            raise bad_request("file must be non-empty")
        return store(call, upload)
    if not text or text.startswith("attach://"):
        raise bad_request(f"there is no {kind.lower()} in the request")
    if text.startswith(("http://", "https://")):
        call.world.complain("the sandbox fetches nothing by address: upload the bytes")
        raise bad_request("failed to get HTTP URL content")
    found = call.world.files.media(call.bot.id, text)
    if found is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return found


def _store_photo(call: Invocation, upload: Upload) -> Photo:
    if len(upload.content) > LARGEST_PHOTO:
        raise bad_request(f'File "{upload.file_name}" is too big for a photo')
    try:
        return call.world.files.photo(upload.content)
    except pictures.TooOblong as error:
        raise bad_request("PHOTO_INVALID_DIMENSIONS") from error
    except pictures.NotAPicture as error:
        raise bad_request("IMAGE_PROCESS_FAILED") from error


def _store_document(call: Invocation, upload: Upload) -> Document:
    told = upload.mime_type if upload.mime_type != UNTOLD_TYPE else None
    return call.world.files.document(upload.content, file_name=upload.file_name, mime_type=told)


def _store_voice(call: Invocation, upload: Upload) -> Voice:
    told = upload.mime_type if upload.mime_type and upload.mime_type != UNTOLD_TYPE else "audio/ogg"
    return call.world.files.voice(upload.content, duration=call.params.integer("duration"), mime_type=told)
