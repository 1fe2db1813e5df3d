"""What one open page is told: everything at first, then only what differs from what it knows."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.changes import Change, ChangeKind, Subscription
from sandbox.model import Tap
from sandbox.page import view
from sandbox.page.gallery import Gallery
from sandbox.page.stage import Stage

Json = dict[str, Any]
GATHERING = 0.03
"""Seconds in which changes are gathered into one telling."""
SPINS_FOR = 20.0
"""Seconds a button spins when no bot answers."""
SPINS_LOST = 4.0
"""Seconds it spins when the tap was lost."""


class Feed:
    """Compares the world with what the page was told, and sends the difference."""

    def __init__(self, stage: Stage, gallery: Gallery, send: Callable[[Json], Awaitable[None]]) -> None:
        self._stage = stage
        self._gallery = gallery
        self._send = send
        self._known: dict[str, Json] = {}
        self._phones: dict[int, Json] = {}
        self._messages: dict[int, dict[int, Json]] = {}
        self._spinning: dict[str, Tap] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._answers: list[Json] = []
        self._dirty: set[int | None] = set()
        self._wake = asyncio.Event()

    async def run(self) -> None:
        """Tell everything, then every change, until cancelled."""
        world = self._stage.world
        unwatch = self._stage.watch(self._mark)
        self._dirty = {None, *world.people}
        try:
            with world.subscribe() as changes:
                async with asyncio.TaskGroup() as tasks:
                    tasks.create_task(self._listen(changes))
                    tasks.create_task(self._tell())
        finally:
            unwatch()
            for timer in self._timers.values():
                timer.cancel()

    async def _listen(self, changes: Subscription) -> None:
        async for change in changes:
            self._note(change)

    def _note(self, change: Change) -> None:
        if change.kind is ChangeKind.TAP:
            self._spin(change.detail)
        elif change.kind is ChangeKind.TAP_ANSWERED:
            self._answered(change.detail)
        if change.kind in (ChangeKind.BOT, ChangeKind.MENU, ChangeKind.PERSON, ChangeKind.ROOM):
            for person_id in self._stage.world.people:
                self._mark(person_id)
        self._mark(change.person_id)

    def _mark(self, person_id: int | None) -> None:
        self._dirty.add(person_id)
        self._wake.set()

    def _spin(self, query_id: str) -> None:
        tap = self._stage.world.taps[query_id]
        if tap.answered:
            return
        self._spinning[query_id] = tap
        patience = SPINS_LOST if tap.lost else SPINS_FOR
        self._timers[query_id] = asyncio.get_running_loop().call_later(patience, self._stop_spinning, query_id)

    def _stop_spinning(self, query_id: str) -> None:
        del self._timers[query_id]
        self._mark(self._spinning.pop(query_id).person_id)

    def _answered(self, query_id: str) -> None:
        tap = self._stage.world.taps[query_id]
        if self._spinning.pop(query_id, None) is not None:
            self._timers.pop(query_id).cancel()
        if tap.toast or tap.opened_url:
            answer = {"person": tap.person_id, "serial": tap.serial, "data": tap.button.callback_data}
            said = {"toast": tap.toast, "alert": tap.alert, "url": tap.opened_url}
            self._answers.append({"kind": "answer"} | answer | said)

    async def _tell(self) -> None:
        """Send what changed, over and over; the first telling carries everything and ends with "ready"."""
        await self._tell_all()
        await self._send({"kind": "ready"})
        while True:
            await self._wake.wait()
            await asyncio.sleep(GATHERING)
            self._wake.clear()
            await self._tell_all()

    async def _tell_all(self) -> None:
        dirty, self._dirty = self._dirty, set()
        answers, self._answers = self._answers, []
        await self._tell_world()
        people = self._stage.world.people
        for person_id in [one for one in people if one in dirty]:
            await self._tell_phone(person_id)
        for answer in answers:
            await self._send(answer)

    async def _tell_world(self) -> None:
        await self._tell_part("clock", self._clock())
        await self._tell_part("weather", view.weather(self._stage.world))
        await self._tell_part("samples", {"samples": self._gallery.listed()})

    async def _tell_part(self, kind: str, part: Json) -> None:
        if self._known.get(kind) != part:
            self._known[kind] = part
            extra = {"now": self._stage.world.clock().timestamp()} if kind == "clock" else {}
            await self._send({"kind": kind} | part | extra)

    def _clock(self) -> Json:
        clock, move = self._stage.world.clock, self._stage.move
        shape: Json = {"frozen": clock.frozen, "offset": clock.offset.total_seconds(), "move": None}
        if move is not None:
            shape["move"] = {"start": move.start.timestamp(), "end": move.end.timestamp()}
        return shape

    async def _tell_phone(self, person_id: int) -> None:
        person = self._stage.world.people[person_id]
        phone = view.phone(self._stage, person) | {"spinning": self._spinning_of(person_id)}
        now = {message["serial"]: message for message in view.messages(self._stage, person)}
        known = self._messages.get(person_id, {})
        changed = [message for serial, message in now.items() if known.get(serial) != message]
        moved = list(now) != list(known)
        if not changed and not moved and self._phones.get(person_id) == phone:
            return
        self._phones[person_id], self._messages[person_id] = phone, now
        told: Json = {"kind": "phone", "phone": phone, "changed": changed}
        with contextlib.suppress(ConnectionError):
            await self._send(told | ({"order": list(now)} if moved else {}))

    def _spinning_of(self, person_id: int) -> list[Json]:
        return [
            {"serial": tap.serial, "data": tap.button.callback_data}
            for tap in self._spinning.values()
            if tap.person_id == person_id
        ]
