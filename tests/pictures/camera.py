"""A camera over the phones of the sandbox's page: what a person sees, cropped to the messages that matter."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path
from typing import Protocol

from PIL import Image, ImageChops, ImageDraw
from playwright.async_api import FloatRect, Locator, Page, async_playwright

from sandbox.eyes import Where
from sandbox.human import Human
from tests.chromium import ARGUMENTS, chromium

WIDTH, HEIGHT = 360, 1400
"""Of the window: one phone at a time, and high enough for whatever is photographed."""
SCALE = 2
MARGIN, CORNER = 10, 16
"""Around the messages, and of the picture's corners."""
QUALITY = 78
TONE = (128, 138, 145, 255)
"""Of the line around the picture."""
DRAWN = "log => Promise.all([...log.querySelectorAll('img')].map(image => image.decode().catch(() => null)))"
ALONE = "(log, last) => [...log.children].slice(0, -last).forEach(node => { node.style.visibility = 'hidden' })"
CALM = 200
"""Milliseconds in which the page puts everything into its place."""


class Eye(Protocol):
    """Whatever the scenes are played for."""

    async def take(self, scene: str, human: Human, *, last: int = 1, chat: Where = None) -> None:
        """Look at the last messages of somebody's chat."""


class Camera:
    """Takes pictures into one folder."""

    def __init__(self, page: Page, folder: Path, language: str, only: frozenset[str]) -> None:
        self._page = page
        self._only = only
        self._folder = folder
        self._language = language

    async def take(self, scene: str, human: Human, *, last: int = 1, chat: Where = None) -> None:
        """Photograph the last messages of a chat, below the name of whom it is with."""
        if self._only and scene not in self._only:
            return
        phone = await self._phone(human, chat)
        messages = phone.locator(".log > .message")
        first, end = await _box(messages.nth(-last)), await _box(messages.last)
        await phone.locator(".log").evaluate(ALONE, last)
        log = await _box(phone.locator(".log"))
        clip = FloatRect(
            x=log["x"],
            y=first["y"] - MARGIN,
            width=log["width"],
            height=end["y"] + end["height"] - first["y"] + 2 * MARGIN,
        )
        head = await _box(phone.locator(".chat-head"))
        shots = [await self._page.screenshot(clip=part) for part in (head, clip)]
        picture = _framed(_stacked([Image.open(BytesIO(shot)).convert("RGB") for shot in shots]))
        picture.save(self._folder / f"{scene}.{self._language}.webp", "WEBP", quality=QUALITY, method=6)

    async def _phone(self, human: Human, chat: Where) -> Locator:
        await human.settled()
        phone = self._page.locator(f"#phone-{human.person.id}")
        tab = self._page.locator(f'[aria-controls="phone-{human.person.id}"]')
        await tab.click()
        await phone.locator(".log").wait_for()
        chats = phone.locator(".chats")
        if await chats.is_visible():
            name = human.bot.name if chat is None else _name(chat)
            await chats.get_by_role("tab", name=name).first.click()
        await self._shown(phone, human, chat)
        return phone

    async def _shown(self, phone: Locator, human: Human, chat: Where) -> None:
        """Wait until the page shows what the phone holds, pictures included."""
        serial = human.chat_in(chat).visible[-1].serial
        await phone.locator(f'.log [data-serial="{serial}"]').wait_for()
        await phone.locator(".log").evaluate(DRAWN)
        await self._page.wait_for_timeout(CALM)


@asynccontextmanager
async def camera(url: str, folder: Path, language: str, only: frozenset[str] = frozenset()) -> AsyncIterator[Camera]:
    """A camera in front of the page at `url`; it takes the scenes named alone, or all."""
    found = chromium()
    if found is None:
        raise SystemExit("Pictures are taken in Chromium: install it, or name it in CHROMIUM.")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        page = await browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT},
            device_scale_factor=SCALE,
            color_scheme="light",
            reduced_motion="reduce",
        )
        await page.goto(url)
        yield Camera(page, folder, language, only)
        await browser.close()


async def _box(place: Locator) -> FloatRect:
    found = await place.bounding_box()
    assert found is not None
    return found


def _name(chat: Where) -> str:
    return chat.person.first_name if isinstance(chat, Human) else chat.title  # type: ignore[union-attr]


def _stacked(parts: list[Image.Image]) -> Image.Image:
    width = max(part.width for part in parts)
    picture = Image.new("RGB", (width, sum(part.height for part in parts)), "white")
    top = 0
    for part in parts:
        picture.paste(part, (0, top))
        top += part.height
    return picture


def _framed(picture: Image.Image) -> Image.Image:
    """Round corners and a thin line: a phone's glass on any background."""
    corner = round(CORNER * SCALE)
    size = (picture.width - 1, picture.height - 1)
    mask = Image.new("L", picture.size, 0)
    ImageDraw.Draw(mask).rounded_rectangle(((0, 0), size), corner, fill=255)
    line = Image.new("L", picture.size, 0)
    ImageDraw.Draw(line).rounded_rectangle(((0, 0), size), corner, outline=110, width=2)
    framed = picture.convert("RGBA")
    framed.paste(TONE, (0, 0), ImageChops.multiply(line, mask))
    framed.putalpha(mask)
    return framed
