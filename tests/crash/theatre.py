"""Twenty partners, two moderators and a bot that is a process: set up once, then anything may happen to the bot."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from core.db.database import Database
from core.people.roles import Occupation, Role
from core.sealing import Keyring
from sandbox.model import BotUser
from sandbox.screen import screen
from sandbox.server import Sandbox
from tests.crash import books
from tests.crash.bot_process import BotProcess
from tests.crash.people import Moderator, Partner
from tests.stage import SECRET, TOKEN, open_stage

PARTNERS = 20
SETTLED_WITHIN = 150.0


UNDO = 1
"""Seconds in which a verdict waits: kills fall into them, and none may be lost or count twice."""


@dataclass
class Theatre:
    """Everything that goes on while the bot comes and goes."""

    sandbox: Sandbox
    bot: BotUser
    db: Database
    dice: random.Random
    partners: list[Partner]
    moderators: list[Moderator]
    settings: dict[str, Any]
    runs: list[BotProcess] = field(default_factory=list)

    def start_bot(self) -> BotProcess:
        run = BotProcess(self.settings)
        self.runs.append(run)
        return run

    @asynccontextmanager
    async def busy(self) -> AsyncIterator[None]:
        """People sell and decide for the length of the block; at its end what was begun is brought to its end."""
        enough = asyncio.Event()
        async with self._everybody(lambda partner: partner.sell_until(enough)):
            yield
            enough.set()

    @asynccontextmanager
    async def one_sale_each(self) -> AsyncIterator[None]:
        """Everybody registers one sale during the block or after it; at its end all are decided."""
        async with self._everybody(Partner.sell):
            yield

    async def sell_one_more(self) -> None:
        """Everybody registers one more sale, and it is decided."""
        async with self.one_sale_each():
            pass

    @asynccontextmanager
    async def _everybody(self, sell: Callable[[Partner], Coroutine[Any, Any, None]]) -> AsyncIterator[None]:
        deciding = [asyncio.create_task(one.decide_for_ever()) for one in self.moderators]
        selling = [asyncio.create_task(sell(one)) for one in self.partners]
        try:
            yield
            _, stuck = await asyncio.wait(selling, timeout=SETTLED_WITHIN)
            if stuck:
                raise AssertionError(f"{await self._left()}\n\n{self._screens(selling)}")
            await asyncio.gather(*selling)
            await self.settled()
        finally:
            for task in (*deciding, *selling):
                task.cancel()
            await asyncio.gather(*deciding, *selling, return_exceptions=True)

    async def check(self) -> None:
        """Nothing was lost and nothing happened twice."""
        async with self.db.read() as session:
            await books.check(session, self.partners)

    @property
    def sales(self) -> int:
        """All that was sold so far."""
        return sum(len(partner.sold) for partner in self.partners)

    def _screens(self, selling: list[asyncio.Task[None]]) -> str:
        """What those see who could not finish their sale."""
        stuck = [partner for partner, task in zip(self.partners, selling, strict=True) if not task.done()]
        return "\n\n".join(screen(partner.phone.chat(self.bot)) for partner in stuck)

    async def settled(self) -> None:
        """Return once nothing waits for anybody. AssertionError if that takes too long."""
        deadline = asyncio.get_running_loop().time() + SETTLED_WITHIN
        while left := await self._left():
            assert asyncio.get_running_loop().time() < deadline, f"still unfinished: {left}"
            await asyncio.sleep(0.05)

    async def _left(self) -> object:
        """What still waits, in words for the report; something false when nothing does."""
        if waiting := len(self.sandbox.world.queue(self.bot)):
            return f"{waiting} updates"
        async with self.db.read() as session:
            return await books.unfinished(session)

    async def hears(self, partner: Partner, expected: Callable[[str], bool]) -> None:
        """Wait until a partner's newest message is as expected."""
        try:
            await self.sandbox.world.wait_until(
                lambda: any(expected(message.text) for message in partner.chat_messages()[-1:]), within=SETTLED_WITHIN
            )
        except TimeoutError:
            raise AssertionError(f"{partner.phone.person.first_name}: {partner.chat_messages()[-1:]}") from None


@asynccontextmanager
async def theatre(db_url: str, *, seed: int, partners: int = PARTNERS, undo: int = UNDO) -> AsyncIterator[Theatre]:
    """A programme with its people on a database; no bot runs yet. At the end none runs any more."""
    dice = random.Random(seed)
    async with Sandbox() as sandbox:
        stage = await open_stage(sandbox, db_url)
        owner = await stage.found(language="en", undo_seconds=undo)
        masha = await stage.member("Masha", owner=owner, language="en", role=Role.MODERATOR)
        people = [
            await stage.member(f"P{number}", owner=owner, language="en", occupation=_occupation(number))
            for number in range(partners)
        ]
        await stage.service.stop()
        selling = [
            Partner(sandbox.world, human.phone, stage.bot, dice, by_caption=bool(n % 2), first_number=(n + 10) * 10_000)
            for n, human in enumerate(people)
        ]
        moderators = [Moderator(human.phone, stage.bot, dice) for human in (owner, masha)]
        settings = {
            "bot_token": TOKEN,
            "telegram_api_url": sandbox.url,
            "database_url": db_url,
            "secret_key": SECRET,
            "http_port": 0,
        }
        async with Database(db_url, Keyring(SECRET)) as db:
            found = Theatre(sandbox, stage.bot, db, dice, selling, moderators, settings)
            try:
                yield found
            finally:
                for run in found.runs:
                    if run.exit_code is None:
                        await run.kill()
        assert sandbox.world.complaints == []


def _occupation(number: int) -> Occupation:
    """Sellers are their own issuers, so that a caption says everything."""
    return Occupation.SELLER if number % 2 else Occupation.INSTALLER
