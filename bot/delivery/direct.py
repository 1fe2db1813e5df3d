"""What goes out at once and past the outbox, because it is worthless later: answers to taps, chat actions."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aiogram.methods import AnswerCallbackQuery, SendChatAction

from bot.delivery.pacing import WHOLE_BOT, Pacing
from bot.serialise import Reply, serialise
from bot.transport import Failure, Telegram

WORTHLESS_LATER = (AnswerCallbackQuery, SendChatAction)


class Direct:
    """Sends without a row, once, and never into a pause."""

    def __init__(self, telegram: Telegram, pacing: Pacing, pause: Callable[[int, int], Awaitable[None]]) -> None:
        """`pause` is told of a chat, or the whole bot, that wants to be left alone for some seconds."""
        self._telegram = telegram
        self._pacing = pacing
        self._pause = pause
        self._under_way: set[asyncio.Task[None]] = set()

    def send(self, replies: Sequence[Reply]) -> None:
        """Have replies sent from here on; nobody waits for them."""
        for reply in replies:
            task = asyncio.create_task(self._send(reply))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def stop(self, *, within: float) -> None:
        """Let those under way arrive, for some seconds."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=within)
        for task in self._under_way:
            task.cancel()

    async def _send(self, reply: Reply) -> None:
        chat: Any = getattr(reply, "chat_id", None)
        where = chat if isinstance(chat, int) else WHOLE_BOT
        if self._pacing.is_paused(where):
            return
        call = serialise(reply)
        answer = await self._telegram.call(call.method, call.body)
        if answer.failure is Failure.WAIT:
            await self._pause(where, answer.retry_after)
