"""`tandem doctor --pilot`: what is missing before the first people come, each with what to do."""

from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.menus import publish_menus
from bot.transport import Telegram
from core.catalog.companies import save_companies
from core.catalog.pasted import read_products
from core.catalog.products import save_products
from core.clock import system_clock
from core.db.database import Database
from core.people.owners import crown
from core.people.persons import Profile
from core.people.roles import Role
from core.people.tables import PersonRow
from core.programme import programmes
from core.programme.options import Options, stored_of
from core.programme.tables import ProgrammeRow
from core.rewards.tables import PrizeRow
from core.sealing import Keyring
from sandbox.model import BotUser
from sandbox.server import Sandbox
from tandem.doctor import examine
from tandem.settings import Settings
from tests.tandem.conftest import KEY, Heard

Configure = Callable[..., Settings]
TOKEN = "123456789:AAExampleExampleExampleExampleExample"


@pytest.fixture
async def local() -> AsyncIterator[Sandbox]:
    """A Telegram in reach."""
    async with Sandbox() as running:
        yield running


@pytest.fixture
def bot(local: Sandbox) -> BotUser:
    """The bot that the token belongs to."""
    return local.world.new_bot("tandem_bot", "Tandem", token=TOKEN)


async def an_owner(db: Database) -> None:
    """A programme begun, and its owner in."""
    now = system_clock()
    programme = await db.run(partial(programmes.begin, locale="ru", timezone="UTC", now=now))
    profile = Profile(channel="telegram", external_id=1, name="Olga", language="ru")
    await db.run(lambda session: crown(session, programme.id, profile, now=now))


async def all_of_it(db: Database) -> None:
    """What an owner does on the evening before."""
    now = system_clock()
    programme = await db.run(programmes.current)
    assert programme is not None

    async def fill(session: AsyncSession) -> None:
        options = stored_of(Options(country="RU", points_cap=10_000, point_cost_minor=100, currency="RUB"))
        told = {"name": "Тепло", "operator": "Тепло", "contact": "@heat", "set_up_at": now}
        zone = {"timezone": "Europe/Moscow", "options": options}
        await session.execute(update(ProgrammeRow).values(told | zone))
        await save_companies(session, programme.id, ["Север"], now=now)
        await save_products(session, programme.id, read_products("A-1; Котёл; 5").rows, now=now)
        for number, role in enumerate((Role.MODERATOR, Role.PARTNER)):
            person = await crown(session, programme.id, Profile(channel="telegram", external_id=10 + number), now=now)
            await session.execute(update(PersonRow).where(PersonRow.id == person.id).values(role=role.value))
        prize = {"programme_id": programme.id, "names": {"ru": "Термос"}, "descriptions": {}, "points": 100, "stock": 3}
        session.add(PrizeRow(**prize, listed_at=now, created_at=now, created_by=person.id))

    await db.run(fill)


async def test_everything_is_named_with_what_to_do(
    configured: Configure, db: Database, db_url: str, heard: Heard, local: Sandbox, bot: BotUser
) -> None:
    """An owner alone, the evening before."""
    async with Database(db_url, Keyring(KEY)) as own:
        await an_owner(own)
    settings = configured(database_url=db_url, bot_token=bot.token, telegram_api_url=local.url)
    assert not await examine(settings, heard.append, pilot=True)
    for lack, way_out in (
        ("setting up is not finished", "/start"),
        ("no product earns anything today", "/products"),
        ("there are no companies", "/companies"),
        ("there is no prize to be had", "/prizes"),
        ("nobody is invited yet", "/members"),
        ("no folder for backups is set", "BACKUP_FOLDER"),
        ("the bot offers no commands yet", "tandem run"),
    ):
        line = next(each for each in heard if each.startswith(f"✗ {lack}"))
        assert way_out in line
    assert "· one person decides alone" in heard.text
    assert "· public holidays count as working days" in heard.text
    assert "· nobody has tried a practice sale yet" in heard.text
    missing = heard.text.count("✗") - 1
    assert heard[-1] == f"\nMissing before the start: {missing}. Each line with ✗ says what to do."


async def test_when_nothing_is_missing_it_says_so(
    configured: Configure, db: Database, db_url: str, heard: Heard, local: Sandbox, bot: BotUser, tmp_path: Path
) -> None:
    async with Database(db_url, Keyring(KEY)) as own:
        await an_owner(own)
        await all_of_it(own)
    settings = configured(
        database_url=db_url, bot_token=bot.token, telegram_api_url=local.url, backup_folder=tmp_path / "backups"
    )
    async with Telegram(bot.token, base=local.url) as telegram:
        await publish_menus(telegram, Options())
    assert await examine(settings, heard.append, pilot=True), heard.text
    assert "✓ products with points for today: 1" in heard.text
    assert "✓ 2 of 2 who decide sales can be reached" in heard.text
    assert "✓ prizes on the list, with stock: 1" in heard.text
    assert heard[-1] == "\nNothing is missing: the pilot can start."


async def test_a_limit_that_needs_two_is_told_where_one_decides(
    configured: Configure, db: Database, db_url: str, heard: Heard
) -> None:
    async with Database(db_url, Keyring(KEY)) as own:
        await an_owner(own)
        stored = stored_of(Options(second_approver_above=500))
        await own.run(lambda session: session.execute(update(ProgrammeRow).values(options=stored)))
    await examine(configured(database_url=db_url), heard.append, pilot=True)
    assert "✗ sales above 500 points need a second person, and there is one only" in heard.text
