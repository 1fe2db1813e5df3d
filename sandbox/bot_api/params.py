"""The parameters of one call, read as leniently as the Bot API reads them."""

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from sandbox.bot_api.errors import bad_request

_TRUE = frozenset({"true", "yes", "1"})


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came in a multipart body."""

    content: bytes
    file_name: str
    mime_type: str | None


@dataclass(frozen=True, slots=True)
class Params:
    """Names and values; a value is text from a form, or anything from a JSON body."""

    values: dict[str, Any]
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The value as text, empty where absent."""
        value = self.values.get(name)
        if isinstance(value, str):
            return value
        return "" if value is None else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; what is none counts as 0."""
        value = self.values.get(name)
        return default if value is None or value == "" else whole(value)

    def flag(self, name: str) -> bool:
        value = self.values.get(name)
        return value is True or str(value).lower() in _TRUE

    def raw_json(self, name: str) -> str | None:
        """The JSON text of an object or array, or None where absent."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def decoded(self, name: str, *, label: str) -> Any:
        """The object or array; raises "can't parse <label> JSON object"."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        return decode(value, label=label) if isinstance(value, str) else value


def whole(value: Any) -> int:
    """A whole number out of JSON or text, 0 where it is none."""
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return 0


def decode(raw: str, *, label: str) -> Any:
    try:
        return json.loads(raw)
    except ValueError as error:
        raise bad_request(f"can't parse {label} JSON object") from error


async def read(request: web.Request) -> Params:
    """Take parameters from the address and from a form, multipart or JSON body."""
    values: dict[str, Any] = dict(request.query)
    if request.method != "POST" or not request.can_read_body:
        return Params(values)
    if request.content_type == "application/json":
        body = decode(await request.text(), label="request")
        if not isinstance(body, dict):
            raise bad_request("can't parse request JSON object")
        return Params(values | {name: value for name, value in body.items() if value is not None})
    uploads: dict[str, Upload] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            uploads[name] = Upload(value.file.read(), value.filename, value.content_type)
            value.file.close()
        else:
            values[name] = value.decode() if isinstance(value, bytes | bytearray) else value
    return Params(values, uploads)
