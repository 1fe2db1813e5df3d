"""Pacing: when the next message to a chat may leave."""

import asyncio
from collections import OrderedDict
from datetime import datetime, timedelta

import structlog

from bot.bucket import Bucket
from core.channel.outbox import Priority
from core.clock import Clock

PER_CHAT = 1.0
"""Messages a second to one chat."""
CHAT_BURST = 3
PER_GROUP = 18 / 60
"""Messages a second to one group."""
GROUP_BURST = 18
REMEMBERED = 10_000
WHOLE_BOT = 0
"""The chat id under which a pause of the whole bot is kept."""
SECOND_CHAT_WITHIN = timedelta(seconds=1)
"""Two chats refused within this time: it is the bot that is too fast."""
LOOK_AGAIN = 0.25
"""Seconds between looks at the clock while paused; a clock that is moved forward is noticed."""
ALERT_ABOVE = 60

log = structlog.get_logger(__name__)


class Pacing:
    """Buckets over all chats and for each, and the pauses that Telegram asked for."""

    def __init__(self, clock: Clock, *, rate: float) -> None:
        """`rate`: messages a second over all chats; 0 switches every limit of ours off, never a pause."""
        self._clock = clock
        self._off = rate <= 0
        self._all = Bucket(rate=rate or 1, capacity=max(rate, 1))
        self._chats: OrderedDict[int, Bucket] = OrderedDict()
        self._pauses: dict[int, datetime] = {}
        self._last_refused: tuple[int, datetime] | None = None

    def restore(self, pauses: dict[int, datetime]) -> None:
        """Obey pauses that were asked for before a restart, or by another replica's calls."""
        self._pauses |= {chat: max(until, self._pauses.get(chat, until)) for chat, until in pauses.items()}

    async def turn(self, chat_id: int, priority: Priority) -> None:
        """Wait until a message to a chat may leave, and count it."""
        await self.out_of_pause(chat_id)
        if self._off:
            return
        chat = self._chat(chat_id)
        while (delay := chat.delay()) > 0:
            await asyncio.sleep(delay)
        chat.overdraw()
        if priority >= Priority.NUDGE:
            while (delay := self._all.delay()) > 0:
                await asyncio.sleep(delay)
        self._all.overdraw()
        await self.out_of_pause(chat_id)

    def pause(self, chat_id: int, seconds: int) -> dict[int, datetime]:
        """Leave a chat alone for as long as Telegram said; what has to be remembered, by chat."""
        now = self._clock()
        until = now + timedelta(seconds=seconds)
        if seconds > ALERT_ABOVE:
            log.error("told to wait long", seconds=seconds)
        last, self._last_refused = self._last_refused, (chat_id, now)
        whole = last is not None and last[0] != chat_id and now - last[1] <= SECOND_CHAT_WITHIN
        paused = {chat_id, WHOLE_BOT} if whole else {chat_id}
        self._pauses |= {chat: max(until, self._pauses.get(chat, until)) for chat in paused}
        return {chat: self._pauses[chat] for chat in paused}

    def is_paused(self, chat_id: int) -> bool:
        """Whether a chat, or the whole bot, is to be left alone now."""
        return self._paused_for(chat_id) > 0

    async def out_of_pause(self, chat_id: int) -> None:
        """Wait until a chat need not be left alone any more."""
        while (left := self._paused_for(chat_id)) > 0:
            await asyncio.sleep(min(left, LOOK_AGAIN))

    def _paused_for(self, chat_id: int) -> float:
        now = self._clock()
        for chat in (WHOLE_BOT, chat_id):
            if (until := self._pauses.get(chat)) is not None and until <= now:
                del self._pauses[chat]
        untils = [self._pauses[chat] for chat in (WHOLE_BOT, chat_id) if chat in self._pauses]
        return max(((until - now).total_seconds() for until in untils), default=0.0)

    def _chat(self, chat_id: int) -> Bucket:
        group = chat_id < 0
        new = Bucket(rate=PER_GROUP, capacity=GROUP_BURST) if group else Bucket(rate=PER_CHAT, capacity=CHAT_BURST)
        bucket = self._chats.setdefault(chat_id, new)
        self._chats.move_to_end(chat_id)
        if len(self._chats) > REMEMBERED:
            self._chats.popitem(last=False)
        return bucket
