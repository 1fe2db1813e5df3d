"""No network, and the lock screen."""

import pytest
from playwright.async_api import Page, expect

from sandbox.human import Human
from sandbox.model import BotUser
from sandbox.world import World
from tests.sandbox.caller import Caller
from tests.sandbox.page.echo_bot import CARD
from tests.sandbox.page.looking import Handset


@pytest.mark.usefixtures("echo")
async def test_without_network_messages_wait_and_leave_in_one_burst(phone: Handset) -> None:
    """The cellar: three messages with a clock, then all at once, in order."""
    await phone.sees("Hello")
    await phone.switch("No network").click()
    await expect(phone.node.get_by_text("Ожидание сети…", exact=True).first).to_be_visible()
    for text in ("one", "two", "three"):
        await phone.writes(text)
        await phone.sees(text)
    await expect(phone.node.locator(".message .stamp", has_text="Ожидание")).to_have_count(3)
    assert len(phone.human.phone.chat(phone.human.bot).waiting) == 3
    await phone.switch("No network").click()
    await phone.sees("Echo: three")
    await expect(phone.node.locator(".message .stamp", has_text="Ожидание")).to_have_count(0)
    written = [message.text for message in phone.human.phone.chat(phone.human.bot).messages if not message.by_bot]
    assert written[-3:] == ["one", "two", "three"]


async def test_a_tap_without_network_spins_and_is_lost(phone: Handset, call: Caller) -> None:
    await call("sendMessage", chat_id=phone.human.person.id, text="Claim", reply_markup=CARD)
    await expect(phone.button("Approve")).to_be_visible()
    await phone.switch("No network").click()
    await expect(phone.switch("No network")).to_be_checked()
    await phone.button("Approve").click()
    await expect(phone.button("Approve")).to_have_attribute("aria-busy", "true")
    (tap,) = phone.human.world.taps.values()
    assert tap.lost


async def test_the_lock_screen_shows_what_rang_and_what_came_silently(phone: Handset, call: Caller) -> None:
    """Each with its first line; an edit shows nothing."""
    await phone.switch("Lock screen").click()
    await expect(phone.lock_screen).to_be_visible()
    chat_id = phone.human.person.id
    loud = await call("sendMessage", chat_id=chat_id, text="+240 баллов\nза № 4411")
    await call("sendMessage", chat_id=chat_id, text="Новости", disable_notification=True)
    await call("editMessageText", chat_id=chat_id, message_id=loud["message_id"], text="Changed")
    await expect(phone.notes).to_have_count(2)
    await expect(phone.notes.nth(0)).to_contain_text("без звука13:00Новости")
    await expect(phone.notes.nth(1)).to_contain_text("со звуком13:00+240 баллов")
    await expect(phone.lock_screen.get_by_text("Changed")).to_have_count(0)
    await expect(phone.lock_screen.locator(".wall time")).to_have_text("13:00")
    await expect(phone.node.locator(".face .badge")).to_have_text("2")


@pytest.mark.parametrize(
    ("language", "date"), [("en", "Tuesday 10 March"), ("it", "Martedì 10 marzo"), ("ru", "Вторник, 10 марта")]
)
async def test_a_lock_screen_is_dated_in_its_persons_language(
    page: Page, world: World, bot: BotUser, language: str, date: str
) -> None:
    """English dates are British, as the demo's people are."""
    phone = Handset(page, Human(world, world.new_person("Emma", language_code=language), bot))
    await phone.switch("Lock screen").click()
    await expect(phone.lock_screen.locator(".wall p")).to_have_text(date)


async def test_an_older_notification_says_its_day(phone: Handset, call: Caller, page: Page) -> None:
    """A bare hour would be taken for today's."""
    await phone.switch("Lock screen").click()
    await call("sendMessage", chat_id=phone.human.person.id, text="За котёл (ABC-320) × 2 начислено 400 баллов")
    await expect(phone.notes.first.locator("time")).to_have_text("13:00")
    assert await phone.notes.first.locator(".whole").inner_text() == "ABC-320"
    await page.get_by_role("button", name="Move the clock one day forward").click()
    await expect(phone.notes.first.locator("time")).to_have_text("10 мар. 13:00")


async def test_unlocking_returns_to_the_chat_and_reads_it(phone: Handset, call: Caller) -> None:
    await expect(phone.input).to_be_visible()
    await phone.switch("Lock screen").click()
    await call("sendMessage", chat_id=phone.human.person.id, text="While you were away")
    await expect(phone.notes).to_have_count(1)
    await phone.page.keyboard.press("Escape")
    await expect(phone.lock_screen).to_be_hidden()
    await phone.sees("While you were away")
    await expect(phone.node.locator(".fresh")).to_be_visible()
    await expect(phone.node.locator(".face .badge")).to_be_hidden()
    assert phone.human.phone.chat(phone.human.bot).unread == 0
