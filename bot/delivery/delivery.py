"""The engine: one queue a chat, a small window of messages in flight, every row settled in the end."""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import structlog

from bot.at_hand import AtHand
from bot.delivery.items import Item, item_of
from bot.delivery.outcome import Settlement
from bot.delivery.pacing import Pacing
from bot.delivery.sending import CHANNEL, Sender
from bot.delivery.window import Place
from core.channel import settling
from core.channel.outbox import INSERT_OUTBOX, Form, Priority
from core.clock import Clock
from core.db.away import DatabaseAway, insist, pause_after
from core.db.database import Database
from core.db.work import Deferred
from core.ids import PersonId
from core.people import persons

WINDOW = 8
"""Messages in flight, from their call until their mark is committed: what a kill may send twice."""
BULK_WINDOW = 4
SWEEP_SECONDS = 2.0
"""How often rows that other processes wrote are looked for."""
AT_ONCE = 500
"""Rows read at once."""
LONGEST_HOLD = 3.0
"""Seconds for which an answer may wait for the rest of a burst."""

MET = 30.0
"""Seconds for which a chat holds in which a person was met."""
MOVES = frozenset({"back_again"})
"""Notices with which a person is in another chat."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Lull:
    """How delivery knows that a person has finished sending for now."""

    wait: Callable[[int], Awaitable[None]]
    """Return once what came from a chat has been handled."""


class Delivery:
    """Takes outbox rows from commits and brings each to its end."""

    def __init__(self, db: Database, sender: Sender, pacing: Pacing, clock: Clock, *, lull: Lull) -> None:
        self._db = db
        self._sender = sender
        self._pacing = pacing
        self._clock = clock
        self._lull = lull
        self._queues: dict[tuple[str, int], deque[Item]] = {}
        self._workers: dict[tuple[str, int], asyncio.Task[None]] = {}
        self._at_hand = AtHand[str]()
        self._chats: dict[int, tuple[int, float]] = {}
        self._window = asyncio.Semaphore(WINDOW)
        self._bulk = asyncio.Semaphore(BULK_WINDOW)
        self._marks: set[asyncio.Task[None]] = set()
        self._stopping = False
        db.after_commit(self._committed)

    def know(self, person_id: PersonId, chat_id: int) -> None:
        """Learn where a person is met, so that all that goes there keeps one order."""
        self._chats[person_id] = chat_id, time.monotonic()

    def _known_chat(self, person_id: int) -> int | None:
        """Where a person was met a moment ago: another replica may have moved the profile to another account since."""
        chat_id, at = self._chats.get(person_id, (None, 0.0))
        return chat_id if time.monotonic() - at < MET else None

    @property
    def idle(self) -> bool:
        """Whether nothing is on its way."""
        return not self._workers and not self._marks

    async def sweep(self) -> None:
        """Take up rows that no commit of this process told us of, and pauses that other processes were asked for."""
        owner, now = self._db.replica, self._clock()
        if not self._db.is_sqlite:
            await self._db.run(lambda session: settling.adopt(session, owner=owner, now=now))
        self._at_hand.look()
        async with self._db.read() as session:
            self._pacing.restore(await settling.pauses(session, self._sender.bot_id, now=now))
            left = self._at_hand.unknown(await settling.waiting(session, owner=owner))
            for first in range(0, len(left), AT_ONCE):
                for row in await settling.rows(session, left[first : first + AT_ONCE]):
                    if self._at_hand.take_found(row.key):
                        self._accept(item_of(row._asdict(), self._db.keyring.channel.open(row.payload)))

    async def keep_sweeping(self) -> None:
        """Sweep for ever."""
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            try:
                await self.sweep()
            except Exception:
                log.exception("the outbox could not be read")

    async def stop(self, *, within: float) -> None:
        """Send what can be sent now, for some seconds; what has to wait, and the rest, stays in the outbox."""
        until = time.monotonic() + within
        while (self._marks or len(self._workers) > self._sender.held_up) and time.monotonic() < until:
            await asyncio.sleep(0.01)
        self._stopping = True
        for task in (*self._workers.values(), *self._marks):
            task.cancel()
        await asyncio.gather(*self._workers.values(), *self._marks, return_exceptions=True)
        await self._sender.stop()

    def _committed(self, rows: Sequence[Deferred]) -> None:
        for row in rows:
            if row.statement is INSERT_OUTBOX and self._at_hand.take(row.params["key"]):
                self._accept(item_of(row.params, row.told))

    def _accept(self, item: Item) -> None:
        if self._stopping:
            return
        if item.person_id is not None and item.kind in MOVES:
            self._chats.pop(item.person_id, None)
        if item.chat_id is None and item.person_id is not None:
            item.chat_id = self._known_chat(item.person_id)
        lane = item.lane
        self._queues.setdefault(lane, deque()).append(item)
        if lane not in self._workers:
            self._workers[lane] = asyncio.create_task(self._work(lane), name=f"delivery {lane}")

    async def _work(self, lane: tuple[str, int]) -> None:
        queue = self._queues[lane]
        away = 0
        try:
            while queue:
                try:
                    await self._deliver(queue[0], queue)
                except DatabaseAway:
                    await asyncio.sleep(pause_after(away))
                    away += 1
                else:
                    queue.popleft()
                    away = 0
        finally:
            del self._workers[lane], self._queues[lane]

    async def _deliver(self, item: Item, queue: deque[Item]) -> None:
        """Bring a row to its end. Raises DatabaseAway before anything was sent."""
        place = Place(self._bulk if item.priority >= Priority.NUDGE else self._window)
        try:
            if await self._locate(item) and item.form is Form.CARD and item.priority is Priority.INTERACTIVE:
                await self._await_lull(item.chat_id or 0)
            settlement = await self._outcome(item, place, queue)
        except DatabaseAway:
            place.leave()
            raise
        except Exception as error:
            log.exception("a message could not be made", form=item.form, kind=item.kind)
            settlement = Settlement.failed(type(error).__name__, item)
        except BaseException:
            place.leave()
            raise
        mark = self._mark(item, settlement, place)
        if item.form is Form.CARD:
            await asyncio.shield(mark)  # the card's next version has to know where its message stands

    async def _outcome(self, item: Item, place: Place, queue: deque[Item]) -> Settlement:
        if _overtaken(item, queue):
            return Settlement.dropped()
        if item.chat_id is None:
            return Settlement.unreachable(item)
        return await self._sender.send(item, place, silent=_rings_later(queue))

    async def _locate(self, item: Item) -> bool:
        """Find the chat of a person not met since the start."""
        if item.chat_id is None and item.person_id is not None:
            async with self._db.read() as session:
                item.chat_id = await persons.reachable(session, PersonId(item.person_id), CHANNEL)
            if item.chat_id is not None:
                self._chats[item.person_id] = item.chat_id, time.monotonic()
        return item.chat_id is not None

    async def _await_lull(self, chat_id: int) -> None:
        try:
            await asyncio.wait_for(self._lull.wait(chat_id), LONGEST_HOLD)
        except TimeoutError:
            log.info("answering in the middle of a burst")

    def _mark(self, item: Item, settlement: Settlement, place: Place) -> asyncio.Task[None]:
        """Have a row settled; its place in the window is free once that is committed."""
        task = asyncio.create_task(self._settle(item, settlement, place))
        self._marks.add(task)
        task.add_done_callback(self._marks.discard)
        return task

    async def _settle(self, item: Item, settlement: Settlement, place: Place) -> None:
        """A row whose mark cannot be written stays at hand: it must not be sent again and again."""
        try:
            await insist(lambda: self._db.write_soon(*settlement.writes(item)))
            self._at_hand.let_go(item.key)
        except Exception:
            log.exception("a message could not be settled")
        finally:
            place.leave()


def _overtaken(item: Item, queue: deque[Item]) -> bool:
    """Whether a newer version of the same card waits behind, unless this one is to be sent anew."""
    if item.form is not Form.CARD:
        return False
    newer = [other for other in queue if other.card_id == item.card_id and other is not item]
    if newer and item.facts.get("retire"):
        retired = [*item.facts["retire"], *newer[0].facts.get("retire", ())]
        newer[0].facts = {**newer[0].facts, "retire": retired}
    return bool(newer)


def _rings_later(queue: deque[Item]) -> bool:
    """Whether something behind in the queue will ring anyway: a burst gets one ring."""
    return any(
        other.form is Form.CARD or (other.form is not Form.NOTICE and other.kind.startswith("send"))
        for other in list(queue)[1:]
    )
