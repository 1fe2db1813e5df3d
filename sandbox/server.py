"""The sandbox as a web server: the Bot API and the chat page on one address."""

from collections.abc import Sequence
from functools import partial
from typing import Self

from aiohttp import web

from sandbox.bot_api.app import BotApi
from sandbox.clock import MovableClock
from sandbox.page import routes
from sandbox.samples import SampleInvoice
from sandbox.world import World

LARGEST_REQUEST = 64 * 1024 * 1024


class Sandbox:
    """A local Telegram. Start it, point a bot's Bot API address at `url`; an async context manager."""

    def __init__(
        self,
        clock: MovableClock | None = None,
        *,
        first_backoff: float = 1.0,
        samples: Sequence[SampleInvoice] | None = None,
        title: str = "Sandbox",
        timezone: str | None = None,
        language: str = "en",
        hint: str = "",
    ) -> None:
        """All from `samples` on is the chat page's: see `sandbox.page.routes.setup`."""
        self.world = World(clock)
        self._page = partial(
            routes.setup, samples=samples, title=title, timezone=timezone, language=language, hint=hint
        )
        self.api = BotApi(self.world, first_backoff=first_backoff)
        self._runner: web.AppRunner | None = None
        self._url: str | None = None

    @property
    def url(self) -> str:
        """The address, without a slash at the end."""
        if self._url is None:
            raise RuntimeError("the sandbox is not started")
        return self._url

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; port 0 takes a free one. Raises OSError if the port is taken."""
        app = web.Application(client_max_size=LARGEST_REQUEST)
        self.api.add_routes(app)
        self._page(app, self.world)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        address = self._runner.addresses[0]
        self._url = f"http://{host}:{address[1]}"

    async def stop(self) -> None:
        """Answer the polls that wait, stop webhooks, close."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()
