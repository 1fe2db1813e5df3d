"""People appear on the page, and bots are opened by Start and by links."""

import pytest
from playwright.async_api import Page, expect

from sandbox.human import Human
from sandbox.model import BotUser
from sandbox.world import World
from tests.sandbox.caller import Caller
from tests.sandbox.page.looking import Handset


@pytest.mark.usefixtures("echo")
async def test_a_new_person_gets_an_empty_phone_and_starts(page: Page, world: World) -> None:
    """Everybody begins here: a name, a language, and one big button."""
    await expect(page.get_by_text("Nobody is here yet")).to_be_visible()
    await page.locator(".nobody").get_by_role("button", name="New person").click()
    await page.get_by_label("Name").fill("Giulia Conti")
    await page.get_by_text("Italiano").click()
    await page.get_by_role("button", name="Create").click()
    await page.get_by_role("button", name="Avvia").click()
    await expect(page.locator(".message").last).to_contain_text("Hello, /start")
    (giulia,) = world.people.values()
    assert (giulia.full_name, giulia.language_code) == ("Giulia Conti", "it")


@pytest.mark.usefixtures("echo", "bot")
async def test_a_pasted_link_opens_the_bot_with_its_payload(page: Page, world: World) -> None:
    """An invitation reaches the bot as the payload of /start."""
    world.new_person("Emma", language_code="en")
    box = page.get_by_placeholder("Paste a t.me link")
    await box.fill("https://t.me/tandem_bot?start=inv_8f3a")
    await box.press("Enter")
    await expect(page.locator(".message").last).to_contain_text("Hello, /start inv_8f3a")


@pytest.mark.usefixtures("echo", "bot")
@pytest.mark.parametrize("link", ["https://t.me/tandem_bot?start=inv_8f3a", "t.me/tandem_bot?start=inv_8f3a"])
async def test_start_follows_a_typed_link(page: Page, world: World, link: str) -> None:
    """Whoever types or pastes a link and then taps the big button means the link."""
    world.new_person("Emma", language_code="en")
    await page.get_by_placeholder("Paste a t.me link").fill(link)
    await page.get_by_role("button", name="Start").click()
    await expect(page.locator(".message").last).to_contain_text("Hello, /start inv_8f3a")
    await expect(page.locator(".message.mine")).to_have_count(1)


@pytest.mark.usefixtures("bot")
async def test_a_mistyped_link_stays_to_be_mended(page: Page, world: World) -> None:
    """Start says where the link leads, sends nothing, and keeps what was typed."""
    world.new_person("Emma", language_code="en")
    box = page.get_by_placeholder("Paste a t.me link")
    await box.fill("t.me/tandm_bot?start=inv_1")
    await page.get_by_role("button", name="Start").click()
    await expect(page.get_by_role("status").filter(has_text="This link leads to no bot here")).to_be_visible()
    await expect(box).to_have_value("t.me/tandm_bot?start=inv_1")
    await expect(page.locator(".message")).to_have_count(0)


@pytest.mark.usefixtures("echo")
async def test_a_tapped_link_opens_the_bot_with_its_payload(phone: Handset, call: Caller) -> None:
    """A link in a message works like a pasted one."""
    await call("sendMessage", chat_id=phone.human.person.id, text="Join: t.me/tandem_bot?start=inv_1")
    await phone.node.get_by_role("link", name="t.me/tandem_bot").click()
    await phone.sees("Hello, /start inv_1")


async def test_a_link_to_nowhere_is_refused_in_words(phone: Handset, page: Page) -> None:
    """The person is told; nothing is sent."""
    await phone.button("More").click()
    await page.get_by_role("menuitem", name="Open a link").click()
    await page.get_by_label("A t.me link").fill("t.me/nobody_bot")
    await page.keyboard.press("Enter")
    await expect(phone.node.get_by_role("status").filter(has_text="leads to no bot here")).to_be_visible()


async def test_names_and_texts_are_never_markup(page: Page, world: World, bot: BotUser) -> None:
    """Whatever people call themselves is shown as they wrote it."""
    eve = Human(world, world.new_person("<b>Eve</b>", "<img src=x onerror=alert(1)>"), bot)
    await eve.says("/start <script>alert(1)</script>")
    phone = Handset(page, eve)
    await expect(phone.node.get_by_role("heading")).to_contain_text("<b>Eve</b> <img")
    await phone.sees("<script>alert(1)</script>")
    assert await page.locator("b, img, script", has_text="alert").count() == 0


async def test_a_blocked_bot_is_unblocked_by_the_big_button(phone: Handset, page: Page) -> None:
    """Blocking leaves one way on."""
    await phone.button("More").click()
    await page.get_by_role("menuitem", name="Block the bot").click()
    await expect(phone.input).to_be_hidden()
    assert phone.human.phone.chat(phone.human.bot).blocked
    await phone.button("Разблокировать").click()
    await expect(phone.input).to_be_visible()
    assert not phone.human.phone.chat(phone.human.bot).blocked
