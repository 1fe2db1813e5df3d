"""The page's socket: the world goes out, what people do comes in."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import WSMsgType, web

from sandbox.page import actions
from sandbox.page.feed import Feed
from sandbox.page.gallery import Gallery
from sandbox.page.guard import is_foreign
from sandbox.page.stage import Stage
from sandbox.phone import CannotDo

Json = dict[str, Any]


class Live:
    """Serves /page/live, and knows the sockets that are open."""

    def __init__(self, stage: Stage, gallery: Gallery) -> None:
        self._stage = stage
        self._gallery = gallery
        self._sockets: set[web.WebSocketResponse] = set()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One page, from its opening to its end."""
        if is_foreign(request):
            raise web.HTTPForbidden
        socket = web.WebSocketResponse(heartbeat=20, max_msg_size=1 << 20)
        await socket.prepare(request)
        self._sockets.add(socket)

        async def send(told: Json) -> None:
            await socket.send_str(json.dumps(told, ensure_ascii=False, separators=(",", ":")))

        telling = asyncio.create_task(Feed(self._stage, self._gallery, send).run())
        telling.add_done_callback(lambda task: _end(task, socket))
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._hear(message.data, send)
        except ConnectionError:
            pass
        finally:
            self._sockets.discard(socket)
            telling.cancel()
            await asyncio.gather(telling, return_exceptions=True)
        return socket

    async def close(self, app: web.Application) -> None:
        """Say goodbye to every page: they reconnect by themselves."""
        for socket in tuple(self._sockets):
            with contextlib.suppress(ConnectionError):
                await socket.close(code=1012)
        await self._stage.stop()

    async def _hear(self, text: str, send: Callable[[Json], Awaitable[None]]) -> None:
        try:
            body = json.loads(text)
        except ValueError:
            return
        if not isinstance(body, dict):
            return
        told: Json = {"kind": "done", "ask": body.get("ask")}
        try:
            told |= actions.perform(self._stage, body)
        except CannotDo as refusal:
            told = {"kind": "refused", "ask": body.get("ask"), "why": str(refusal)}
        await send(told)


def _end(task: asyncio.Task[None], socket: web.WebSocketResponse) -> None:
    """A feed that died takes its socket along, so that the page begins anew."""
    if not task.cancelled() and task.exception() is not None and not socket.closed:
        asyncio.get_running_loop().create_task(socket.close(code=1011))
