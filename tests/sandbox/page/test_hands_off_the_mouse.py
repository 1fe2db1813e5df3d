"""The whole way with nothing but a keyboard."""

import pytest
from playwright.async_api import Page, expect

from tests.sandbox.caller import Caller
from tests.sandbox.page.echo_bot import CARD
from tests.sandbox.page.looking import Handset

pytestmark = pytest.mark.usefixtures("echo", "bot")


async def test_a_person_is_made_starts_writes_and_answers_by_keyboard(page: Page) -> None:
    """New person, Start, a text, a key: no pointer anywhere."""
    await page.locator(".nobody button").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.type("Anna")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Start")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator(".message").last).to_contain_text("Hello")
    await expect(page.locator("textarea")).to_be_focused()
    await page.keyboard.type("hi")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message").last).to_contain_text("Echo: hi")
    for _ in range(3):
        await page.keyboard.press("Tab")
        if await page.locator(".keys .key:focus").count():
            break
    await expect(page.get_by_role("button", name="Register")).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message").last).to_contain_text("Echo: Balance")


async def test_messages_are_walked_and_their_menu_opens(phone: Handset, call: Caller, page: Page) -> None:
    """Arrows up and down walk the chat, right enters a card, Enter opens what can be done."""
    await phone.sees("Hello")
    await call("sendMessage", chat_id=phone.human.person.id, text="Claim", reply_markup=CARD)
    await phone.sees("Claim")
    await phone.node.locator(".log").focus()
    await page.keyboard.press("ArrowUp")
    await expect(phone.last).to_be_focused()
    await page.keyboard.press("ArrowRight")
    await expect(phone.button("Approve")).to_be_focused()
    await page.keyboard.press("Escape")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("menu")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("menu")).to_be_hidden()
    await expect(phone.messages.nth(1)).to_be_focused()


async def test_a_picture_opens_and_escape_closes_it(phone: Handset, call: Caller, picture: bytes) -> None:
    await call("sendPhoto", chat_id=phone.human.person.id, photo=picture)
    photo = phone.node.locator(".photo")
    await photo.focus()
    await photo.press("Enter")
    await expect(phone.page.get_by_role("dialog", name="Picture")).to_be_visible()
    await phone.page.keyboard.press("Escape")
    await expect(phone.page.get_by_role("dialog", name="Picture")).to_be_hidden()
    await expect(photo).to_be_focused()


async def test_new_messages_are_announced(phone: Handset) -> None:
    """The chat is a live region, and so is the lock screen."""
    log = phone.node.get_by_role("log")
    await expect(log).to_have_attribute("aria-live", "polite")
    await expect(phone.node.locator(".lock ol")).to_have_attribute("aria-live", "polite")
