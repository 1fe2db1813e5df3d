"""Inline buttons, reply keyboards and command menus."""

import pytest
from playwright.async_api import Page, expect

from tests.sandbox.caller import Caller
from tests.sandbox.page.echo_bot import CARD
from tests.sandbox.page.looking import Handset

pytestmark = pytest.mark.usefixtures("echo")


async def test_a_tap_is_answered_by_a_toast_and_the_card_changes(phone: Handset, call: Caller) -> None:
    """Focus stays on the card, so that the next key press goes where the eyes are."""
    await call("sendMessage", chat_id=phone.human.person.id, text="Claim", reply_markup=CARD)
    approve = phone.button("Approve")
    await expect(approve).to_have_class("key success")
    await approve.click()
    await expect(phone.node.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    await phone.sees("Approved")
    await expect(phone.button("Again")).to_be_focused()


async def test_an_alert_waits_to_be_closed(phone: Handset, call: Caller) -> None:
    await call("sendMessage", chat_id=phone.human.person.id, text="Claim", reply_markup=CARD)
    await phone.button("Why?").click()
    alert = phone.node.get_by_role("alertdialog")
    await expect(alert).to_contain_text("Saved")
    await expect(alert.get_by_role("button", name="ОК")).to_be_focused()
    await phone.page.keyboard.press("Escape")
    await expect(alert).to_be_hidden()
    await expect(phone.button("Why?")).to_be_focused()


async def test_a_button_spins_until_it_is_answered(phone: Handset, call: Caller) -> None:
    await call("sendMessage", chat_id=phone.human.person.id, text="Claim", reply_markup=CARD)
    await phone.button("Wait").click()
    await expect(phone.button("Wait")).to_have_attribute("aria-busy", "true")
    (tap,) = phone.human.world.taps.values()
    await call("answerCallbackQuery", callback_query_id=tap.query_id)
    await expect(phone.button("Wait")).not_to_have_attribute("aria-busy", "true")


async def test_a_disabled_button_does_nothing(phone: Handset, call: Caller) -> None:
    off = {"inline_keyboard": [[{"text": "Off", "disabled": {}}]]}
    await call("sendMessage", chat_id=phone.human.person.id, text="Claim", reply_markup=off)
    await expect(phone.button("Off")).to_have_attribute("aria-disabled", "true")
    await phone.button("Off").click(force=True)
    assert not phone.human.world.taps


async def test_a_copy_button_copies(phone: Handset, call: Caller, page: Page) -> None:
    await call("sendMessage", chat_id=phone.human.person.id, text="Claim", reply_markup=CARD)
    await phone.button("Copy").click()
    await expect(phone.node.get_by_role("status").filter(has_text="Скопировано")).to_be_visible()
    assert await page.evaluate("navigator.clipboard.readText()") == "CODE-1"


async def test_arrows_move_between_buttons(phone: Handset, call: Caller, page: Page) -> None:
    """Tab stops once at a keyboard; arrows do the rest, across rows too."""
    await call("sendMessage", chat_id=phone.human.person.id, text="Claim", reply_markup=CARD)
    await phone.button("Approve").focus()
    for key, name in (("ArrowRight", "Why?"), ("ArrowDown", "Copy"), ("ArrowLeft", "Wait"), ("ArrowUp", "Approve")):
        await page.keyboard.press(key)
        await expect(phone.button(name)).to_be_focused()


async def test_a_key_of_the_reply_keyboard_sends_its_text(phone: Handset) -> None:
    await expect(phone.input).to_have_attribute("placeholder", "Send a photo")
    await phone.button("Balance").click()
    await phone.sees("Echo: Balance")
    await phone.button("Клавиатура").click()
    await expect(phone.button("Balance")).to_be_hidden()


async def test_the_menu_lists_the_commands_of_this_persons_language(phone: Handset, call: Caller, page: Page) -> None:
    await call("setMyCommands", commands=[{"command": "balance", "description": "My points"}])
    russian = [{"command": "balance", "description": "Мои баллы"}, {"command": "top", "description": "Лидеры"}]
    await call("setMyCommands", commands=russian, language_code="ru")
    await phone.button("Команды").click()
    await expect(page.get_by_role("menuitem")).to_have_text(["/balanceМои баллы", "/topЛидеры"])
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await phone.sees("Echo: /top")


async def test_a_typed_slash_offers_commands(phone: Handset, call: Caller) -> None:
    await call("setMyCommands", commands=[{"command": "balance", "description": "My points"}])
    await expect(phone.button("Команды")).to_be_visible()
    await phone.input.type("/ba")
    await phone.input.press("ArrowDown")
    await phone.input.press("Enter")
    await phone.sees("Echo: /balance")


async def test_the_bot_is_seen_typing(phone: Handset, call: Caller) -> None:
    await phone.sees("Hello")
    await call("sendChatAction", chat_id=phone.human.person.id, action="typing")
    await expect(phone.node.locator(".doing")).to_contain_text("печатает")
    await call("sendMessage", chat_id=phone.human.person.id, text="Here")
    await expect(phone.node.locator(".doing")).to_have_text("бот")
