"""getFile; the bytes themselves are served at /file/bot<token>/<path>."""

from collections.abc import Callable
from typing import Any

from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.invocation import Invocation
from sandbox.wire_chats import Json

LARGEST_DOWNLOAD = 20 * 1024 * 1024


def get_file(call: Invocation) -> Json:
    file_id = call.params.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    file = call.world.files.file(call.bot.id, file_id)
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.content) > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": file_id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.content),
        "file_path": file.path,
    }


METHODS: dict[str, Callable[[Invocation], Any]] = {"getFile": get_file}
