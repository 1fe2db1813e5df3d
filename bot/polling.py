"""Long polling: the offset, which tells Telegram what to forget, moves only after the commit."""

import asyncio
from collections.abc import Callable
from typing import Any

import structlog

from bot.incoming import KINDS, read
from bot.intake import Intake
from bot.pauses import Pauses
from bot.transport import Answer, Failure, Telegram

POLL_SECONDS = 25
BATCH = 100
PAUSE_AFTER_FAILURE, LONGEST_PAUSE = 1.0, 30.0
"""Seconds before asking again: at first, and while Telegram stays out of reach."""
UNKNOWN_TOKEN = frozenset({401, 404})
"""What Telegram answers to a token that belongs to no bot."""
MOST_WAITING = 2_000
"""Updates in the lanes above which no further ones are fetched: they wait at Telegram instead of in memory."""
LOOK_AGAIN = 0.05

log = structlog.get_logger(__name__)


class TokenRefused(Exception):
    """Telegram does not know the bot's token: nothing can be done here."""


class Polling:
    """Fetches updates, and confirms those that are stored."""

    def __init__(self, telegram: Telegram, intake: Intake, *, waiting: Callable[[], int]) -> None:
        """`waiting`: how many updates nobody works on yet."""
        self._telegram = telegram
        self._intake = intake
        self._waiting = waiting
        self._pauses = Pauses(shortest=PAUSE_AFTER_FAILURE, longest=LONGEST_PAUSE)
        self.begun = asyncio.Event()
        """Set once the first getUpdates has been asked."""

    async def run(self) -> None:
        """Fetch for ever. Raises TokenRefused."""
        offset: int | None = None
        while True:
            while self._waiting() > MOST_WAITING:
                await asyncio.sleep(LOOK_AGAIN)
            try:
                offset = await self._round(offset)
            except TokenRefused:
                raise
            except Exception:
                log.exception("updates could not be stored, asking for them again")
                await asyncio.sleep(PAUSE_AFTER_FAILURE)

    async def _round(self, offset: int | None) -> int | None:
        """Ask once and store what comes; the offset from which to go on."""
        wish = {"timeout": POLL_SECONDS, "limit": BATCH, "allowed_updates": KINDS}
        self.begun.set()
        answer = await self._telegram.call(
            "getUpdates", wish if offset is None else wish | {"offset": offset}, wait=POLL_SECONDS
        )
        if answer.failure is not None:
            await self._after_failure(answer)
            return offset
        if failures := self._pauses.over():
            log.info("getUpdates works again", failures=failures)
        raws: list[Any] = answer.result if isinstance(answer.result, list) else []
        await self._intake.accept(raws)
        return max((read(raw).update_id + 1 for raw in raws), default=offset)

    async def _after_failure(self, answer: Answer) -> None:
        """Wait, longer each time; told once, until it works again."""
        if answer.error_code in UNKNOWN_TOKEN:
            raise TokenRefused
        if answer.error_code == 409 and "webhook" in answer.description.lower():
            log.warning("this bot had a webhook, which excludes polling: taking it off")
            if (await self._telegram.call("deleteWebhook", {})).failure is None:
                return
        if not self._pauses.failing:
            log.warning("getUpdates failed, trying on", error_code=answer.error_code, description=answer.description)
        pause = self._pauses.after_failure()
        await asyncio.sleep(answer.retry_after if answer.failure is Failure.WAIT else pause)
