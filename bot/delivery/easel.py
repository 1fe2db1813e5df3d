"""The easel: cards that several chats wait for at once are loaded together and drawn in one go."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.items import Item
from bot.screen import Screen
from core.clock import Clock
from core.db.database import Database
from core.ids import CardId

AT_ONCE = 16
"""Cards drawn by one read."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A card that is to be drawn."""

    card_id: CardId
    kind: str
    subject_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A card as it is to be shown, and how its message stands."""

    screen: Screen | None
    """None where there is nothing to show any more."""
    message_id: int | None
    shown: str | None
    """Fingerprint of what the message shows."""
    night: bool
    """Whether it is night where the recipient is."""


DrawAll = Callable[[AsyncSession, Sequence[Wanted], datetime], Awaitable[Mapping[CardId, Drawn]]]
"""Draws cards, each in its recipient's language."""


class Easel:
    """Draws the cards of items. Whoever comes while others are being drawn is in the next batch."""

    def __init__(self, db: Database, clock: Clock, draw_all: DrawAll) -> None:
        self._db = db
        self._clock = clock
        self._draw_all = draw_all
        self._waiting: list[tuple[Wanted, asyncio.Future[Drawn]]] = []
        self._at_work: asyncio.Task[None] | None = None

    async def draw(self, item: Item) -> Drawn:
        """The item's card. Raises whatever its drawing raised; the others of its batch are none the wiser."""
        wanted = Wanted(card_id=CardId(item.card_id or 0), kind=item.kind, subject_id=int(item.facts["subject"]))
        drawn: asyncio.Future[Drawn] = asyncio.get_running_loop().create_future()
        self._waiting.append((wanted, drawn))
        if self._at_work is None or self._at_work.done():
            self._at_work = asyncio.create_task(self._work(), name="easel")
        return await drawn

    async def _work(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
            await self._draw(batch)

    async def _draw(self, batch: list[tuple[Wanted, "asyncio.Future[Drawn]"]]) -> None:
        try:
            async with self._db.read() as session:
                found = await self._draw_all(session, [wanted for wanted, _ in batch], self._clock())
            for wanted, drawn in batch:
                if not drawn.done():
                    drawn.set_result(found[wanted.card_id])
        except Exception as error:
            if len(batch) == 1:
                _fail(batch[0][1], error)
                return
            log.warning("a batch of cards could not be drawn, drawing each alone", error=type(error).__name__)
            for each in batch:
                await self._draw([each])


def _fail(drawn: "asyncio.Future[Drawn]", error: Exception) -> None:
    if not drawn.done():
        drawn.set_exception(error)
