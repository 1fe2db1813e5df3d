"""The demo: the bot and a local Telegram in one process, on one clock that can be moved, with people to play."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from pydantic import SecretStr

from bot.views.occupations import occupation, role
from bot.words import speaking
from core.db import migrate
from core.db.database import Database
from core.people.roles import Role
from core.sealing import Keyring
from sandbox.clock import MovableClock
from sandbox.model import BotUser, Person
from sandbox.server import Sandbox
from tandem import ports
from tandem.demo_cast import CASTS, Cast
from tandem.demo_history import Accounts, Past
from tandem.demo_secret import for_demo
from tandem.service import Service, Tuning, until
from tandem.settings import Settings
from tandem.signals import stop_signals

FOLDER = Path("data")
BOT_NAME = "tandem_demo_bot"
MORNING, EVENING = 10, 19
"""Local hours between which the demo's clock begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Players:
    """The people with phones."""

    owner: Person
    moderator: Person
    partners: tuple[Person, ...]

    @property
    def all(self) -> tuple[Person, ...]:
        """In the order of their phones on the page."""
        return (*self.partners, self.moderator, self.owner)


class Demo:
    """A programme to play with. It begins afresh at every start."""

    def __init__(self, settings: Settings) -> None:
        self._settings = for_demo(settings, FOLDER)
        self._cast = CASTS[settings.locale]
        self.clock = MovableClock()
        self.clock.offset = _until_morning(self.clock(), self._cast.timezone)
        self.sandbox = Sandbox(
            self.clock,
            samples=self._cast.samples(self.clock().date()),
            title=self._cast.title,
            timezone=self._cast.timezone,
            language=self._cast.language,
            hint=self._cast.hint,
        )
        self.service: Service | None = None

    async def start(self) -> str:
        """Make the programme, start bot and page; the page's address. Raises SettingsError."""
        await self._listen()
        bot = self.sandbox.world.new_bot(BOT_NAME, self._cast.programme)
        players = enter(self.sandbox, self._cast)
        settings = self._settings.model_copy(
            update={
                "bot_token": SecretStr(bot.token),
                "telegram_api_url": self.sandbox.url,
                "database_url": f"sqlite:///{_fresh(FOLDER / 'demo.db')}",
                "http_port": 0,
                "owner_ids": (players.owner.id,),
                "webhook_url": None,
            }
        )
        past = await self._write_past(settings, players)
        self.service = Service(settings, Tuning(clock=self.clock))
        await self.service.start()
        self.clock.add_stops(self.service.ticking.next_stop)
        self.clock.on_move(self.service.ticking.moved)
        self._greet(bot, players)
        await past.leave_one_waiting(self.service.db, now=self.clock())
        return self.sandbox.url

    async def stop(self) -> None:
        if self.service is not None:
            await self.service.stop()
        await self.sandbox.stop()

    async def _listen(self) -> None:
        host, port = self._settings.http_host, self._settings.http_port
        try:
            await self.sandbox.start(host, port)
        except OSError as error:
            raise ports.refusal(error, host, port) from None

    async def _write_past(self, settings: Settings, players: Players) -> Past:
        secret = settings.secret_key
        keyring = Keyring(secret.get_secret_value() if secret else "")
        async with Database(settings.database_url, keyring) as db:
            await migrate.upgrade(db.url)
            accounts = Accounts(
                owner=players.owner.id,
                moderator=players.moderator.id,
                partners=[person.id for person in players.partners],
            )
            past = Past(self._cast, accounts, now=self.clock() - timedelta(minutes=5))
            await past.write(db)
        return past

    def _greet(self, bot: BotUser, players: Players) -> None:
        """Everybody has opened the bot, so that no phone is empty."""
        for person in players.all:
            self.sandbox.world.phone(person).send_text(bot, "/start")


async def serve(settings: Settings) -> None:
    """Run the demo until it is told to stop."""
    stop = stop_signals()
    demo = Demo(settings)
    try:
        url = await demo.start()
        click.echo(f"\n  Tandem's demo is ready. Open {url} in a browser; Ctrl+C ends it.\n")
        await until(stop, demo.service.ended if demo.service else None)
    finally:
        await demo.stop()


def enter(sandbox: Sandbox, cast: Cast) -> Players:
    """Give everybody a phone, with the role under the name."""

    def person(name: str, bio: str) -> Person:
        first, _, last = name.partition(" ")
        return sandbox.world.new_person(first, last or None, language_code=cast.language, bio=bio)

    with speaking(cast.language):
        return Players(
            partners=tuple(person(partner.name, occupation(partner.occupation)) for partner in cast.partners[:2]),
            moderator=person(cast.moderator, role(Role.MODERATOR)),
            owner=person(cast.owner, role(Role.OWNER)),
        )


def _until_morning(now: datetime, zone: str) -> timedelta:
    """How far to move the clock so that a demo started at night begins in the morning, when phones may ring."""
    local = now.astimezone(ZoneInfo(zone))
    if MORNING <= local.hour < EVENING:
        return timedelta()
    morning = local.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    return (morning if local.hour < MORNING else morning + timedelta(days=1)) - local


def _fresh(path: Path) -> Path:
    """A path at which there is no database any more."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)
    return path
