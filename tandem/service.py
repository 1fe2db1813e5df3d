"""The service put together: database, bot, doors and ticks, started, stopped and kept running as one."""

import asyncio
import gc
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager, suppress
from dataclasses import dataclass

import click
import structlog
from aiohttp import web
from sqlalchemy import text

from bot.app import App, Options
from bot.pauses import Pauses
from bot.polling import LONGEST_PAUSE, UNKNOWN_TOKEN, TokenRefused
from core.clock import Clock, system_clock
from core.db.database import Database
from core.keeping.caretaker import Caretaker
from core.people.owners import ensure_owner
from core.sealing import Keyring
from scheduler.rounds import rounds_of
from scheduler.ticking import Ticking
from tandem import ports, readying
from tandem.housing import Reading, house_of
from tandem.replicas import Leadership
from tandem.settings import Settings, SettingsError, for_telegram
from tandem.signals import stop_signals
from web.app import make_app

COLLECT_AFTER = 50_000
"""Allocations between collections: what was imported is frozen, and a full collection would stop the loop."""

TIDY_AFTER = 0.3
"""Seconds from the start until what was imported is frozen: polling begins before that, since it stops the loop."""

DOORS_WITHIN = 1.0
"""Seconds for requests under way when the service stops."""

STOP_WITHIN = 8.0
"""Seconds for a stop, whatever hangs: inbox and outbox keep what was not finished."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """What tests, the bench and the demo run differently."""

    clock: Clock = system_clock
    paced: bool = True
    """Whether our own sending limits apply."""
    flood: bool = True
    linger: float = 0.15
    cared_for: bool = True
    """Whether backups, proofs and alerts are made by themselves."""
    tidy: bool = True
    """Whether what was imported is kept out of collections, for as long as the process lives."""
    announce: Callable[[str], None] = click.echo
    """Told the lines that a person at the terminal has to read."""


class Service:
    """Tandem on one database, talking to one bot."""

    def __init__(self, settings: Settings, tuning: Tuning | None = None) -> None:
        """Raises SettingsError where the token or the key is missing."""
        self.settings = for_telegram(settings)
        self.tuning = tuning or Tuning()
        secret, token = self.settings.secret_key, self.settings.bot_token
        if secret is None or token is None:
            raise SettingsError("BOT_TOKEN and SECRET_KEY are needed.")
        self.db = Database(self.settings.database_url, Keyring(secret.get_secret_value()))
        self.app = App(
            self.db,
            self.tuning.clock,
            Options(
                token=token.get_secret_value(),
                api_url=self.settings.telegram_api_url,
                proxy=self.settings.telegram_proxy,
                send_rate=self.settings.send_rate if self.tuning.paced else 0,
                flood=self.tuning.flood,
                linger=self.tuning.linger,
                owner_ids=frozenset(self.settings.owner_ids),
                house=(house := house_of(self.settings, self.db, since=self.tuning.clock())),
            ),
        )
        self.caretaker = Caretaker(self.db, self.tuning.clock, house, Reading(house, self.app.telegram))
        rounds = rounds_of(self.caretaker) if self.tuning.cared_for else ()
        self.ticking = Ticking(self.db, self.tuning.clock, rounds)
        self._stack = AsyncExitStack()
        self.http_port = 0
        """The port that health pages and webhook listen on, once started."""
        self.ended: asyncio.Task[None] | None = None
        """Ends when the service cannot go on."""

    async def start(self) -> None:
        """Bring the database up to date, take up what was left, open the doors. Raises SettingsError."""
        ports.require_free(self.settings.http_host, self.settings.http_port)
        self._stack.push_async_callback(self.db.close)
        await readying.bring_up_to_date(self.db)
        await readying.require_its_key(self.db)
        leadership = Leadership(self.db, self.tuning.clock, lead=self._lead)
        await leadership.announce()
        self._stack.push_async_callback(leadership.depart)
        self.ended = asyncio.create_task(leadership.run(), name="leadership")
        self._stack.push_async_callback(_cancel, self.ended)
        self._stack.push_async_callback(self.app.stop)
        with _plainly():
            await self.app.start()
        await self._name_owner()
        self.ticking.start()
        self._stack.callback(self.ticking.stop)
        await self._open_doors()
        self._stack.push_async_callback(leadership.step_down)
        leadership.may_lead()
        if self.tuning.tidy:
            tidying = asyncio.get_running_loop().call_later(TIDY_AFTER, tidy)
            self._stack.callback(tidying.cancel)

    async def stop(self) -> None:
        """Close the doors, finish what is in hand, let go of everything."""
        try:
            async with asyncio.timeout(STOP_WITHIN):
                await self._stack.aclose()
        except TimeoutError:
            log.warning("stopping took too long: what is left stays in its rows")

    def _lead(self) -> asyncio.Task[None]:
        """What only one replica does: poll, unless Telegram comes to us."""
        if self.settings.webhook_url:
            return asyncio.create_task(self._keep_webhook(), name="webhook")
        return self.app.poll()

    async def _keep_webhook(self) -> None:
        secret = self.settings.webhook_secret
        wish = {
            "url": self.settings.webhook_url,
            "secret_token": secret.get_secret_value() if secret else "",
            "allowed_updates": list(self.app.kinds),
        }
        pauses = Pauses(shortest=1.0, longest=LONGEST_PAUSE)
        while (answer := await self.app.telegram.call("setWebhook", wish)).failure is not None:
            if answer.error_code in UNKNOWN_TOKEN:
                raise TokenRefused
            if not pauses.failing:
                log.warning("webhook could not be set, trying on", description=answer.description)
            await asyncio.sleep(pauses.after_failure())
        if pauses.failing:
            log.info("webhook is set")
        await asyncio.Event().wait()

    async def _open_doors(self) -> None:
        secret = self.settings.webhook_secret
        takes_webhook = self.settings.webhook_url is not None
        runner = web.AppRunner(
            make_app(
                ready=self._not_ready,
                webhook=self.app.intake.accept_body if takes_webhook else None,
                secret=secret.get_secret_value() if secret and takes_webhook else None,
            ),
            access_log=None,
            shutdown_timeout=DOORS_WITHIN,
        )
        await runner.setup()
        self._stack.push_async_callback(runner.cleanup)
        try:
            await web.TCPSite(runner, self.settings.http_host, self.settings.http_port).start()
        except OSError as error:
            raise ports.refusal(error, self.settings.http_host, self.settings.http_port) from None
        self.http_port = runner.addresses[0][1]

    async def _not_ready(self) -> list[str]:
        """Why no work can be taken now; nothing when it can."""
        try:
            async with self.db.read() as session:
                await session.execute(text("SELECT 1"))
        except Exception as error:
            return [f"database: {type(error).__name__}"]
        return [] if self.ended is not None and not self.ended.done() else ["bot: not running"]

    async def _name_owner(self) -> None:
        """At first start without OWNER_IDS: a one-time link that makes its opener the owner."""
        invitation = await self.db.run(
            lambda session: ensure_owner(
                session,
                owner_ids=self.settings.owner_ids,
                locale=self.settings.locale,
                timezone=self.settings.timezone,
                now=self.tuning.clock(),
            )
        )
        if invitation is not None:
            announcing = asyncio.create_task(self._announce_owner(invitation.code), name="owner's link")
            self._stack.push_async_callback(_cancel, announcing)

    async def _announce_owner(self, code: str) -> None:
        await self.app.named.wait()
        link = f"https://t.me/{self.app.username}?start={code}"
        self.tuning.announce(f"Nobody owns this programme yet. Open this link once to become its owner: {link}")


async def serve(settings: Settings) -> None:
    """Run the service until it is told to stop. Raises SettingsError with a sentence for people."""
    stop = stop_signals()
    service = Service(settings)
    try:
        await service.start()
        click.echo(_running(service.app.username))
        await until(stop, service.ended)
    finally:
        await service.stop()


async def until(stop: asyncio.Event, ended: asyncio.Task[None] | None) -> None:
    """Return when the service is told to stop. Raises SettingsError when it cannot go on."""
    waiting = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({waiting, *([ended] if ended else [])}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
    if ended is not None and ended.done():
        with _plainly():
            ended.result()


def tidy() -> None:
    """Have collections pass over all that lives now: it is never let go."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)


@contextmanager
def _plainly() -> Iterator[None]:
    """Name the setting behind what nothing at run time can mend."""
    try:
        yield
    except TokenRefused:
        raise SettingsError(
            "BOT_TOKEN is not known to Telegram: copy it again from @BotFather, or from the server of TELEGRAM_API_URL."
        ) from None


def _running(username: str) -> str:
    if username:
        return f"Tandem is running as https://t.me/{username}"
    return "Tandem is running, but Telegram is out of reach: it goes on trying; `tandem doctor` tells more."


async def _cancel(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError, Exception):
        await task
