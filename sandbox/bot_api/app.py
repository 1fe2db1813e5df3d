"""The Bot API's two addresses: /bot<token>/<method> and /file/bot<token>/<path>."""

import asyncio
import json
import logging
from typing import Any

from aiohttp import web

from sandbox.bot_api import params, schema
from sandbox.bot_api.errors import ApiError, conflict, forbidden, not_found, too_many_requests, unauthorized
from sandbox.bot_api.invocation import Invocation
from sandbox.bot_api.methods import METHODS
from sandbox.bot_api.polling import Polling
from sandbox.bot_api.webhook import Webhooks
from sandbox.calls import Call
from sandbox.faults import Fault, FaultKind
from sandbox.model import BotUser
from sandbox.world import World

log = logging.getLogger(__name__)

WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
DOWNLOAD = "download"
"""How faults name the fetching of a file."""
HTML_PAGE = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n"
    "<body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>\r\n"
)
_CONNECTION = {
    "getupdates": "getUpdates",
    "setwebhook": "setWebhook",
    "deletewebhook": "deleteWebhook",
    "getwebhookinfo": "getWebhookInfo",
}


class BotApi:
    """Answers bots. One for a World."""

    def __init__(self, world: World, *, first_backoff: float = 1.0) -> None:
        self._world = world
        self._polling = Polling()
        self.webhooks = Webhooks(self._polling, first_backoff=first_backoff)

    def add_routes(self, app: web.Application) -> None:
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        app.router.add_get("/file/bot{token}/{path:.+}", self._send_file)
        app.on_shutdown.append(self._close)

    def is_polled(self, bot: BotUser) -> bool:
        """Whether a bot waits for updates now."""
        return self._polling.waits(bot.id)

    async def _close(self, _: web.Application) -> None:
        self._polling.close()
        await self.webhooks.close()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        bot = self._world.bot_by_token(request.match_info["token"])
        if bot is None:
            return _json(unauthorized().json(), 401)
        key = request.match_info["method"].lower()
        name = METHODS[key][0] if key in METHODS else _CONNECTION.get(key)
        if name is None:
            self._world.complain(f"the sandbox does not know the method {request.match_info['method']}")
            return _json(not_found().json(), 404)
        try:
            call = Invocation(self._world, bot, await params.read(request))
        except ApiError as error:
            return _json(error.json(), error.code)
        except web.HTTPRequestEntityTooLarge:
            return _json(ApiError(413, "Request Entity Too Large").json(), 413)
        return await self._call(request, name, key, call)

    async def _call(self, request: web.Request, name: str, key: str, call: Invocation) -> web.StreamResponse:
        chat_id = call.params.integer("chat_id") or None
        fault = self._world.faults.strike(key, chat_id) if self._world.faults.active else None
        if fault is not None and (broken := await self._suffer(fault, request)) is not None:
            cut = fault.kind is FaultKind.RESET_BEFORE
            self._note(call.bot, name, chat_id, 0 if cut else broken.status, fault.kind)
            return broken
        try:
            body = await self._result(name, key, call)
            code, description = 200, ""
        except ApiError as error:
            body, code, description = error.json(), error.code, error.description
        except Exception as error:
            self._world.complain(f"the sandbox failed on {name}: {error!r}")
            log.exception("the sandbox failed on %s", name)
            failure = ApiError(500, "Internal Server Error")
            body, code, description = failure.json(), failure.code, failure.description
        if fault is not None and fault.kind is FaultKind.RESET_AFTER:
            _cut(request)
        self._note(call.bot, name, chat_id, code, description)
        return _json(body, code)

    async def _result(self, name: str, key: str, call: Invocation) -> dict[str, Any]:
        if self._world.checks_schema:
            for complaint in schema.complaints(name, call.params):
                self._world.complain(complaint)
        if key in METHODS:
            return {"ok": True, "result": METHODS[key][1](call)}
        if key == "getupdates":
            if self.webhooks.active(call.bot.id):
                raise conflict(WEBHOOK_ACTIVE)
            return {"ok": True, "result": await self._polling.get_updates(call)}
        if key == "getwebhookinfo":
            return {"ok": True, "result": self.webhooks.get_webhook_info(call)}
        change = self.webhooks.set_webhook if key == "setwebhook" else self.webhooks.delete_webhook
        result, description = await change(call)
        return {"ok": True, "result": result, "description": description}

    async def _suffer(self, fault: Fault, request: web.Request) -> web.StreamResponse | None:
        """The broken answer, or None if the call goes through after all."""
        if fault.kind is FaultKind.SLOW:
            await asyncio.sleep(fault.delay)
        elif fault.kind is FaultKind.RESET_BEFORE:
            _cut(request)
            return web.Response(status=500)
        elif fault.kind in {FaultKind.BAD_GATEWAY, FaultKind.HTML}:
            status = 502 if fault.kind is FaultKind.BAD_GATEWAY else 200
            return web.Response(text=HTML_PAGE, status=status, content_type="text/html")
        refusals = {
            FaultKind.SERVER_ERROR: ApiError(500, "Internal Server Error"),
            FaultKind.TOO_MANY: too_many_requests(fault.retry_after),
            FaultKind.FORBIDDEN: forbidden("bot was blocked by the user"),
        }
        refusal = refusals.get(fault.kind)
        return _json(refusal.json(), refusal.code) if refusal is not None else None

    def _note(self, bot: BotUser, name: str, chat_id: int | None, code: int, description: str) -> None:
        self._world.calls.add(Call(bot.id, name, chat_id, self._world.clock(), code, description))

    async def _send_file(self, request: web.Request) -> web.StreamResponse:
        if self._world.bot_by_token(request.match_info["token"]) is None:
            return _json(unauthorized().json(), 401)
        file = self._world.files.at(request.match_info["path"])
        if file is None:
            return _json(not_found().json(), 404)
        fault = self._world.faults.strike(DOWNLOAD, None)
        if fault is not None and (broken := await self._suffer(fault, request)) is not None:
            return broken
        return web.Response(body=file.content, content_type="application/octet-stream")


def _json(body: dict[str, Any], status: int = 200) -> web.Response:
    return web.Response(
        body=json.dumps(body, ensure_ascii=False).encode(), status=status, content_type="application/json"
    )


def _cut(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()
