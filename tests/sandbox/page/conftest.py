"""A browser for the session, a page for each test, and people in front of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from sandbox.human import Human
from sandbox.server import Sandbox
from tests.chromium import ARGUMENTS, chromium
from tests.sandbox.caller import Caller
from tests.sandbox.page import echo_bot
from tests.sandbox.page.looking import PATIENCE, Handset

LAPTOP = (1440, 900)


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    found = chromium()
    if found is None:
        pytest.skip("no Chromium on this machine: the page is not tried in a browser")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
async def context(browser: Browser) -> BrowserContext:
    """One for all: each sandbox has an address of its own."""
    context = await browser.new_context(
        timezone_id="Europe/Rome",
        reduced_motion="reduce",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture
def size() -> tuple[int, int]:
    """Width and height of the window; a test module may say otherwise."""
    return LAPTOP


@pytest.fixture
async def page(context: BrowserContext, sandbox: Sandbox, size: tuple[int, int]) -> AsyncIterator[Page]:
    """The chat page, opened; the test fails if it logged an error."""
    width, height = size
    page = await context.new_page()
    await page.set_viewport_size({"width": width, "height": height})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    await page.goto(sandbox.url)
    yield page
    await page.close()
    assert [error for error in errors if "ERR_CONNECTION_REFUSED" not in error] == []


@pytest.fixture
async def echo(call: Caller) -> AsyncIterator[None]:
    """The bot polls and answers."""
    polling = asyncio.create_task(echo_bot.run(call))
    yield
    polling.cancel()
    with suppress(asyncio.CancelledError):
        await polling


@pytest.fixture
def phone(page: Page, ivan: Human) -> Handset:
    """Ivan's phone on the page."""
    return Handset(page, ivan)
