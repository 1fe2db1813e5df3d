"""Un-awaited methods as bytes: what a handler returns becomes what delivery posts."""

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from aiogram.client.default import Default
from aiogram.methods import TelegramMethod
from aiogram.types import BufferedInputFile, InputFile
from pydantic import BaseModel

from bot.transport import Upload

Reply = TelegramMethod[Any]

_AS_IT_IS = frozenset({str, int, bool, float})

DEFAULTS: dict[str, Any] = {"parse_mode": "HTML"}
"""What parameters are where a handler says nothing."""


@dataclass(frozen=True, slots=True)
class Call:
    """A method as it goes over the wire."""

    method: str
    body: bytes
    """JSON of its parameters, defaults resolved."""
    uploads: tuple[Upload, ...] = ()

    def packed(self) -> bytes:
        """The call as one piece, files and all."""
        files = [[upload.field, upload.file_name, base64.b64encode(upload.content).decode()] for upload in self.uploads]
        return json.dumps({"body": self.body.decode(), "files": files}).encode()


def unpack(method: str, packed: bytes) -> Call:
    """The call that `packed` held."""
    found = json.loads(packed)
    uploads = tuple(Upload(field, name, base64.b64decode(content)) for field, name, content in found["files"])
    return Call(method, found["body"].encode(), uploads)


def parameters(method: Reply, files: dict[str, InputFile]) -> dict[str, Any]:
    """A method's parameters as plain values; files are put into `files` under the names the values refer to."""
    return _fields(method, files)


def serialise(method: Reply) -> Call:
    """A method as bytes. Raises TypeError for a file that is not in memory."""
    files: dict[str, InputFile] = {}
    body = json.dumps(parameters(method, files)).encode()
    return Call(method.__api_method__, body, tuple(_upload(name, file) for name, file in files.items()))


def _fields(model: BaseModel, files: dict[str, InputFile]) -> dict[str, Any]:
    """What a model says. Telegram's models are mostly empty: pydantic's own way over all fields takes
    five times as long.
    """
    said = model.__dict__ | (model.model_extra or {})
    pairs = ((name, _plain(value, files)) for name, value in said.items() if value is not None)
    return {name: value for name, value in pairs if value is not None}


def _plain(value: Any, files: dict[str, InputFile]) -> Any:
    if type(value) in _AS_IT_IS:
        return value
    if isinstance(value, BaseModel):
        return _fields(value, files)
    if isinstance(value, list | tuple):
        return [_plain(item, files) for item in value]
    if isinstance(value, InputFile):
        name = f"file{len(files)}"
        files[name] = value
        return f"attach://{name}"
    return _scalar(value)


def _scalar(value: Any) -> Any:
    match value:
        case Default():
            return DEFAULTS.get(value.name)
        case Enum():
            return value.value
        case datetime():
            return int(value.timestamp())
    return value


def _upload(name: str, file: InputFile) -> Upload:
    if not isinstance(file, BufferedInputFile):
        raise TypeError("only files in memory can wait in the outbox")
    return Upload(name, file.filename or "file", file.data)
