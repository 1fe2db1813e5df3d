"""Webhooks: updates are posted to the bot, in order within a chat, again and again until it says 2xx."""

import asyncio
import json
import re
from collections import defaultdict, deque
from collections.abc import Callable
from datetime import datetime
from typing import Any

import aiohttp

from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.invocation import Invocation
from sandbox.bot_api.polling import BY_WEBHOOK, Polling, allow
from sandbox.faults import Faults
from sandbox.updates import KEPT_FOR, Update, UpdateQueue
from sandbox.wire_chats import Json

LONGEST_BACKOFF = 60.0
ANSWER_WITHIN = aiohttp.ClientTimeout(total=60)
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class Webhook:
    """One bot's webhook and the deliveries under way. Each chat is a lane of its own."""

    def __init__(
        self,
        url: str,
        secret: str,
        connections: int,
        queue: UpdateQueue,
        *,
        clock: Callable[[], datetime],
        faults: Faults,
        first_backoff: float,
    ) -> None:
        self.url = url
        self.secret = secret
        self.connections = connections
        self.last_error: tuple[datetime, str] | None = None
        self._queue = queue
        self._clock = clock
        self._faults = faults
        self._first_backoff = first_backoff
        self._lanes: defaultdict[int, deque[Update]] = defaultdict(deque)
        self._tasks: set[asyncio.Task[None]] = set()
        self._room = asyncio.Semaphore(connections)
        self._session = aiohttp.ClientSession(timeout=ANSWER_WITHIN, connector=aiohttp.TCPConnector(limit=connections))
        for update in queue.first(len(queue)):
            self._take(update)
        queue.on_put = self._take

    async def close(self) -> None:
        """Stop delivering; what was not delivered stays in the queue."""
        self._queue.on_put = None
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._session.close()

    def _take(self, update: Update) -> None:
        lane = self._lanes[update.chat_id]
        lane.append(update)
        if len(lane) == 1:
            task = asyncio.create_task(self._deliver_all(lane))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _deliver_all(self, lane: deque[Update]) -> None:
        while lane:
            batch = tuple(lane)
            for update in self._faults.distort([one for one in batch if one in self._queue]):
                await self._deliver(update)
                self._queue.discard(update)
            for _ in batch:
                lane.popleft()

    async def _deliver(self, update: Update) -> None:
        backoff = self._first_backoff
        while self._clock() - update.at < KEPT_FOR:
            async with self._room:
                wait = await self._post(update)
            if wait is None:
                return
            await asyncio.sleep(max(wait, backoff))
            backoff = min(backoff * 2, LONGEST_BACKOFF)

    async def _post(self, update: Update) -> float | None:
        """One try. None if it was taken, else the seconds that the bot asked to wait."""
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.secret
        body = json.dumps(update.json(), ensure_ascii=False).encode()
        try:
            async with self._session.post(self.url, data=body, headers=headers) as response:
                await response.read()
                if response.ok:
                    return None
                reason = f"Wrong response from the webhook: {response.status} {response.reason}"
                self.last_error = (self._clock(), reason)
                asked = response.headers.get("Retry-After", "")
                return min(float(asked), 3600.0) if asked.isdigit() else 0.0
        except (aiohttp.ClientError, TimeoutError) as error:
            self.last_error = (self._clock(), f"Connection failed: {type(error).__name__}")
            return 0.0


class Webhooks:
    """The webhooks that are set, at most one a bot."""

    def __init__(self, polling: Polling, *, first_backoff: float = 1.0) -> None:
        self._polling = polling
        self._webhooks: dict[int, Webhook] = {}
        self.first_backoff = first_backoff
        """Real seconds before the first further try; each next waits twice as long."""

    def active(self, bot_id: int) -> bool:
        return bot_id in self._webhooks

    async def close(self) -> None:
        for webhook in self._webhooks.values():
            await webhook.close()
        self._webhooks.clear()

    async def set_webhook(self, call: Invocation) -> tuple[bool, str]:
        """Set or, with an empty address, delete; answers the result and its description."""
        url = call.params.text("url")
        if not url:
            return await self.delete_webhook(call)
        secret = call.params.text("secret_token")
        connections = call.params.integer("max_connections", 40)
        _check(url, secret, connections)
        queue = call.world.queue(call.bot)
        allow(queue, call.params)
        if call.params.flag("drop_pending_updates"):
            queue.clear()
        self._polling.end(call.bot.id, BY_WEBHOOK)
        old = self._webhooks.pop(call.bot.id, None)
        if old is not None:
            await old.close()
        self._webhooks[call.bot.id] = Webhook(
            url,
            secret,
            connections,
            queue,
            clock=call.world.clock,
            faults=call.world.faults,
            first_backoff=self.first_backoff,
        )
        same = old is not None and (old.url, old.secret) == (url, secret)
        return True, "Webhook is already set" if same else "Webhook was set"

    async def delete_webhook(self, call: Invocation) -> tuple[bool, str]:
        if call.params.flag("drop_pending_updates"):
            call.world.queue(call.bot).clear()
        old = self._webhooks.pop(call.bot.id, None)
        if old is None:
            return True, "Webhook is already deleted"
        await old.close()
        return True, "Webhook was deleted"

    def get_webhook_info(self, call: Invocation) -> Json:
        queue = call.world.queue(call.bot)
        webhook = self._webhooks.get(call.bot.id)
        info: dict[str, Any] = {
            "url": webhook.url if webhook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(queue),
        }
        if webhook is not None:
            info["max_connections"] = webhook.connections
            if webhook.last_error is not None:
                at, reason = webhook.last_error
                info |= {"last_error_date": int(at.timestamp()), "last_error_message": reason}
        if queue.allowed:
            info["allowed_updates"] = sorted(queue.allowed)
        return info


def _check(url: str, secret: str, connections: int) -> None:
    if not re.match(r"https?://[^\s/]+", url):
        raise bad_request("bad webhook: an HTTPS URL must be provided for webhook")
    if secret and not _SECRET.fullmatch(secret):
        too_long = len(secret) > 256
        raise bad_request("secret token is too long" if too_long else "secret token contains unallowed characters")
    if not 1 <= connections <= 100_000:
        raise bad_request("max_connections must be between 1 and 100000")
