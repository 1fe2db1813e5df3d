"""The webhook: an authentic body is stored as it is, and only then answered with 200.

Telegram keeps an update at the head of its person's queue until it hears 200, so nothing that a body holds is a reason
for any other answer; 503 means that the body could not be stored, and asks for it again.
"""

import asyncio
import hmac

import structlog
from aiohttp import web

from web.keys import SECRET, STORE

PATH = "/webhook"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (the header's name)
LARGEST_BODY = 1024 * 1024
"""Bytes; Telegram's updates are far smaller."""
PATIENCE = 10.0
"""Seconds that storing may take. What is stored later than that comes twice, and is known by its id."""
RETRY_AFTER = 5
"""Seconds after which Telegram should try again."""

log = structlog.get_logger(__name__)


async def receive(request: web.Request) -> web.Response:
    """Store one update. 401 without the secret, 413 beyond 1 MiB, 503 while it cannot be stored."""
    if not _authentic(request):
        return web.Response(status=401)
    body = await request.read()
    try:
        async with asyncio.timeout(PATIENCE):
            await request.app[STORE](body)
    except Exception:
        log.exception("an update could not be stored, Telegram will send it again")
        return web.Response(status=503, headers={"Retry-After": str(RETRY_AFTER)})
    return web.Response()


def _authentic(request: web.Request) -> bool:
    given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
    return hmac.compare_digest(given, request.app[SECRET])
