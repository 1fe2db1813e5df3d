"""The bot put together: both ends of the way of an update, started and stopped as one."""

import asyncio
import time
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

import structlog

from bot.delivery.delivery import Delivery, Lull
from bot.delivery.direct import Direct
from bot.delivery.pacing import Pacing
from bot.delivery.sending import Sender
from bot.dispatch import dispatcher
from bot.fetching import Fetcher
from bot.fetching_prizes import PrizeFetcher
from bot.flood import Flood
from bot.importing import Importing
from bot.incoming import KINDS, Incoming
from bot.intake import Intake
from bot.lanes import Lanes
from bot.menus import publish_menus
from bot.pauses import Pauses
from bot.polling import LONGEST_PAUSE, UNKNOWN_TOKEN, Polling, TokenRefused
from bot.programmes import Programmes
from bot.runner import Runner
from bot.steps import Steps
from bot.surface import SURFACE
from bot.transport import OFFICIAL, Answer, Telegram
from bot.unplugged import unplugged
from bot.voice import VOICE
from core.channel.inbox import lane_of
from core.claims.workshop import Workshop
from core.clock import Clock, local_date
from core.db.database import Database
from core.keeping.house import House
from core.programme import programmes, workdays
from core.programme.options import UNSET
from core.sheets.reader import SheetReader

LANES_WITHIN, DELIVERY_WITHIN, DIRECT_WITHIN = 3.0, 4.0, 0.5
"""Seconds, when the service stops, for updates in hand, for messages on their way, and for answers to taps."""

LOOK_FOR_NAME = 2.0
"""Seconds before the second try to learn the bot's name while Telegram is out of reach; then longer ones."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How one bot is run."""

    token: str
    api_url: str = OFFICIAL
    proxy: str | None = None
    send_rate: float = 25
    """Messages a second over all chats; 0 lifts every sending limit of ours."""
    flood: bool = True
    linger: float = 0.15
    """Seconds for which an answer to a message waits for the next one: a burst gets one answer."""
    house: House | None = None
    """What /ops tells of the process that runs it."""
    owner_ids: frozenset[int] = field(default_factory=frozenset)
    """Telegram ids that become owners at their first /start."""


class App:
    """One bot on one database."""

    def __init__(self, db: Database, clock: Clock, options: Options) -> None:
        self._db = db
        self._clock = clock
        self._options = options
        self.telegram = Telegram(options.token, base=options.api_url, proxy=options.proxy)
        self.username = ""
        """Empty until Telegram has told it."""
        self.named = asyncio.Event()
        """Set once the name is known."""
        self._bot = unplugged(options.token)
        self._stack = AsyncExitStack()
        self._tasks: list[asyncio.Task[None]] = []
        self._last_message: dict[int, float] = {}

    async def start(self) -> None:
        """Connect, take up what an earlier run left, and be ready for updates. Raises TokenRefused."""
        await self._stack.enter_async_context(self.telegram)
        workshop = await self._stack.enter_async_context(Workshop())
        reader = await self._stack.enter_async_context(SheetReader())
        self._wire(workshop, reader)
        if (await self._learn_name()).error_code in UNKNOWN_TOKEN:
            raise TokenRefused
        await self.delivery.sweep()
        left = await self.intake.recover()
        if left:
            log.info("taking up what an earlier run left", updates=left)
        self._keep(self.delivery.keep_sweeping())
        self._keep(self.intake.keep_looking())
        self._keep(self.fetcher.run())
        self._keep(self.prize_fetcher.run())
        self._keep(self.importing.run())
        self._keep(self._introduce_bot())

    def poll(self) -> asyncio.Task[None]:
        """Start long polling; the task ends only with TokenRefused or by being cancelled."""
        task = asyncio.create_task(self.polling.run(), name="polling")
        self._tasks.append(task)
        return task

    async def stop(self) -> None:
        """Finish what is in hand, leave the rest in the inbox and the outbox."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self.runner.stop()
        await self.lanes.stop(within=LANES_WITHIN)
        await self.delivery.stop(within=DELIVERY_WITHIN)
        await self.direct.stop(within=DIRECT_WITHIN)
        await self._stack.aclose()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of update that Telegram should bring."""
        return KINDS

    @property
    def idle(self) -> bool:
        """Whether everything taken in has been handled, fetched and told."""
        at_work = (self.fetcher, self.prize_fetcher, self.importing, self.delivery)
        return not self.lanes.busy and all(each.idle for each in at_work)

    def _wire(self, workshop: Workshop, reader: SheetReader) -> None:
        pacing = Pacing(self._clock, rate=self._options.send_rate)
        flood = Flood() if self._options.flood else Flood(actions=float("inf"), pictures=float("inf"))
        self.fetcher = Fetcher(self._db, self.telegram, workshop, self._clock)
        self.prize_fetcher = PrizeFetcher(self._db, self.telegram, workshop, self._clock)
        self.importing = Importing(self._db, self.telegram, reader, self._clock)
        sender = Sender(self._db, self.telegram, pacing, self._clock, VOICE)
        self.delivery = Delivery(self._db, sender, pacing, self._clock, lull=Lull(self._lull))
        self.direct = Direct(self.telegram, pacing, sender.pause)
        self._steps = Steps(
            dispatcher(),
            self._bot,
            clock=self._clock,
            surface=SURFACE,
            programmes=Programmes(),
            on_met=self.delivery.know,
            known={
                "username": "",
                "owner_ids": self._options.owner_ids,
                "goes_on": self._goes_on,
                "importing": self.importing,
                "house": self._options.house,
            },
        )
        self.runner = Runner(self._db, self._bot, self._steps, send_now=self.direct.send)
        self.lanes = Lanes[Incoming](self._handle)
        self.intake = Intake(
            self._db,
            self.telegram.bot_id,
            self._clock,
            hand_on=self._hand_on,
            slow_down=self._steps.slow_down,
            is_idle=self.lanes.is_idle,
            flood=flood,
        )
        self.polling = Polling(self.telegram, self.intake, waiting=lambda: self.lanes.waiting)

    def _hand_on(self, item: Incoming) -> None:
        if item.kind == "message":
            self._last_message[item.chat_id] = time.monotonic()
        self.lanes.put(item.lane, item)

    def _goes_on(self, user_id: int) -> bool:
        """Whether more of what a person said waits: a burst after a dead network, most likely."""
        return any(item.kind == "message" for item in self.lanes.behind(lane_of(user_id)))

    async def _handle(self, item: Incoming) -> None:
        try:
            await self.runner.handle(item)
        finally:
            self.intake.settled(item)
        self.importing.handled(item.user_id)
        if item.is_picture:
            self.fetcher.wake()
            self.prize_fetcher.wake()

    async def _lull(self, chat_id: int) -> None:
        """Return once a person's updates are handled and no further message came for a moment."""
        while True:
            await self.lanes.settled(lane_of(chat_id))
            since = time.monotonic() - self._last_message.get(chat_id, float("-inf"))
            if since >= self._options.linger:
                self._last_message.pop(chat_id, None)
                return
            await asyncio.sleep(self._options.linger - since)

    async def _learn_name(self) -> Answer:
        answer = await self.telegram.call("getMe", {})
        if answer.failure is None:
            self.username = self._bot.username = self._steps.known["username"] = answer.result["username"]
            self.named.set()
        return answer

    async def _introduce_bot(self) -> None:
        """Learn the bot's name if it is not known yet, and publish its menus; waits for Telegram."""
        pauses = Pauses(shortest=LOOK_FOR_NAME, longest=LONGEST_PAUSE)
        while not self.username:
            await asyncio.sleep(pauses.after_failure())
            await self._learn_name()
        async with self._db.read() as session:
            programme = await programmes.current(session)
        await publish_menus(self.telegram, programme.options if programme else UNSET)
        if programme is not None:
            today = local_date(self._clock(), programme.timezone)
            await asyncio.to_thread(workdays.warm, programme.options, today)

    def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.append(asyncio.create_task(work))
