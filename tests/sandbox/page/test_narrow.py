"""The page on a phone's width: one phone at a time, with tabs."""

import pytest
from playwright.async_api import Page, expect

from sandbox.human import Human
from sandbox.model import BotUser
from sandbox.world import World
from tests.sandbox.page.looking import Handset

pytestmark = pytest.mark.usefixtures("echo")


@pytest.fixture
def size() -> tuple[int, int]:
    return (390, 844)


async def test_nothing_sticks_out(phone: Handset, page: Page) -> None:
    """No sideways scrolling, however long the word."""
    await phone.writes("неразрывно" * 30)
    await phone.sees("Echo: неразрывно")
    widths = "[document.documentElement.scrollWidth, document.body.scrollWidth, innerWidth]"
    assert set(await page.evaluate(widths)) == {390}
    log = phone.node.locator(".log")
    assert await log.evaluate("log => log.scrollWidth - log.clientWidth") == 0
    await expect(phone.input).to_be_in_viewport(ratio=1)


async def test_tabs_show_one_phone_at_a_time(phone: Handset, page: Page, world: World, bot: BotUser) -> None:
    """Whoever is not shown gathers unread marks."""
    maria = Human(world, world.new_person("Maria"), bot)
    other = Handset(page, maria)
    await expect(page.get_by_role("tab")).to_have_count(2)
    await expect(phone.node).to_be_visible()
    await expect(other.node).to_be_hidden()
    await maria.says("/start")
    badge = page.get_by_role("tab", name="Maria").locator(".badge")
    await expect(badge).to_have_text("1")
    await page.get_by_role("tab", name="Maria").click()
    await expect(other.node).to_be_visible()
    await expect(phone.node).to_be_hidden()
    await expect(badge).to_be_hidden()


async def test_an_invoice_is_attached_from_the_sheet(phone: Handset, page: Page) -> None:
    """There is no tray beside the phone, so the paper clip offers the invoices."""
    await expect(page.locator(".tray")).to_be_hidden()
    await phone.button("Прикрепить").click()
    await page.get_by_role("menuitem", name="n. 318/A").click()
    await phone.writes("ABC-100 x1")
    await phone.sees("Claim: ABC-100 x1")


async def test_a_row_of_chats_does_not_stick_out(phone: Handset, page: Page) -> None:
    """Many groups with long names scroll within their row; the open one is in sight."""
    for number in range(5):
        await phone.human.makes_group(f"Проверка продаж и возвратов {number}")
    await phone.tab("возвратов 4").click()
    await expect(phone.node.locator(".chat-head")).to_contain_text("возвратов 4")
    await expect(phone.tab("возвратов 4")).to_be_in_viewport(ratio=1)
    widths = "[document.documentElement.scrollWidth, document.body.scrollWidth, innerWidth]"
    assert set(await page.evaluate(widths)) == {390}
