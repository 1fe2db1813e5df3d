"""What people send from the page reaches the bot as an app would have sent it."""

from pathlib import Path

import pytest
from playwright.async_api import FilePayload, Page, expect

from sandbox.model import Document, Photo
from tests.sandbox.caller import Caller, png
from tests.sandbox.page.looking import Handset

pytestmark = pytest.mark.usefixtures("echo")


async def test_enter_sends_and_shift_enter_breaks_the_line(phone: Handset) -> None:
    await phone.input.fill("first")
    await phone.input.press("Shift+Enter")
    await phone.input.type("second")
    await phone.input.press("Enter")
    await phone.sees("Echo: first")
    assert phone.human.phone.chat(phone.human.bot).messages[-2].text == "first\nsecond"
    await expect(phone.input).to_have_value("")


async def test_an_invoice_from_the_tray_goes_with_its_caption(phone: Handset, page: Page) -> None:
    """Tap an invoice, take the caption it suggests, send: the bot answers with a card and a reaction."""
    await page.locator(".tray .card").first.click()
    await phone.node.locator(".chip").click()
    await phone.input.press("Enter")
    await phone.sees("Claim: ABC-100 x2 №4411")
    await expect(phone.node.locator(".reactions")).to_have_text("👀")
    sent = phone.human.phone.chat(phone.human.bot).messages[-2]
    assert isinstance(sent.media, Photo)


async def test_an_invoice_is_dragged_onto_a_phone(phone: Handset, page: Page) -> None:
    await page.locator(".tray .card").nth(1).drag_to(phone.node.locator(".log"))
    await phone.button("Отправить").click()
    await phone.sees("Claim: no caption")


async def test_several_pictures_make_an_album(phone: Handset) -> None:
    """One caption, one group."""
    pictures = (png(300, 200), png(300, 200, "red"), png(200, 300, "blue"))
    await phone.node.locator("input[type=file]").set_input_files(
        [FilePayload(name="a.png", mimeType="image/png", buffer=content) for content in pictures]
    )
    await phone.writes("All three")
    await expect(phone.node.locator(".album .photo")).to_have_count(3)
    album = [message for message in phone.human.phone.chat(phone.human.bot).messages if message.media_group_id]
    assert [message.text for message in album] == ["All three", "", ""]


async def test_a_picture_goes_as_a_file_when_asked(phone: Handset) -> None:
    """The bytes stay as they are."""
    content = png(300, 200)
    picker = phone.node.locator("input[type=file]")
    await picker.set_input_files({"name": "scan.png", "mimeType": "image/png", "buffer": content})
    await phone.switch("Отправить файлом").check()
    await phone.button("Отправить").click()
    await expect(phone.node.locator(".document")).to_contain_text("scan.png")
    media = next(
        message.media for message in phone.human.phone.chat(phone.human.bot).messages if message.media is not None
    )
    assert isinstance(media, Document)
    assert media.file.content == content


async def test_a_broken_picture_goes_as_a_file(phone: Handset, tmp_path: Path) -> None:
    """As apps do: what cannot be shown is still sent."""
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no picture")
    await phone.node.locator("input[type=file]").set_input_files(broken)
    await phone.button("Отправить").click()
    await expect(phone.node.locator(".document")).to_contain_text("broken.jpg")


async def test_a_pasted_picture_is_attached(phone: Handset, page: Page) -> None:
    await phone.input.focus()
    await page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(9)], "shot.png", { type: "image/png" }));
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }"""
    )
    await expect(phone.node.locator(".attached li")).to_have_count(1)
    await phone.input.press("Escape")
    await expect(phone.node.locator(".attached")).to_be_hidden()


async def test_an_own_message_is_edited_with_arrow_up(phone: Handset) -> None:
    await phone.writes("x3")
    await phone.sees("Echo: x3")
    await phone.input.press("ArrowUp")
    await expect(phone.input).to_have_value("x3")
    await phone.writes("x4")
    await expect(phone.node.locator(".message.mine").last).to_contain_text("x4изменено")
    await expect(phone.input).to_have_value("")


async def test_a_reply_quotes_and_the_quote_leads_back(phone: Handset, call: Caller, page: Page) -> None:
    await call("sendMessage", chat_id=phone.human.person.id, text="Which date?")
    await phone.sees("Which date?")
    await phone.last.click(button="right")
    await page.get_by_role("menuitem", name="Ответить").click()
    await phone.writes("Yesterday")
    quote = phone.node.locator(".message.mine .quote")
    await expect(quote).to_contain_text("Which date?")
    await quote.click()
    await expect(phone.messages.filter(has_text="Which date?").first).to_be_focused()


async def test_voice_and_sticker_are_a_tap_away(phone: Handset, page: Page) -> None:
    """To see how a bot answers what it cannot read."""
    await phone.button("Прикрепить").click()
    await page.get_by_role("menuitem", name="Голосовое сообщение").click()
    await expect(phone.node.locator(".voice")).to_be_visible()
    await phone.button("Прикрепить").click()
    await page.get_by_role("menuitem", name="Стикер 🔥").click()
    await expect(phone.node.locator(".sticker")).to_have_text("🔥")
