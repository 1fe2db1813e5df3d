"""The HTTP application, and serving it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from web import health
from web.keys import READY, SECRET, STORE, Ready, Store
from web.webhook import LARGEST_BODY, PATH, PATIENCE, receive


def make_app(ready: Ready, webhook: Store | None = None, secret: str | None = None) -> web.Application:
    """Health pages always, the webhook where there is something to store its updates.

    Raises ValueError for a webhook without a secret: anybody could speak to the bot.
    """
    app = web.Application(client_max_size=LARGEST_BODY)
    app[READY] = ready
    app.router.add_get("/healthz", health.alive)
    app.router.add_get("/readyz", health.ready)
    if webhook is not None:
        if not secret:
            raise ValueError("a webhook needs a secret")
        app[STORE] = webhook
        app[SECRET] = secret.encode()
        app.router.add_post(PATH, receive)
    return app


@asynccontextmanager
async def serving(app: web.Application, host: str, port: int) -> AsyncIterator[int]:
    """Serve an application for the length of a block, which gets the port; requests under way end first.

    Port 0 takes any free one. Raises OSError when the address is taken.
    """
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=PATIENCE)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
