"""getUpdates: long polling, one poller at a time."""

import asyncio
from dataclasses import dataclass

from sandbox.bot_api.errors import conflict
from sandbox.bot_api.invocation import Invocation
from sandbox.bot_api.params import Params
from sandbox.changes import ChangeKind
from sandbox.updates import UpdateQueue
from sandbox.wire_chats import Json

LONGEST_POLL = 50
MOST_UPDATES = 100
BY_OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
BY_WEBHOOK = "terminated by setWebhook request"


@dataclass(slots=True, eq=False)
class _Poll:
    queue: UpdateQueue
    ended_by: str | None = None

    def end(self, reason: str) -> None:
        self.ended_by = reason
        self.queue.arrived.set()


class Polling:
    """The polls under way, at most one a bot."""

    def __init__(self) -> None:
        self._polls: dict[int, _Poll] = {}
        self._closed = False

    async def get_updates(self, call: Invocation) -> list[Json]:
        """Confirm by offset, then wait up to `timeout` real seconds for updates.

        A later call ends this one with 409.
        """
        queue = call.world.queue(call.bot)
        self.end(call.bot.id, BY_OTHER_POLLER)
        allow(queue, call.params)
        if offset := call.params.integer("offset"):
            queue.confirm(offset)
        limit = call.params.integer("limit", MOST_UPDATES)
        limit = limit if 1 <= limit <= MOST_UPDATES else MOST_UPDATES
        poll = self._polls[call.bot.id] = _Poll(queue)
        try:
            await self._wait(call, poll, min(max(call.params.integer("timeout"), 0), LONGEST_POLL))
        finally:
            if self._polls.get(call.bot.id) is poll:
                del self._polls[call.bot.id]
        if poll.ended_by is not None:
            raise conflict(poll.ended_by)
        updates = call.world.faults.distort(queue.first(limit), taken=tuple(queue.taken))
        return [update.json() for update in updates]

    def waits(self, bot_id: int) -> bool:
        """Whether the bot polls now."""
        return bot_id in self._polls

    def end(self, bot_id: int, reason: str) -> None:
        """End the bot's poll, if there is one, with 409."""
        if poll := self._polls.pop(bot_id, None):
            poll.end(reason)

    def close(self) -> None:
        """Answer all polls, and let no further one wait: the server stops."""
        self._closed = True
        for poll in self._polls.values():
            poll.queue.arrived.set()

    async def _wait(self, call: Invocation, poll: _Poll, seconds: float) -> None:
        if not seconds or poll.queue.first(1):
            return
        _tell(call, listening=True)
        try:
            async with asyncio.timeout(seconds):
                while not (poll.ended_by or poll.queue.first(1) or self._closed):
                    poll.queue.arrived.clear()
                    await poll.queue.arrived.wait()
        except TimeoutError:
            return
        finally:
            if self._polls.get(call.bot.id) in {poll, None}:
                _tell(call, listening=False)


def _tell(call: Invocation, *, listening: bool) -> None:
    (call.world.listening.add if listening else call.world.listening.discard)(call.bot.id)
    call.world.changes.tell(ChangeKind.LISTENING, bot_id=call.bot.id)


def allow(queue: UpdateQueue, params: Params) -> None:
    """Take `allowed_updates`, which stays in force until given again."""
    kinds = params.decoded("allowed_updates", label="allowed updates")
    if isinstance(kinds, list):
        queue.allowed = frozenset(str(kind) for kind in kinds)
