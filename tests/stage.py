"""A stage for conversations: the service as it runs in production, a local Telegram, and people on their phones."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from PIL import Image, ImageDraw
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.words import speaking, translate
from core.catalog.companies import list_companies, save_companies
from core.catalog.pasted import read_companies, read_products
from core.catalog.products import save_products
from core.ids import CompanyId
from core.people import invites, joining, owners
from core.people.channels import Channel
from core.people.consents import ConsentKind
from core.people.newcomers import JoinStep
from core.people.persons import Person, Profile, find_by_account
from core.people.roles import Occupation, Role
from core.points import proof, statement
from core.programme import programmes, setup
from core.programme.options import BEGUN_WITH, Module, Options, Tone, stored_of
from core.programme.tables import ProgrammeRow
from sandbox.human import Human as SandboxHuman
from sandbox.model import BotUser
from sandbox.server import Sandbox
from tandem.service import Service, Tuning
from tandem.settings import Settings

T = TypeVar("T")

PRODUCTS = """
ABC-100; Boiler 24 kW; 120
ABC-200; Boiler 32 kW; 200
RAD-10; Radiator 10 sections; 15
THM-1; Thermostat; 7
"""
WITH_BOARDS = BEGUN_WITH | {Module.BOARD, Module.BROADCASTS}
COMPANIES = "Teplo Dom\nClima Casa"
SETTLE_WITHIN = 30.0
TOKEN = "7000000001:AAtest-token-of-the-stage-0123456789"
SECRET = "a secret for tests, long enough for a key"
WEBHOOK_SECRET = "a-secret-for-the-webhook-0123456789"


def invoice(label: str = "invoice", *, size: tuple[int, int] = (320, 240)) -> bytes:
    """A picture of its own for every label, as JPEG."""
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).text((20, 20), label, fill="black")
    content = BytesIO()
    image.save(content, "JPEG")
    return content.getvalue()


class Human(SandboxHuman):
    """A person of the programme with a phone, who also knows the catalogue of messages in the own language."""

    stage: "Stage"
    tone: Tone = Tone.USUAL

    def t(self, one: str, many: str | None = None, n: int | None = None, **values: object) -> str:
        """A message of the bot in the person's language and the tone awaited, filled."""
        with speaking(self.language, self.tone):
            return translate(one, many, n).format(**({"n": n} if n is not None else {}), **values)

    @property
    def language(self) -> str:
        return self.person.language_code

    async def member(self) -> Person:
        """The person as the programme knows it."""
        async with self.stage.service.db.read() as session:
            found = await find_by_account(session, Channel.TELEGRAM, self.person.id)
        assert found is not None, f"{self.person.first_name} is a stranger"
        return found

    async def balance(self) -> int:
        """Points that the person can spend."""
        person = await self.member()
        async with self.stage.service.db.read() as session:
            return (await statement.balance(session, person.id, programme_id=person.programme_id)).spendable


@dataclass
class Stage:
    """Everything that a conversation needs."""

    sandbox: Sandbox
    bot: BotUser
    service: Service
    language: str = "ru"
    """Of everybody whose language a test does not name."""

    async def run(self, step: Callable[[AsyncSession], Awaitable[T]]) -> T:
        return await self.service.db.run(step)

    def now(self) -> datetime:
        return self.sandbox.world.clock()

    def newcomer(self, name: str = "Ivan", *, language: str | None = None) -> Human:
        """Somebody whom the programme has never seen."""
        person = self.sandbox.world.new_person(name, language_code=language or self.language)
        human = Human(self.sandbox.world, person, self.bot, settle=self.settle, patience=SETTLE_WITHIN)
        human.stage = self
        return human

    async def settle(self) -> None:
        """Return when the service has finished with all that happened."""
        world, calm = self.sandbox.world, 0
        deadline = asyncio.get_running_loop().time() + SETTLE_WITHIN
        while calm < 2:
            quiet = len(world.queue(self.bot)) == 0 and self.service.app.idle
            calm = calm + 1 if quiet else 0
            if asyncio.get_running_loop().time() > deadline:
                raise AssertionError("the service did not settle")
            await asyncio.sleep(0.004)

    async def move(self, by: timedelta) -> None:
        """Let time pass, every tick in between included."""
        await self.sandbox.world.clock.move(by)
        await self.settle()

    async def found(self, *, language: str | None = None, products: str = PRODUCTS, **options: Any) -> Human:
        """A programme that is set up; its owner. Verdicts count at once, unless `options` of the programme differ."""
        owner = self.newcomer("Olga", language=language)
        language = owner.language
        now = self.sandbox.world.clock

        async def step(session: AsyncSession) -> None:
            await owners.ensure_owner(session, owner_ids=[owner.person.id], locale=language, timezone="UTC", now=now())
            programme = await programmes.current(session)
            assert programme is not None
            person = await owners.crown(session, programme.id, _profile(owner), now=now())
            await setup.set_name(session, "Warm Club", by=person.id, now=now())
            await setup.set_operator(session, "Heat Works Ltd", by=person.id, now=now())
            await setup.set_contact(session, "help@heat.example", by=person.id, now=now())
            await save_companies(session, programme.id, read_companies(COMPANIES).rows, by=person, now=now())
            if products:
                await save_products(session, programme.id, read_products(products).rows, by=person, now=now())
            await setup.finish(session, by=person.id, now=now())
            await set_options(session, **{"undo_seconds": 0, "modules": WITH_BOARDS, **options})

        await self.run(step)
        owner.phone.send_text(self.bot, "/start")
        await self.settle()
        return owner

    async def member(
        self,
        name: str,
        *,
        owner: Human,
        language: str | None = None,
        role: Role = Role.PARTNER,
        occupation: Occupation = Occupation.INSTALLER,
        company: int | None = 0,
    ) -> Human:
        """Somebody who has joined; `company` counts the programme's companies, None for nobody's, as for staff."""
        human = self.newcomer(name, language=language)
        language = human.language
        now = self.sandbox.world.clock
        at_a_company = role is Role.PARTNER

        async def step(session: AsyncSession) -> None:
            inviter = await find_by_account(session, Channel.TELEGRAM, owner.person.id)
            assert inviter is not None
            firms = await list_companies(session, inviter.programme_id)
            invitation = await invites.create(
                session,
                by=inviter.id,
                role=role,
                occupation=occupation if role is Role.PARTNER else None,
                company_id=CompanyId(firms[company].id) if company is not None and at_a_company else None,
                locale=language,
                expires_at=now() + timedelta(days=1),
                now=now(),
            )
            joined = await joining.begin(session, invitation.code, profile=_profile(human), now=now())
            person_id = joined.person.id
            await joining.agree(session, person_id, set(ConsentKind), now=now())
            joined = await joining.take_name(session, person_id, name, now=now())
            if joined.next is JoinStep.COMPANY:
                await joining.take_company(session, person_id, None, now=now())

        await self.run(step)
        human.phone.send_text(self.bot, "/start")
        await self.settle()
        return human

    async def set_options(self, **values: Any) -> None:
        """Run the programme with other options."""

        async def step(session: AsyncSession) -> None:
            programme = await programmes.current(session)
            assert programme is not None
            stored = stored_of(replace(programme.options, **values))
            await session.execute(update(ProgrammeRow).values(options=stored))

        await self.run(step)

    async def prove(self) -> None:
        """Every balance and invariant of the ledger holds."""
        async with self.service.db.read() as session:
            assert (await proof.prove(session)).findings == ()


async def open_stage(
    sandbox: Sandbox,
    db_url: str,
    *,
    webhook: bool = False,
    owner_ids: tuple[int, ...] = (),
    paced: bool = False,
    flood: bool = False,
    backups: Path | None = None,
) -> Stage:
    """Start the service against a sandbox; `paced` and `flood` switch its own limits on.

    With a folder for `backups` it also looks after itself: backups, proofs, alerts.
    """
    bot = sandbox.world.bot_by_token(TOKEN) or sandbox.world.new_bot("tandem_test_bot", "Tandem", token=TOKEN)
    port = _free_port() if webhook else 0
    settings = Settings(
        _env_file=None,
        bot_token=TOKEN,
        telegram_api_url=sandbox.url,
        database_url=db_url,
        secret_key=SECRET,
        owner_ids=owner_ids,
        http_port=port,
        backup_folder=backups,
        webhook_url=f"http://127.0.0.1:{port}/webhook" if webhook else None,
        webhook_secret=WEBHOOK_SECRET if webhook else None,
    )
    tuning = Tuning(
        clock=sandbox.world.clock,
        paced=paced,
        flood=flood,
        linger=0.02,
        cared_for=backups is not None,
        tidy=False,
        announce=lambda _: None,
    )
    service = Service(settings, tuning)
    clock = sandbox.world.clock
    clock.add_stops(service.ticking.next_stop)
    clock.on_move(service.ticking.moved)
    await service.start()
    return Stage(sandbox, bot, service)


async def set_options(session: AsyncSession, **options: Any) -> None:
    """Set what an owner may set, as it is stored."""
    stored = stored_of(Options(**options))
    await session.execute(update(ProgrammeRow).values(options=stored).execution_options(synchronize_session=False))


def _profile(human: Human) -> Profile:
    return Profile(
        channel=Channel.TELEGRAM,
        external_id=human.person.id,
        name=human.person.first_name,
        language=human.person.language_code,
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
