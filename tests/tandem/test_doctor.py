"""The doctor: each thing that can be wrong is found, and said with how to mend it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

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
from core.programme.missing import Missing
from core.programme.tables import ProgrammeRow
from core.sealing import Keyring
from sandbox.model import BotUser
from sandbox.server import Sandbox
from tandem.doctor import examine, findings, telegram
from tandem.doctor.programme import LACKS
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


async def asked(settings: Settings) -> str:
    """Everything that Telegram's part tells."""
    assert settings.bot_token is not None
    return "\n".join([str(each) async for each in telegram.findings(settings, settings.bot_token.get_secret_value())])


async def told(settings: Settings) -> str:
    """Everything the doctor tells."""
    return "\n".join([str(each) async for each in findings(settings)])


async def test_a_healthy_connection(configured: Configure, local: Sandbox, bot: BotUser) -> None:
    """Token, clock and polling are well."""
    said = await asked(configured(bot_token=bot.token, telegram_api_url=local.url))
    assert "✓ the token is that of @tandem_bot" in said
    assert "✓ this machine's clock is right" in said
    assert "✓ updates are fetched by long polling" in said
    assert "✗" not in said


async def test_a_token_that_is_not_known(configured: Configure, local: Sandbox) -> None:
    """Revoked, or copied from another day; it is not shown."""
    said = await asked(configured(bot_token=TOKEN, telegram_api_url=local.url))
    assert said.startswith("✗ Telegram does not know the token")
    assert "@BotFather" in said
    assert TOKEN not in said


async def test_telegram_out_of_reach(configured: Configure) -> None:
    """Nobody listens there."""
    said = await asked(configured(bot_token=TOKEN, telegram_api_url="http://127.0.0.1:9"))
    assert said.startswith("✗ http://127.0.0.1:9 cannot be reached")
    assert "TELEGRAM_PROXY" in said


async def test_something_else_at_the_address(configured: Configure) -> None:
    """A web server that is no Bot API."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        said = await asked(configured(bot_token=TOKEN, telegram_api_url=address))
    assert said.startswith(f"✗ {address} cannot be reached (not the Bot API's JSON)")


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_a_proxy_that_is_down(configured: Configure, local: Sandbox, bot: BotUser, scheme: str) -> None:
    """It is named without its password."""
    proxy = f"{scheme}://me:hunter2@127.0.0.1:9"
    said = await asked(configured(bot_token=bot.token, telegram_api_url=local.url, telegram_proxy=proxy))
    assert f"cannot be reached through the proxy {scheme}://127.0.0.1:9" in said
    assert "Check TELEGRAM_PROXY" in said
    assert "hunter2" not in said


@pytest.mark.parametrize(("wrong_by", "says"), [(300, "300 s ahead of"), (-300, "300 s behind")])
async def test_a_wrong_clock(configured: Configure, local: Sandbox, bot: BotUser, wrong_by: int, says: str) -> None:
    """Instants would be wrong for everybody; told against Telegram's own Date."""

    def clock() -> datetime:
        return system_clock() + timedelta(seconds=wrong_by)

    settings = configured(bot_token=bot.token, telegram_api_url=local.url)
    said = "\n".join([str(each) async for each in telegram.findings(settings, TOKEN, clock)])
    number, _, direction = says.partition(" s ")
    assert f" s {direction} Telegram's" in said
    assert abs(int(said.partition("clock is ")[2].partition(" s ")[0]) - int(number)) <= 2


async def test_a_webhook_of_somebody_else(configured: Configure, local: Sandbox, bot: BotUser) -> None:
    """Polling would be refused."""
    settings = configured(bot_token=bot.token, telegram_api_url=local.url)
    await set_webhook(local, "http://127.0.0.1:9/elsewhere?key=hunter2")
    said = await asked(settings)
    assert "✗ Telegram delivers to http://127.0.0.1:9, so that it cannot be polled" in said
    assert "hunter2" not in said


async def test_a_webhook_of_our_own(configured: Configure, local: Sandbox, bot: BotUser) -> None:
    """Not set yet, set, set to another place."""
    settings = configured(
        bot_token=bot.token,
        telegram_api_url=local.url,
        webhook_url="http://127.0.0.1:9/webhook",
        webhook_secret="s" * 32,
    )
    assert "· Telegram has no webhook yet" in await asked(settings)
    await set_webhook(local, "http://127.0.0.1:9/webhook")
    assert "✓ Telegram delivers to the webhook" in await asked(settings)
    await set_webhook(local, "http://127.0.0.1:9/other")
    assert "✗ Telegram delivers to http://127.0.0.1:9" in await asked(settings)


async def set_webhook(local: Sandbox, url: str) -> None:
    async with Telegram(TOKEN, base=local.url) as client:
        answer = await client.call("setWebhook", {"url": url})
        assert answer.failure is None, answer.description


async def test_missing_settings(configured: Configure) -> None:
    """The doctor goes on with what can be looked at."""
    said = await told(configured(secret_key=None))
    assert "✗ BOT_TOKEN is missing" in said
    assert "· there is no database yet at data/tandem.db" in said
    assert "prints a link that makes whoever opens it first the owner" in said
    assert "Whom OWNER_IDS names becomes its owner" in await told(configured(owner_ids=(5,)))


async def test_secrets_that_others_can_read(configured: Configure, bare: Path) -> None:
    """The sentence is the command that mends it."""
    secret = bare / ".env"
    secret.write_text("")
    secret.chmod(0o644)
    what = ".env, which holds the settings and the bot's token,"
    assert f"✗ {what} can be read by others on this machine\n    Run `chmod 600 .env`." in await told(configured())
    secret.chmod(0o600)
    assert f"✓ {what} is readable by you alone" in await told(configured())


async def test_a_database_out_of_reach(configured: Configure) -> None:
    """Its password is not shown."""
    said = await told(configured(database_url="postgresql://tandem:hunter2@127.0.0.1:1/tandem"))
    assert "✗ the database cannot be reached" in said
    assert "hunter2" not in said


async def test_a_database_without_its_tables(configured: Configure, bare: Path) -> None:
    """It is told, and not changed."""
    (bare / "empty.db").touch()
    said = await told(configured(database_url="sqlite:///empty.db"))
    assert "✗ the database is not at the newest schema\n    Run `tandem migrate`" in said


async def test_another_key_than_the_database_was_sealed_with(configured: Configure, db: Database, db_url: str) -> None:
    """The one mistake that must be found before a week of new data is sealed with the wrong key."""
    await an_owner(db_url, KEY)
    assert "✓ SECRET_KEY opens what is sealed" in await told(configured(database_url=db_url))
    assert "✗ SECRET_KEY does not open" in await told(configured(database_url=db_url, secret_key="x" * 40))


async def an_owner(db_url: str, key: str) -> None:
    """A programme begun, and its owner in."""
    async with Database(db_url, Keyring(key)) as db:
        now = system_clock()
        programme = await db.run(partial(programmes.begin, locale="ru", timezone="Europe/Moscow", now=now))
        profile = Profile(channel="telegram", external_id=1, name="Olga", language="ru")
        await db.run(lambda session: crown(session, programme.id, profile, now=now))


async def test_what_the_programme_lacks(configured: Configure, db_url: str) -> None:
    """In the order in which people set it up, until nothing is wrong."""
    settings = configured(database_url=db_url)
    assert "✗ the programme has no owner\n    `tandem run` prints a link" in await told(settings)
    await an_owner(db_url, KEY)
    said = await told(settings)
    assert "link" not in said
    assert "OWNER_IDS" not in said
    for lack in ("has no name", "who runs the programme", "no companies", "no products", "no partners"):
        assert lack in said
    assert "✗ the programme has no name yet\n    Its owner sends the bot /start" in said
    await everything(db_url)
    assert "✓ the programme 'Тепло' has all it needs" in await told(settings)


def test_all_that_can_be_missing_has_words() -> None:
    """A new question of the programme is a new line of the doctor."""
    assert set(LACKS) == set(Missing)


async def everything(db_url: str) -> None:
    """What an owner does in the first half hour."""
    now = system_clock()
    async with Database(db_url, Keyring(KEY)) as db:
        programme = await db.run(programmes.current)
        assert programme is not None

        async def fill(session: AsyncSession) -> None:
            set_up = {"name": "Тепло", "operator": "Тепло", "contact": "@heat", "set_up_at": now}
            await session.execute(update(ProgrammeRow).values(set_up))
            await save_companies(session, programme.id, ["Север"], now=now)
            await save_products(session, programme.id, read_products("A-1; Котёл; 5").rows, now=now)
            for number, role in enumerate((Role.MODERATOR, Role.PARTNER)):
                person = await crown(
                    session, programme.id, Profile(channel="telegram", external_id=10 + number), now=now
                )
                await session.execute(update(PersonRow).where(PersonRow.id == person.id).values(role=role.value))

        await db.run(fill)


async def test_the_examination_fails_by_what_is_wrong(
    configured: Configure, heard: Heard, local: Sandbox, bot: BotUser
) -> None:
    """Notes fail nothing: a fresh installation with a good token is healthy."""
    settings = configured(bot_token=bot.token, telegram_api_url=local.url)
    assert await examine(settings, heard.append)
    assert "·" in heard.text
    assert not await examine(configured(), heard.append)
