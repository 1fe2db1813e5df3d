"""A sandbox for each test, and a bot that is no more than its HTTP calls."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from sandbox.clock import MovableClock
from sandbox.human import Human
from sandbox.model import BotUser
from sandbox.server import Sandbox
from sandbox.world import World
from tests.sandbox.caller import NOON, Caller, png


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """A running sandbox whose time stands still; the test fails if a bot was sloppy."""
    async with Sandbox(MovableClock(frozen_at=NOON), first_backoff=0.01) as running:
        yield running
        running.world.raise_complaints()


@pytest.fixture
def world(sandbox: Sandbox) -> World:
    return sandbox.world


@pytest.fixture
def bot(world: World) -> BotUser:
    return world.new_bot("tandem_bot", "Tandem")


@pytest.fixture
async def call(sandbox: Sandbox, bot: BotUser) -> AsyncIterator[Caller]:
    """The bot's side: `await call("sendMessage", chat_id=..., text=...)`."""
    async with aiohttp.ClientSession() as session:
        yield Caller(session, sandbox.url, bot.token)


@pytest.fixture
async def ivan(world: World, bot: BotUser) -> Human:
    """A person who has started the bot."""
    human = Human(world, world.new_person("Ivan", "Petrov"), bot)
    await human.says("/start")
    return human


@pytest.fixture
def picture() -> bytes:
    """A PNG of 1600 x 1200."""
    return png(1600, 1200)
