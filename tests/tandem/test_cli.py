"""The command line, as a process of its own: what it says, and what it does not load."""

import asyncio
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest

from core.clock import system_clock
from core.db.database import Database
from core.people.owners import crown
from core.people.persons import Profile
from core.programme import programmes
from core.sealing import Keyring
from sandbox.server import Sandbox
from tandem.settings import Settings

KEY = "a key of the tests, long enough for sealing"
TOKEN = "123456789:AAExampleExampleExampleExampleExample"

WHAT_IS_LOADED = """
import sys
from tandem.cli import main
try:
    main(sys.argv[1:])
finally:
    heavy = {"aiogram", "aiohttp", "apscheduler", "PIL", "sandbox"} & set(sys.modules)
    print("LOADED", *sorted(heavy))
"""


def environment(**given: str) -> dict[str, str]:
    """This environment without anybody's settings, and with those given."""
    names = {name.upper() for name in Settings.model_fields}
    return {name: value for name, value in os.environ.items() if name not in names} | given


def tandem(folder: Path, *arguments: str, **given: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder to its end."""
    return subprocess.run(
        [sys.executable, "-m", "tandem", *arguments],
        cwd=folder,
        env=environment(**given),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    """What a refused start says: one line on stderr, nothing else."""
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    return line


def test_help_names_every_command(tmp_path: Path) -> None:
    """A person who knows nothing else finds the way."""
    done = tandem(tmp_path, "--help")
    assert done.returncode == 0
    for command in ("run", "demo", "sandbox", "migrate", "doctor", "prove", "backup", "restore", "import"):
        assert f"\n  {command} " in done.stdout
    assert not any(line.endswith("...") for line in done.stdout.splitlines()[1:])


@pytest.mark.parametrize("arguments", [["--help"], ["migrate"], ["prove"], ["backup", "today.backup"]])
def test_commands_load_only_what_they_need(tmp_path: Path, arguments: list[str]) -> None:
    """aiogram alone takes seconds to import."""
    tandem(tmp_path, "migrate")
    done = subprocess.run(
        [sys.executable, "-c", WHAT_IS_LOADED, *arguments],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "LOADED")


def test_a_real_start_without_a_token_names_the_demo(tmp_path: Path) -> None:
    """Plain `run` never starts a demo that somebody could take for his programme."""
    assert "`tandem demo`" in one_sentence(tandem(tmp_path, "run"))


def test_a_real_start_without_a_key_says_how_to_make_one(tmp_path: Path) -> None:
    """Also by `make run`: a token means that it is meant."""
    for arguments in (["run"], ["run", "--or-demo"]):
        sentence = one_sentence(tandem(tmp_path, *arguments, BOT_TOKEN=TOKEN))
        assert sentence.startswith("SECRET_KEY is missing")
        command = sentence.partition("elsewhere: ")[2].removeprefix("python3 -c ").strip('"')
        made = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
        assert len(made.stdout.strip()) >= 32
    assert not (tmp_path / "data").exists()


def test_a_bad_setting_is_one_sentence(tmp_path: Path) -> None:
    """No traceback, and not the value."""
    sentence = one_sentence(tandem(tmp_path, "doctor", HTTP_PORT="hunter2"))
    assert sentence == "HTTP_PORT is not a whole number: it must be a port from 1 to 65535, or 0 for any free one."


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("sqlite:////proc/nowhere/tandem.db", "cannot be used|No such file|cannot be written"),
        ("postgresql://tandem:hunter2@127.0.0.1:1/tandem", "The database cannot be used|Connect call failed"),
    ],
)
def test_a_database_out_of_reach_is_one_sentence(tmp_path: Path, url: str, says: str) -> None:
    """Its password stays out of it."""
    sentence = one_sentence(tandem(tmp_path, "migrate", DATABASE_URL=url))
    assert any(part in sentence for part in says.split("|"))
    assert "hunter2" not in sentence


def test_a_file_that_is_no_database_is_one_sentence(tmp_path: Path) -> None:
    """A path mixed up."""
    (tmp_path / "letter.txt").write_text("Dear Anna, " * 200)
    sentence = one_sentence(tandem(tmp_path, "migrate", DATABASE_URL="sqlite:///letter.txt"))
    assert sentence == "The database cannot be used (file is not a database): check DATABASE_URL."


def test_a_database_of_a_newer_tandem_is_one_sentence(tmp_path: Path) -> None:
    """After a downgrade."""
    assert tandem(tmp_path, "migrate").returncode == 0
    import sqlite3

    with sqlite3.connect(tmp_path / "data" / "tandem.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'ff00'")
    connection.close()
    assert "newer Tandem" in one_sentence(tandem(tmp_path, "migrate"))


def test_migrate_then_prove(tmp_path: Path) -> None:
    """On an empty folder; proving before there is a database makes none."""
    assert one_sentence(tandem(tmp_path, "prove")).startswith("There is no database at data/tandem.db")
    assert not (tmp_path / "data").exists()
    assert tandem(tmp_path, "migrate").stdout == "The database is up to date.\n"
    done = tandem(tmp_path, "prove")
    assert done.returncode == 0
    assert done.stdout.startswith("✓ All holds: 0 accounts")


def test_migrations_are_checked_against_the_models(tmp_path: Path) -> None:
    """What `make check` asks; the installation's own database is not touched."""
    done = tandem(tmp_path, "migrate", "--check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "✓ Migrations match the models.\n"
    assert not (tmp_path / "data").exists()


STARTED = "Starting Tandem …\n"


def refused_start(done: subprocess.CompletedProcess[str]) -> str:
    """What a start says that went as far as the database or Telegram: one sentence, and nothing of its insides."""
    assert (done.returncode, done.stdout) == (1, STARTED)
    (line,) = done.stderr.splitlines()
    return line


def real_start(folder: Path, sandbox: Sandbox, **given: str) -> subprocess.CompletedProcess[str]:
    settings = {"BOT_TOKEN": TOKEN, "SECRET_KEY": KEY, "HTTP_PORT": "0", "TELEGRAM_API_URL": sandbox.url}
    return tandem(folder, "run", **settings | given)


async def test_a_start_with_another_key_is_refused(tmp_path: Path) -> None:
    """Before a single name is sealed that the right key would not open."""
    assert tandem(tmp_path, "migrate").returncode == 0
    async with Sandbox() as sandbox, Database(f"sqlite:///{tmp_path}/data/tandem.db", Keyring(KEY)) as db:
        profile = Profile(channel="telegram", external_id=1, name="Olga", language="ru")
        now = system_clock()
        programme = await db.run(partial(programmes.begin, locale="ru", timezone="Europe/Moscow", now=now))
        await db.run(lambda session: crown(session, programme.id, profile, now=now))
        done = await asyncio.to_thread(real_start, tmp_path, sandbox, SECRET_KEY="another key, as long as the first is")
    assert refused_start(done) == (
        "SECRET_KEY does not open what this database holds: put back the key it was made with,"
        " or name another database in DATABASE_URL."
    )


async def test_a_busy_port_is_one_sentence(tmp_path: Path) -> None:
    """Two services on one machine; nothing was begun."""
    async with Sandbox() as sandbox:
        port = urlsplit(sandbox.url).port
        done = await asyncio.to_thread(real_start, tmp_path, sandbox, HTTP_PORT=str(port))
    assert refused_start(done) == (f"HTTP_PORT {port} is taken by another program: set a free one, HTTP_PORT=8090 say.")
    assert not (tmp_path / "data" / "tandem.db").exists()


async def test_an_address_of_another_machine_is_one_sentence(tmp_path: Path) -> None:
    async with Sandbox() as sandbox:
        done = await asyncio.to_thread(real_start, tmp_path, sandbox, HTTP_HOST="192.0.2.1", HTTP_PORT="8090")
    assert refused_start(done) == "HTTP_HOST 192.0.2.1 is no address of this machine: 127.0.0.1 always is."


async def test_a_token_that_telegram_does_not_know_is_one_sentence(tmp_path: Path) -> None:
    """Revoked, or copied from another day."""
    async with Sandbox() as sandbox:
        done = await asyncio.to_thread(real_start, tmp_path, sandbox)
    known = "BOT_TOKEN is not known to Telegram: copy it again from @BotFather, or from the server of TELEGRAM_API_URL."
    assert refused_start(done) == known


async def test_the_sandbox_alone_serves_any_bot(tmp_path: Path) -> None:
    """It prints what to put into a bot's settings, answers with it, and stops when told."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tandem", "sandbox", "--port", "0", "--token", TOKEN),
        cwd=tmp_path,
        env=environment(),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    printed: dict[str, str] = {}
    async with asyncio.timeout(60):
        while "BOT_TOKEN" not in printed:
            name, _, value = (await process.stdout.readline()).decode().strip().partition("=")
            printed[name] = value
    async with aiohttp.ClientSession(printed["TELEGRAM_API_URL"]) as client:
        async with client.get(f"/bot{printed['BOT_TOKEN']}/getMe") as answer:
            assert (await answer.json())["result"]["is_bot"] is True
        async with client.get("/") as answer:
            assert answer.status == 200
    process.send_signal(signal.SIGTERM)
    assert await process.wait() == 0


def test_the_sandbox_refuses_what_is_no_token(tmp_path: Path) -> None:
    """In one sentence, like any other setting."""
    assert one_sentence(tandem(tmp_path, "sandbox", "--token", "abc")).startswith("--token must look like")
