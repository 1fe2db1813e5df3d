"""Several chats on one phone, and several people in one chat."""

import pytest
from playwright.async_api import FilePayload, Page, expect

from sandbox.human import Human
from tests.sandbox.caller import Caller, inline
from tests.sandbox.company import another
from tests.sandbox.page.looking import Handset

INVITATION = {"inline_keyboard": [[{"text": "Join", "url": "https://t.me/tandem_bot?start=inv_7"}]]}


@pytest.fixture
def anna(ivan: Human) -> Human:
    return another(ivan, "Anna", "Orlova", language_code="en")


async def test_a_group_is_made_and_its_members_tap(page: Page, phone: Handset, anna: Human, call: Caller) -> None:
    """From the menu to the first decision: who writes is named, whoever taps is known, one tap changes the chat."""
    other = Handset(page, anna)
    await expect(phone.node.locator(".chats")).to_be_hidden()
    await phone.button("More").click()
    await page.get_by_role("menuitem", name="New group").click()
    await page.get_by_label("Group name").fill("Review")
    await page.get_by_role("switch", name="Anna Orlova").check()
    await page.get_by_role("button", name="Create").click()
    await expect(phone.tab("Review")).to_have_attribute("aria-selected", "true")
    await expect(phone.node.locator(".chat-head")).to_contain_text("3 участника")
    await phone.writes("Look here")
    await expect(other.tab("Review").locator(".badge")).to_have_text("1")
    await other.tab("Review").click()
    await expect(other.last.locator(".sender")).to_have_text("Ivan Petrov")
    await expect(other.tab("Review").locator(".badge")).to_have_count(0)
    (group,) = groups_of(phone)
    await call("sendMessage", chat_id=group, text="Claim 7", reply_markup=inline("Approve"))
    await other.button("Approve").click()
    await phone.human.world.wait_until(lambda: bool(phone.human.world.taps))
    query = (await call.updates())[-1]["callback_query"]
    assert query["from"]["id"] == anna.person.id
    await call("answerCallbackQuery", callback_query_id=query["id"], text="Approved")
    await expect(other.node.locator(".toast")).to_have_text("Approved")
    await expect(phone.node.locator(".toast")).to_have_count(0)


async def test_a_forwarded_card_is_opened_by_whoever_got_it(
    page: Page, phone: Handset, anna: Human, call: Caller
) -> None:
    other = Handset(page, anna)
    await call("sendMessage", chat_id=phone.human.person.id, text="Come along", reply_markup=INVITATION)
    await phone.sees("Come along")
    await phone.last.click(button="right")
    await page.get_by_role("menuitem", name="Переслать").click()
    await page.get_by_role("menuitem", name="Anna Orlova").click()
    await expect(phone.node.locator(".toast")).to_have_text("Переслано: Anna Orlova")
    await other.tab("Ivan Petrov").click()
    await expect(other.last.locator(".origin")).to_have_text("Forwarded from Tandem")
    await other.button("Join").click()
    await expect(other.tab("Tandem")).to_have_attribute("aria-selected", "true")
    await other.sees("/start inv_7")


async def test_a_number_is_shared_after_a_question(page: Page, phone: Handset, call: Caller) -> None:
    asks = {"keyboard": [[{"text": "My number", "request_contact": True}]]}
    await call("sendMessage", chat_id=phone.human.person.id, text="?", reply_markup=asks)
    await phone.button("My number").click()
    await phone.button("Поделиться").click()
    await expect(phone.last.locator(".contact")).to_contain_text(f"+{phone.human.person.phone_number}")
    assert (await call.updates())[-1]["message"]["contact"]["user_id"] == phone.human.person.id


async def test_somebody_elses_contact_is_chosen_from_the_sheet(
    page: Page, phone: Handset, anna: Human, call: Caller
) -> None:
    await phone.button("Прикрепить").click()
    await page.get_by_role("menuitem", name="Контакт").click()
    await page.get_by_role("menuitem", name="Anna Orlova").click()
    await expect(phone.last.locator(".contact")).to_contain_text("Anna Orlova")
    assert (await call.updates())[-1]["message"]["contact"]["user_id"] == anna.person.id


async def test_any_file_goes_and_can_be_fetched(page: Page, phone: Handset, call: Caller) -> None:
    """A table, with its name, size and a way to download it; so does one that the bot sends."""
    table = FilePayload(name="products.csv", mimeType="text/csv", buffer=b"sku;name\n" * 400)
    await phone.node.locator("input[type=file]").set_input_files(table)
    await phone.button("Отправить").click()
    await expect(phone.last.locator(".document")).to_contain_text("products.csv4 КБ")
    await call("sendDocument", chat_id=phone.human.person.id, document=b"template")
    await phone.sees("document.png")
    async with page.expect_download() as download:
        await phone.last.locator(".document").click()
    assert (await (await download.value).path()).read_bytes() == b"template"


async def test_a_group_is_run_from_its_head(page: Page, phone: Handset, anna: Human) -> None:
    """The bot is made an administrator and the group a supergroup; the chat stays the same on the phone."""
    group = await phone.human.makes_group("Review", [anna])
    await phone.human.adds_bot(group)
    await phone.tab("Review").click()
    for label in ("Сделать Tandem админом", "Сделать супергруппой"):
        await phone.button("Участники").click()
        await page.get_by_role("menuitem", name=label).click()
    await expect(phone.node.locator(".event").last).to_have_text("Группа стала супергруппой")
    await expect(phone.tab("Review")).to_have_attribute("aria-selected", "true")
    assert (group.kind.value, group.bot_status.value) == ("supergroup", "administrator")


async def test_a_wished_reply_is_begun(phone: Handset, call: Caller) -> None:
    """The bot asks with force_reply: the quote stands over the field, and the text answers it."""
    await call("sendMessage", chat_id=phone.human.person.id, text="Why?", reply_markup={"force_reply": True})
    await expect(phone.node.locator(".bar")).to_contain_text("Why?")
    await phone.writes("Blurred")
    await expect(phone.last.locator(".quote")).to_contain_text("Why?")
    assert (await call.updates())[-1]["message"]["reply_to_message"]["text"] == "Why?"


async def test_a_bubble_drawn_aside_is_answered(page: Page, phone: Handset, call: Caller) -> None:
    await call("sendMessage", chat_id=phone.human.person.id, text="Which date?")
    await phone.sees("Which date?")
    await phone.last.evaluate(
        """node => ["touchstart", "touchmove", "touchend"].forEach((type, at) => {
            const touch = new Touch({ identifier: 1, target: node, clientX: 200 - at * 80, clientY: 300 });
            node.dispatchEvent(new TouchEvent(type, { touches: at < 2 ? [touch] : [], bubbles: true }));
        })"""
    )
    await expect(phone.node.locator(".bar")).to_contain_text("Which date?")


async def test_a_link_asks_which_group_the_bot_shall_join(page: Page, phone: Handset, call: Caller) -> None:
    await phone.human.makes_group("Review")
    await call("sendMessage", chat_id=phone.human.person.id, text="t.me/tandem_bot?startgroup=bind7")
    await phone.node.get_by_role("link", name="startgroup").click()
    await page.get_by_role("menuitem", name="Review").click()
    await phone.sees("/start@tandem_bot bind7")
    assert (await call.updates())[-1]["message"]["chat"]["title"] == "Review"


async def test_the_lock_screen_says_who_wrote_where(page: Page, phone: Handset, anna: Human) -> None:
    """A tap on it opens that chat."""
    group = await phone.human.makes_group("Review", [anna])
    await phone.switch("Lock screen").click()
    await anna.says("Anybody?", chat=group)
    await expect(phone.notes.first).to_contain_text("Review")
    await expect(phone.notes.first).to_contain_text("Anna: Anybody?")
    await phone.notes.first.click()
    await expect(phone.tab("Review")).to_have_attribute("aria-selected", "true")
    await phone.sees("Anybody?")


def groups_of(phone: Handset) -> list[int]:
    return list(phone.human.world.groups)
