"""Intake: raw updates become inbox rows, one commit a batch, before Telegram hears that we have them."""

import asyncio
import json
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.at_hand import AtHand
from bot.flood import Flood
from bot.incoming import Incoming, read
from core.channel import inbox
from core.channel.arrivals import arrivals
from core.channel.inbox import InboxState, Stored
from core.clock import Clock
from core.db.database import Database

LOOK_SECONDS = 2.0
"""How often updates are looked for that are stored and that nobody is at."""
AT_ONCE = 500
"""Rows read at once."""

log = structlog.get_logger(__name__)


class Intake:
    """Takes updates in, from either door, and hands the new ones on; what is too much goes to `slow_down`."""

    def __init__(
        self,
        db: Database,
        bot_id: int,
        clock: Clock,
        *,
        hand_on: Callable[[Incoming], None],
        slow_down: Callable[[AsyncSession, Incoming], None],
        is_idle: Callable[[str], bool],
        flood: Flood,
    ) -> None:
        """`hand_on` gets each update once; whoever takes it says `settled` when it is at its end."""
        self._db = db
        self._bot_id = bot_id
        self._clock = clock
        self._hand_on = hand_on
        self._slow_down = slow_down
        self._is_idle = is_idle
        self._flood = flood
        self._at_hand = AtHand[int]()

    async def accept_body(self, body: bytes) -> None:
        """One update as the webhook brings it; returns once it is committed, whatever it holds."""
        try:
            raw = json.loads(body)
        except (ValueError, RecursionError):
            log.warning("webhook body is no JSON", size=len(body))
            return
        await self.accept([raw])

    async def accept(self, raws: Sequence[Any]) -> None:
        """Store updates and hand on those that are new. Waits out a locked database; may raise DatabaseAway."""
        if not raws:
            return
        items = [read(raw) for raw in raws]
        states = {item.update_id: self._admit(item) for item in items}
        rows = [self._row(item, states[item.update_id]) for item in items]
        flooders = [item for item in items if self._has_to_hear(item, states[item.update_id])]

        async def step(session: AsyncSession) -> dict[int, int]:
            stored = await inbox.store(session, rows)
            for item in flooders:
                if item.update_id in stored:
                    self._slow_down(session, item)
            await self._introduce(session, [item for item in items if item.update_id in stored])
            return stored

        stored = await self._db.run(step)
        for item in items:
            row_id = stored.pop(item.update_id, None)
            if row_id is not None and states[item.update_id] is InboxState.NEW:
                item.row_id = row_id
                if self._at_hand.take(row_id):
                    self._pass(item)

    async def recover(self, *, older_than: float = 0) -> int:
        """Hand on what is stored and nobody is at: an earlier run's, or a lost replica's; how many.

        `older_than`, in seconds, leaves out what was stored just now and is about to be handed on.
        """
        owner, now = self._db.replica, self._clock()
        until = now - timedelta(seconds=older_than)
        if not self._db.is_sqlite:
            await self._db.run(lambda session: inbox.adopt(session, self._bot_id, owner=owner, now=now))
        self._at_hand.look()
        async with self._db.read() as session:
            left = self._at_hand.unknown(await inbox.unfinished(session, self._bot_id, owner=owner, until=until))
            for first in range(0, len(left), AT_ONCE):
                for row in await inbox.stored(session, left[first : first + AT_ONCE]):
                    if self._at_hand.take_found(row.row_id):
                        self._recover(row)
        return len(left)

    async def keep_looking(self) -> None:
        """Recover for ever: nothing that was stored waits for a restart."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                if left := await self.recover(older_than=LOOK_SECONDS):
                    log.warning("taking up updates that nobody was at", updates=left)
            except Exception:
                log.exception("the inbox could not be read")

    def settled(self, item: Incoming) -> None:
        """An update handed on is at its end, or left in its row for another time."""
        self._at_hand.let_go(item.row_id)

    def _recover(self, row: Stored) -> None:
        item = read(json.loads(self._db.keyring.channel.open(row.sealed)))
        item.row_id, item.recovered, item.begun_before = row.row_id, True, row.tries
        self._pass(item)

    def _pass(self, item: Incoming) -> None:
        if not self._is_idle(item.lane):
            item.arrival = None  # what goes before it in its lane may change the hint
        self._hand_on(item)

    def _admit(self, item: Incoming) -> InboxState:
        if self._flood.admits(item.lane, picture=item.is_picture):
            return InboxState.NEW
        return InboxState.THROTTLED

    def _has_to_hear(self, item: Incoming, state: InboxState) -> bool:
        return state is InboxState.THROTTLED and self._flood.may_tell(item.lane)

    async def _introduce(self, session: AsyncSession, items: list[Incoming]) -> None:
        """Load the people of a batch at once; those whose lane is busy are looked up at their turn.

        Where replicas share the database, another may be at the same lane: everybody is looked up at his turn.
        """
        idle = [item for item in items if item.user_id and self._is_idle(item.lane)] if self._db.is_sqlite else []
        people = {item.user_id: item.chat_id for item in idle}
        if not people:
            return
        found = await arrivals(session, bot_id=self._bot_id, people=[(chat, user) for user, chat in people.items()])
        for item in idle:
            if item.chat_id == people[item.user_id]:
                item.arrival = found[item.user_id]

    def _row(self, item: Incoming, state: InboxState) -> dict[str, Any]:
        return {
            "bot_id": self._bot_id,
            "update_id": item.update_id,
            "lane": item.lane,
            "kind": item.kind,
            "state": state.value,
            "payload": self._db.keyring.channel.close(json.dumps(item.raw).encode()),
            "tries": 0,
            "received_at": self._clock(),
            "owner": self._db.replica,
        }
