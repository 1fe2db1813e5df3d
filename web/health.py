"""Health pages: whether the process lives, and whether it can work."""

import asyncio

import structlog
from aiohttp import web

from web.keys import READY

PATIENCE = 5.0
"""Seconds after which a check without an answer counts as failed."""

log = structlog.get_logger(__name__)


async def alive(_: web.Request) -> web.Response:
    """The process answers; nothing else is looked at."""
    return web.json_response({"status": "alive"}, headers=FRESH)


async def ready(request: web.Request) -> web.Response:
    """200 when the service can work, 503 with the reasons when it cannot."""
    try:
        async with asyncio.timeout(PATIENCE):
            reasons = await request.app[READY]()
    except Exception:
        log.exception("the readiness check failed")
        reasons = ["the check itself failed"]
    if reasons:
        return web.json_response({"status": "not ready", "reasons": reasons}, status=503, headers=FRESH)
    return web.json_response({"status": "ready"}, headers=FRESH)


FRESH = {"Cache-Control": "no-store"}
