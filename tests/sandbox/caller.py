"""What the sandbox's tests share: a bare caller of the Bot API, and pictures."""

import io
import json
import re
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from PIL import Image

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


class Refused(Exception):
    """An answer with ok=false; its text is the description."""

    def __init__(self, body: dict[str, Any]) -> None:
        super().__init__(body["description"])
        self.code: int = body["error_code"]
        self.retry_after: int | None = body.get("parameters", {}).get("retry_after")
        self.migrate_to_chat_id: int | None = body.get("parameters", {}).get("migrate_to_chat_id")


class Caller:
    """Calls methods over HTTP as a bot does: JSON, or multipart where bytes are sent."""

    def __init__(self, session: aiohttp.ClientSession, url: str, token: str) -> None:
        self.session = session
        self.url = url
        self.token = token

    async def __call__(self, method: str, **params: Any) -> Any:
        """The result. Raises Refused."""
        async with self._request(method, params) as response:
            body = await response.json()
        assert (response.status == 200) is body["ok"]
        if not body["ok"]:
            assert response.status == body["error_code"]
            raise Refused(body)
        return body["result"]

    async def updates(self, **params: Any) -> list[dict[str, Any]]:
        updates: list[dict[str, Any]] = await self("getUpdates", **params)
        return updates

    async def download(self, path: str) -> bytes:
        async with self.session.get(f"{self.url}/file/bot{self.token}/{path}") as response:
            assert response.status == 200
            return await response.read()

    def _request(self, method: str, params: dict[str, Any]) -> Any:
        address = f"{self.url}/bot{self.token}/{method}"
        if not any(isinstance(value, bytes) for value in params.values()):
            return self.session.post(address, json=params)
        form = aiohttp.FormData()
        for name, value in params.items():
            if isinstance(value, bytes):
                form.add_field(name, io.BytesIO(value), filename=f"{name}.png")
            else:
                form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        return self.session.post(address, data=form)


def png(width: int, height: int, colour: str = "white") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "PNG")
    return out.getvalue()


def inline(*labels: str) -> dict[str, Any]:
    """An inline keyboard of one row; each button's data is its label."""
    return {"inline_keyboard": [[{"text": label, "callback_data": label} for label in labels]]}


def refused(reason: str) -> AbstractContextManager[Any]:
    """Expect exactly this 400."""
    return refused_with(f"Bad Request: {reason}")


def refused_with(description: str) -> AbstractContextManager[Any]:
    """Expect exactly this description."""
    return pytest.raises(Refused, match=rf"^{re.escape(description)}$")
