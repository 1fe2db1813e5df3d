"""The clock in the bar, and bad days switched on from the page."""

import asyncio
from datetime import datetime, timedelta

import pytest
from playwright.async_api import Page, expect

from sandbox.faults import FaultKind
from sandbox.world import World
from tests.sandbox.caller import NOON
from tests.sandbox.page.looking import Handset


async def test_the_clock_moves_forward(page: Page, world: World) -> None:
    """Message dates and the bar follow it; the progress shows until every tick ran."""
    gate = asyncio.Event()

    async def slow_tick(old: datetime, new: datetime) -> None:
        await gate.wait()

    world.clock.on_move(slow_tick)
    await expect(page.get_by_role("timer")).to_have_text("13:00Tue, 10 Mar 2026")
    await page.get_by_role("button", name="Move the clock one day forward").click()
    await expect(page.get_by_role("progressbar")).to_be_visible()
    await expect(page.get_by_role("button", name="Move the clock one week forward")).to_be_disabled()
    gate.set()
    await expect(page.get_by_role("progressbar")).to_be_hidden()
    await expect(page.get_by_role("timer")).to_have_text("13:00Wed, 11 Mar 2026")
    assert world.clock() == NOON + timedelta(days=1)


async def test_the_clock_moves_by_any_amount(page: Page, world: World) -> None:
    await page.get_by_role("button", name="Move the clock", exact=True).click()
    await page.get_by_label("How many").fill("3")
    await page.get_by_label("Unit").select_option("hours")
    await page.get_by_label("How many").press("Enter")
    await expect(page.get_by_role("timer")).to_contain_text("16:00")
    assert world.clock() == NOON + timedelta(hours=3)


async def test_yesterday_is_called_so_without_a_new_message(phone: Handset, page: Page) -> None:
    await expect(phone.node.locator(".day")).to_have_text("Сегодня")
    await page.get_by_role("button", name="Move the clock one day forward").click()
    await expect(phone.node.locator(".day")).to_have_text("Вчера")


@pytest.mark.usefixtures("echo")
async def test_a_new_day_is_told_apart_in_the_chat(phone: Handset, page: Page) -> None:
    await phone.sees("Hello")
    await page.get_by_role("button", name="Move the clock one day forward").click()
    await phone.writes("Доброе утро")
    await phone.sees("Echo: Доброе утро")
    await expect(phone.node.locator(".day")).to_have_text(["Вчера", "Сегодня"])


async def test_faults_and_limits_are_switched_from_the_page(page: Page, world: World) -> None:
    await page.get_by_role("button", name="Limits and faults").click()
    await page.get_by_role("switch", name="Slow").click()
    await page.get_by_role("switch", name="Flood limits").click()
    await expect(page.get_by_label("per second in a chat")).to_have_value("1")
    await page.get_by_label("per second", exact=True).fill("5")
    await page.get_by_label("per second", exact=True).press("Tab")
    await expect(page.get_by_role("button", name="Limits and faults, 2 on")).to_be_visible()
    await world.wait_until(lambda: world.limits.per_second == 5)
    assert world.limits.on
    assert [fault.kind for fault in world.faults.active] == [FaultKind.SLOW]
    await page.get_by_role("button", name="All off").click()
    await expect(page.get_by_role("switch", name="Slow")).not_to_be_checked()
    assert not world.limits.on
    assert world.faults.active == []
