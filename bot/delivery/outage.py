"""Outages: one look for all who wait whether Telegram can be reached again."""

import asyncio

from bot.delivery.pacing import WHOLE_BOT, Pacing
from bot.transport import Telegram

PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
"""Seconds between looks; the last one repeats."""


class Outage:
    """Whoever could not get through waits here."""

    def __init__(self, telegram: Telegram, pacing: Pacing) -> None:
        self._telegram = telegram
        self._pacing = pacing
        self._look: asyncio.Task[None] | None = None

    async def over(self, *, after: int = 0) -> None:
        """Return once Telegram answers again. `after`: how often this was in vain, which makes for a longer pause."""
        await asyncio.sleep(PAUSES[min(after, len(PAUSES) - 1)])
        if self._look is None or self._look.done():
            self._look = asyncio.create_task(self._until_back(), name="looking for Telegram")
        await asyncio.shield(self._look)

    async def stop(self) -> None:
        if self._look is not None:
            self._look.cancel()
            await asyncio.gather(self._look, return_exceptions=True)

    async def _until_back(self) -> None:
        tries = 0
        while True:
            await self._pacing.out_of_pause(WHOLE_BOT)
            if (await self._telegram.call("getMe", b"{}")).failure is None:
                return
            await asyncio.sleep(PAUSES[min(tries, len(PAUSES) - 1)])
            tries += 1
