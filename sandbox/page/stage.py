"""What the page adds to the world: who has locked his phone, whose chat is open, and a move of the clock."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sandbox.model import Person
from sandbox.page import places
from sandbox.phone import CannotDo
from sandbox.rooms import Chat, Notification, Room
from sandbox.world import World

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Screen:
    locked_at: int | None = None
    """Length of the lock screen's list when the phone was locked; None while it is open."""
    opened_at: int = 0
    """Its length at the last unlocking."""
    open: Room | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """The clock is on its way."""

    start: datetime
    end: datetime


class Stage:
    """Shared by all open pages; each hears of changes through `watch`."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.move: Move | None = None
        self._moving: asyncio.Task[None] | None = None
        self._screens: dict[int, _Screen] = {}
        self._watchers: list[Callable[[int | None], None]] = []

    def watch(self, watcher: Callable[[int | None], None]) -> Callable[[], None]:
        """Have `watcher(person_id)` called when a phone changed, with None for the rest; the answer ends it."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def open_chat(self, person: Person) -> Chat | None:
        """The chat that is on the phone: the chosen one while it is there, else the first; None before any bot."""
        chosen, chats = self._screen(person).open, places.listed(self.world, person)
        while chosen is not None and chosen.moved_to is not None:
            chosen = chosen.moved_to
        return next((chat for chat in chats if chat.room is chosen), chats[0] if chats else None)

    def show(self, person: Person, room: Room) -> None:
        """Open a chat on the phone."""
        self._screen(person).open = room
        self._tell(person.id)

    def is_locked(self, person: Person) -> bool:
        return self._screen(person).locked_at is not None

    def lock(self, person: Person) -> None:
        screen = self._screen(person)
        if screen.locked_at is None:
            screen.locked_at = len(self.world.phone(person).lock_screen)
            self._tell(person.id)

    def unlock(self, person: Person) -> None:
        screen = self._screen(person)
        if screen.locked_at is not None:
            screen.locked_at = None
            screen.opened_at = len(self.world.phone(person).lock_screen)
            self._tell(person.id)

    def lock_screen(self, person: Person) -> list[tuple[Notification, bool]]:
        """Notifications since the last unlocking, newest first; True: it came while the phone was open."""
        screen = self._screen(person)
        if screen.locked_at is None:
            return []
        entries = self.world.phone(person).lock_screen[screen.opened_at :]
        seen = screen.locked_at - screen.opened_at
        return [(entry, number < seen) for number, entry in enumerate(entries)][::-1]

    def start_move(self, by: timedelta) -> None:
        """Move the clock in the background; CannotDo while it is moving already."""
        if self.move is not None:
            raise CannotDo("the clock is moving already")
        if by <= timedelta():
            raise CannotDo("time only moves forward")
        now = self.world.clock()
        self.move = Move(start=now, end=now + by)
        self._tell(None)
        self._moving = asyncio.create_task(self._go(by))

    async def stop(self) -> None:
        """Give up a move that is under way."""
        if self._moving is not None:
            self._moving.cancel()
            await asyncio.gather(self._moving, return_exceptions=True)

    async def _go(self, by: timedelta) -> None:
        try:
            await self.world.clock.move(by)
        except Exception:
            logger.exception("the clock stopped on its way")
        finally:
            self.move = None
            self._tell(None)

    def _screen(self, person: Person) -> _Screen:
        return self._screens.setdefault(person.id, _Screen())

    def _tell(self, person_id: int | None) -> None:
        for watcher in tuple(self._watchers):
            watcher(person_id)
