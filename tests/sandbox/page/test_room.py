"""Phones and tray share the window: nothing covers anything, and four phones fit a laptop."""

import re

import pytest
from playwright.async_api import Page, expect

from sandbox.human import Human
from sandbox.model import BotUser
from sandbox.world import World
from tests.sandbox.caller import Caller
from tests.sandbox.page.echo_bot import CARD
from tests.sandbox.page.looking import Handset

pytestmark = pytest.mark.usefixtures("echo")


@pytest.fixture
def phones(page: Page, world: World, bot: BotUser) -> list[Handset]:
    """Four people, as in the demo."""
    people = [world.new_person(name) for name in ("Ivan", "Anna", "Marina", "Olga")]
    return [Handset(page, Human(world, person, bot)) for person in people]


@pytest.mark.parametrize(("width", "height", "tray"), [(1600, 1000, True), (1280, 720, False)])
async def test_four_phones_fit(phones: list[Handset], page: Page, width: int, height: int, tray: bool) -> None:
    """The tray is open only where it leaves room for all of them."""
    await page.set_viewport_size({"width": width, "height": height})
    for phone in phones:
        await expect(phone.node).to_be_in_viewport(ratio=1)
    await expect(page.locator(".tray")).to_be_visible(visible=tray)


async def test_an_open_tray_covers_no_phone(phones: list[Handset], page: Page, call: Caller) -> None:
    """On a small laptop phones scroll beside it; every button can be brought into sight."""
    await page.set_viewport_size({"width": 1280, "height": 720})
    await page.locator(".tray-toggle").click()
    await expect(page.locator(".tray")).to_be_visible()
    last = phones[-1]
    await last.human.says("/start")
    await call("sendMessage", chat_id=last.human.person.id, text="Claim", reply_markup=CARD)
    await last.button("Copy").click()
    right = await page.locator(".phones").evaluate("phones => phones.getBoundingClientRect().right")
    assert right <= await page.locator(".tray").evaluate("tray => tray.getBoundingClientRect().left")


async def test_escape_closes_the_tray(phones: list[Handset], page: Page) -> None:
    """From the keyboard an invoice is a few tabs and Enter away, and so is the way back."""
    await page.set_viewport_size({"width": 1600, "height": 1000})
    await expect(phones[0].node).to_be_visible()
    await page.locator(".tray .card").first.press("Enter")
    await expect(phones[0].node.locator(".attached li")).to_have_count(1)
    await page.locator(".tray .card").first.press("Escape")
    await expect(page.locator(".tray")).to_be_hidden()


async def test_whoever_asked_for_less_motion_gets_none(page: Page) -> None:
    """The tests' browser asks for it: no scroll glides."""
    assert await page.evaluate("import('/page/static/js/dom.js').then(({ glide }) => glide())") == "instant"


async def test_a_tray_that_was_closed_stays_closed(phones: list[Handset], page: Page) -> None:
    await page.set_viewport_size({"width": 1600, "height": 1000})
    await expect(phones[0].node).to_be_visible()
    await page.locator(".tray").get_by_role("button", name="Close").click()
    await page.set_viewport_size({"width": 1700, "height": 1000})
    await expect(page.locator(".tray")).to_be_hidden()
    await expect(page.locator(".tray-toggle")).to_be_focused()


async def test_the_chat_stays_at_its_end_under_a_picture_that_comes_late(phone: Handset, call: Caller) -> None:
    """Whatever grows after the scroll is followed, as long as nobody has scrolled up."""
    for number in range(12):
        await call("sendMessage", chat_id=phone.human.person.id, text=f"Line {number}")
    await phone.sees("Line 11")
    grow = "message => message.querySelector('.bubble').style.setProperty('padding-top', '300px')"
    await phone.messages.nth(10).evaluate(grow)
    await expect(phone.last).to_be_in_viewport(ratio=1)
    await expect(phone.node.locator(".pill")).to_be_hidden()
    await phone.node.locator(".log").evaluate("log => log.scrollTo(0, 0)")
    await expect(phone.node.locator(".pill")).to_be_visible()
    await phone.last.evaluate(grow)
    await expect(phone.last).not_to_be_in_viewport()


async def test_a_code_and_a_key_are_not_broken(phone: Handset, call: Caller) -> None:
    """ABC-320 stands on one line, and a sign stays with its word."""
    buttons = {"keyboard": [[{"text": "🏆 Classifica"}, {"text": "❓ Aiuto"}]]}
    await call(
        "sendMessage", chat_id=phone.human.person.id, text="Caldaia a condensazione (ABC-320)", reply_markup=buttons
    )
    code = phone.last.locator(".text .whole")
    await expect(code).to_have_text("ABC-320")
    assert await code.evaluate("code => code.getClientRects().length") == 1
    await expect(phone.button("🏆 Classifica")).to_have_text(re.compile("🏆\u00a0Classifica"))


async def test_the_arrow_of_a_message_covers_no_text(phone: Handset) -> None:
    await phone.sees("Hello")
    bubble = phone.last.locator(".bubble")
    await bubble.hover()
    arrow = phone.last.locator(".more")
    await expect(arrow).to_have_css("opacity", "1")
    beside = "arrow => arrow.getBoundingClientRect().left >= arrow.parentElement.getBoundingClientRect().right"
    assert await arrow.evaluate(beside)
