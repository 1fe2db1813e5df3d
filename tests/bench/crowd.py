"""A crowd in a closed loop: everybody acts, waits for the answer, and acts again."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.changes import ChangeKind
from sandbox.model import BotUser, Person
from sandbox.server import Sandbox

ANSWERS = frozenset({ChangeKind.MESSAGE_NEW, ChangeKind.MESSAGE_EDITED})


@dataclass(frozen=True, slots=True)
class Pace:
    """What a crowd got."""

    answers: int
    seconds: float
    latencies: tuple[float, ...]

    @property
    def per_second(self) -> float:
        return self.answers / self.seconds

    def percentile(self, share: float) -> float:
        """Seconds from an act to its answer that `share` of them stayed below."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


class Crowd:
    """People who all talk to one bot."""

    def __init__(self, sandbox: Sandbox, bot: BotUser, people: list[Person]) -> None:
        self._world = sandbox.world
        self._bot = bot
        self.people = people
        self._heard: dict[int, asyncio.Event] = {person.id: asyncio.Event() for person in people}

    async def keep_at_it(self, act: Callable[[Person, int], bool], *, seconds: float) -> Pace:
        """Everybody acts for some seconds. `act` takes the person and the turn; False ends the person's part."""
        listener = asyncio.create_task(self._listen())
        started = time.perf_counter()
        try:
            parts = await asyncio.gather(*(self._take_part(person, act, started + seconds) for person in self.people))
        finally:
            listener.cancel()
        latencies = tuple(latency for part in parts for latency in part)
        return Pace(len(latencies), time.perf_counter() - started, latencies)

    async def _take_part(self, person: Person, act: Callable[[Person, int], bool], until: float) -> list[float]:
        latencies: list[float] = []
        heard, turn = self._heard[person.id], 0
        while (began := time.perf_counter()) < until:
            heard.clear()
            if not act(person, turn):
                break
            turn += 1
            await asyncio.wait_for(heard.wait(), 30)
            latencies.append(time.perf_counter() - began)
        return latencies

    async def _listen(self) -> None:
        with self._world.subscribe() as changes:
            async for change in changes:
                if change.kind in ANSWERS and change.serial is not None:
                    message = self._world.by_serial(change.serial)
                    heard = self._heard.get(message.chat_id)
                    if message.by_bot and heard is not None:
                        heard.set()
