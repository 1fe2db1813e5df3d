"""The page around the phones speaks the language it was given, and says where to begin."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from sandbox import world as worlds
from sandbox.clock import MovableClock
from sandbox.server import Sandbox
from sandbox.world import World
from tests.sandbox.caller import NOON
from tests.sandbox.page.looking import Handset

HINT = "Questa è una <demo>. Manda una fattura."


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """A sandbox whose page is Italian."""
    async with Sandbox(MovableClock(frozen_at=NOON), language="it", hint=HINT, title="Club {hint}") as running:
        yield running


async def test_controls_and_refusals_are_worded_in_the_pages_language(phone: Handset, page: Page) -> None:
    """The phone goes on speaking its person's: Ivan reads Russian."""
    await expect(page.get_by_role("timer")).to_have_text("13:00mar 10 mar 2026")
    await page.get_by_role("button", name="Limiti e guasti").click()
    await expect(page.get_by_role("switch", name="Lento")).to_be_visible()
    await page.keyboard.press("Escape")
    await phone.button("Altro").click()
    await page.get_by_role("menuitem", name="Apri un link").click()
    await page.get_by_label("Un link t.me").fill("t.me/nobody_bot")
    await page.keyboard.press("Enter")
    await expect(phone.node.get_by_role("status").filter(has_text="Questo link non porta")).to_be_visible()
    await expect(phone.button("Прикрепить")).to_be_visible()


async def test_the_hint_leaves_when_asked_and_stays_away(page: Page) -> None:
    """Whatever it holds, it is text; the title is never taken for it."""
    hint = page.get_by_role("complementary", name="Da dove iniziare")
    await expect(hint).to_contain_text(HINT)
    await expect(page.locator(".brand")).to_have_text("Club {hint}")
    await hint.get_by_role("button", name="Nascondi").click()
    await expect(hint).to_be_hidden()
    await page.reload(wait_until="domcontentloaded")
    await expect(page.locator(".brand")).to_be_visible()
    await expect(hint).to_be_hidden()


async def test_a_new_person_speaks_the_pages_language_unless_told_otherwise(page: Page, world: World) -> None:
    await page.locator(".nobody").get_by_role("button", name="Nuova persona").click()
    await expect(page.get_by_label("Nome")).to_have_attribute("placeholder", "Marco Rossi")
    await page.get_by_role("button", name="Crea").click()
    await expect(page.locator(".place")).to_contain_text("Italiano")
    (marco,) = world.people.values()
    assert (marco.full_name, marco.language_code) == ("Marco Rossi", "it")


async def test_a_line_under_the_name_says_who_somebody_is(page: Page, world: World) -> None:
    world.new_person("Marta", language_code="it", bio="Moderatore")
    await expect(page.get_by_role("heading", name="Marta")).to_have_text("MartaModeratore")


@pytest.mark.parametrize("table", ["tool", "phone"])
async def test_no_word_is_missing_in_any_language(page: Page, table: str) -> None:
    """Every language says what English says; refusals need no words in English, which is their own language."""
    shapes = await page.evaluate(
        """async table => {
            const parts = one => Object.entries(one).filter(([key]) => key !== "refusals");
            const shape = one => typeof one !== "object" ? typeof one
                : Object.fromEntries(parts(one).map(([key, value]) => [key, shape(value)]));
            if (table === "phone") {
                const { wordsFor } = await import("/page/static/js/words.js");
                return ["en", "ru", "it"].map(code => shape(wordsFor(code)));
            }
            const load = async (code, name) => shape((await import(`/page/static/js/tool/${code}.js`))[name]);
            return Promise.all([load("en", "ENGLISH"), load("ru", "RUSSIAN"), load("it", "ITALIAN")]);
        }""",
        table,
    )
    assert shapes[0] == shapes[1] == shapes[2]


async def test_the_server_still_refuses_in_the_words_that_the_page_looks_up(page: Page) -> None:
    """A reason worded anew on one side only would come out in English."""
    russian, italian = await page.evaluate(
        """async () => Promise.all([["ru", "RUSSIAN"], ["it", "ITALIAN"]].map(async ([code, name]) =>
            Object.keys((await import(`/page/static/js/tool/${code}.js`))[name].refusals)))"""
    )
    assert russian == italian
    sources = "".join(path.read_text(encoding="utf-8") for path in Path(worlds.__file__).parent.rglob("*.py"))
    assert [why for why in russian if why.replace("10 files", "{MOST} files") not in sources] == []
