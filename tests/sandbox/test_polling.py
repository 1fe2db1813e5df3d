"""getUpdates as Telegram serves it."""

import asyncio
from datetime import UTC, datetime, timedelta

import aiohttp

from sandbox.clock import MovableClock
from sandbox.faults import FaultKind
from sandbox.human import Human
from sandbox.model import BotUser
from sandbox.server import Sandbox
from sandbox.world import World
from tests.sandbox.caller import Caller, refused_with

TAKEN_OVER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_SET = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


async def texts(call: Caller, **params: object) -> list[str]:
    return [update["message"]["text"] for update in await call.updates(**params)]


async def test_updates_stay_until_an_offset_confirms_them(call: Caller, ivan: Human) -> None:
    await ivan.says("one")
    await ivan.says("two")
    first, *_ = await call.updates()
    assert await texts(call) == ["/start", "one", "two"]
    assert await texts(call, offset=first["update_id"] + 1) == ["one", "two"]
    assert await texts(call) == ["one", "two"]
    assert await texts(call, limit=1) == ["one"]


async def test_ids_grow_by_one(call: Caller, ivan: Human) -> None:
    await ivan.says("one")
    first, second = await call.updates()
    assert second["update_id"] == first["update_id"] + 1


async def test_a_negative_offset_keeps_the_last_few(call: Caller, ivan: Human) -> None:
    for word in ("one", "two", "three"):
        await ivan.says(word)
    assert await texts(call, offset=-2) == ["two", "three"]
    assert await texts(call) == ["two", "three"]


async def test_an_offset_from_the_future_is_ignored(call: Caller, ivan: Human) -> None:
    [update] = await call.updates()
    assert await call.updates(offset=update["update_id"] + 1000) == [update]


async def test_a_long_poll_returns_as_soon_as_something_comes(call: Caller, ivan: Human) -> None:
    [update] = await call.updates()
    poll = asyncio.create_task(texts(call, offset=update["update_id"] + 1, timeout=50))
    await until_waiting(ivan)
    await ivan.says("now")
    async with asyncio.timeout(15):
        assert await poll == ["now"]


async def test_a_second_poller_ends_the_first(call: Caller, ivan: Human) -> None:
    [update] = await call.updates()
    offset = update["update_id"] + 1
    first = asyncio.create_task(call.updates(offset=offset, timeout=50))
    await until_waiting(ivan)
    second = asyncio.create_task(texts(call, offset=offset, timeout=50))
    with refused_with(TAKEN_OVER):
        await first
    await ivan.says("for the second")
    assert await second == ["for the second"]


async def test_a_webhook_and_a_poller_exclude_each_other(call: Caller, ivan: Human) -> None:
    [update] = await call.updates()
    poll = asyncio.create_task(call.updates(offset=update["update_id"] + 1, timeout=50))
    await until_waiting(ivan)
    await call("setWebhook", url="http://127.0.0.1:9/webhook")
    with refused_with("Conflict: terminated by setWebhook request"):
        await poll
    with refused_with(WEBHOOK_SET):
        await call.updates()
    await call("deleteWebhook")
    assert await call.updates() == []


async def test_allowed_updates_hold_until_given_again(call: Caller, ivan: Human) -> None:
    await call.updates(allowed_updates=["callback_query"])
    await ivan.says("unheard")
    await call.updates()
    await ivan.says("unheard")
    await call.updates(allowed_updates=[])
    await ivan.says("heard")
    assert await texts(call) == ["/start", "heard"]


async def test_updates_are_kept_for_a_day(call: Caller, world: World, ivan: Human) -> None:
    await world.clock.move(timedelta(hours=23))
    await ivan.says("later")
    await world.clock.move(timedelta(hours=2))
    assert await texts(call) == ["later"]


async def test_anything_can_be_put_in_the_queue(call: Caller, world: World, bot: BotUser) -> None:
    number = world.queue(bot).put_raw("hologram", {"depth": 3})
    assert await call.updates() == [{"update_id": number, "hologram": {"depth": 3}}]


async def test_updates_can_come_twice_even_after_they_were_confirmed(call: Caller, world: World, ivan: Human) -> None:
    await ivan.says("one")
    start, _ = await call.updates()
    world.faults.add(FaultKind.DUPLICATE, times=1)
    assert await texts(call, offset=start["update_id"] + 1) == ["/start", "one", "one"]
    assert await texts(call) == ["one"]


async def test_updates_can_come_in_disorder(call: Caller, world: World, ivan: Human) -> None:
    for number in range(9):
        await ivan.says(str(number))
    world.faults.add(FaultKind.SHUFFLE, times=1)
    disordered, ordered = await texts(call), await texts(call)
    assert disordered != ordered
    assert sorted(disordered) == sorted(ordered)


async def test_stopping_answers_the_polls_that_wait() -> None:
    async with Sandbox() as sandbox, aiohttp.ClientSession() as session:
        bot = sandbox.world.new_bot("short_bot", "Short")
        poll = asyncio.create_task(Caller(session, sandbox.url, bot.token).updates(timeout=50))
        await sandbox.world.wait_until(lambda: bot.id in sandbox.world.listening)
        async with asyncio.timeout(15):
            await sandbox.stop()
            assert await poll == []


async def until_waiting(ivan: Human) -> None:
    """Return once the bot's long poll is waiting."""
    await ivan.world.wait_until(lambda: ivan.bot.id in ivan.world.listening)


def test_a_sandbox_that_begins_later_counts_on_from_the_one_before() -> None:
    """The same bot, with a database that remembers which updates it has seen."""
    numbers = []
    for day in (12, 13):
        world = World(MovableClock(frozen_at=datetime(2026, 3, day, tzinfo=UTC)))
        bot = world.new_bot("some_bot", "Some bot", token="7000000001:AAtoken-of-a-bot-0123456789012345678")
        numbers.append(world.queue(bot).put_raw("message", {}))
    assert numbers[0] < numbers[1] < 2**31
