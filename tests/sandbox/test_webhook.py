"""Webhooks: delivery, secret, order within a chat, retries."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from sandbox.faults import FaultKind
from sandbox.human import Human
from sandbox.world import World
from tests.sandbox.caller import Caller, refused


class Receiver:
    """A bot's web server: notes what comes, and answers what it is told to."""

    def __init__(self) -> None:
        self.url = ""
        self.updates: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.answers: list[int] = []
        """Statuses of the next answers; then 200."""
        self.held: asyncio.Event | None = None
        """While set and clear, answers wait."""
        self.under_way = 0
        self.most_under_way = 0
        self.came = asyncio.Condition()

    async def take(self, request: web.Request) -> web.Response:
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        status = self.answers.pop(0) if self.answers else 200
        async with self.came:
            self.updates.append(await request.json())
            self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
            self.came.notify_all()
        if self.held is not None:
            await self.held.wait()
        self.under_way -= 1
        return web.Response(status=status)

    async def until(self, count: int) -> list[str]:
        """The texts, once so many requests came."""
        async with asyncio.timeout(15), self.came:
            await self.came.wait_for(lambda: len(self.updates) >= count)
        return [update["message"]["text"] for update in self.updates]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/webhook", receiver.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/webhook"
    yield receiver
    await runner.cleanup()


async def test_updates_are_posted_with_the_secret(call: Caller, ivan: Human, receiver: Receiver) -> None:
    await call("setWebhook", url=receiver.url, secret_token="s3cret_-")
    await ivan.says("hello")
    assert await receiver.until(2) == ["/start", "hello"]
    assert receiver.secrets == ["s3cret_-", "s3cret_-"]


async def test_a_refused_update_comes_again_before_the_next_of_its_chat(
    call: Caller, ivan: Human, receiver: Receiver
) -> None:
    receiver.answers = [500, 503, 200]
    await call("setWebhook", url=receiver.url)
    await ivan.says("hello")
    assert await receiver.until(4) == ["/start", "/start", "/start", "hello"]
    info = await call("getWebhookInfo")
    assert info["last_error_message"].startswith("Wrong response from the webhook: 503")


async def test_one_chat_does_not_wait_for_another(call: Caller, world: World, ivan: Human, receiver: Receiver) -> None:
    receiver.held = asyncio.Event()
    await call("setWebhook", url=receiver.url)
    olga = Human(world, world.new_person("Olga"), ivan.bot)
    await ivan.says("two")
    await olga.says("three")
    assert sorted(await receiver.until(2)) == ["/start", "three"]
    receiver.held.set()
    assert sorted(await receiver.until(3)) == ["/start", "three", "two"]


async def test_connections_are_limited(call: Caller, world: World, ivan: Human, receiver: Receiver) -> None:
    receiver.held = asyncio.Event()
    await call("setWebhook", url=receiver.url, max_connections=2)
    for number in range(5):
        await Human(world, world.new_person(f"Olga {number}"), ivan.bot).says("x")
    await receiver.until(2)
    receiver.held.set()
    await receiver.until(6)
    assert receiver.most_under_way == 2


async def test_what_a_dead_webhook_did_not_take_is_polled(call: Caller, ivan: Human) -> None:
    await call("setWebhook", url="http://127.0.0.1:9/webhook")
    await ivan.says("hello")
    assert (await call("getWebhookInfo"))["pending_update_count"] == 2
    await call("deleteWebhook")
    assert [update["message"]["text"] for update in await call.updates()] == ["/start", "hello"]


async def test_updates_can_come_twice_and_in_disorder(
    call: Caller, world: World, ivan: Human, receiver: Receiver
) -> None:
    for number in range(9):
        await ivan.says(str(number))
    world.faults.add(FaultKind.DUPLICATE, times=1)
    world.faults.add(FaultKind.SHUFFLE, times=1)
    await call("setWebhook", url=receiver.url)
    came = await receiver.until(11)
    assert came != sorted(came)
    assert set(came) == {"/start", *map(str, range(9))}


async def test_setting_and_deleting_speak_like_telegram(call: Caller, ivan: Human, receiver: Receiver) -> None:
    async def description(method: str, **params: Any) -> str:
        async with call.session.post(f"{call.url}/bot{call.token}/{method}", json=params) as response:
            return str((await response.json())["description"])

    await receiver_gone(call)
    assert await description("setWebhook", url=receiver.url) == "Webhook was set"
    assert await description("setWebhook", url=receiver.url) == "Webhook is already set"
    assert (await call("getWebhookInfo"))["url"] == receiver.url
    assert await description("deleteWebhook") == "Webhook was deleted"
    assert await description("deleteWebhook") == "Webhook is already deleted"
    with refused("bad webhook: an HTTPS URL must be provided for webhook"):
        await call("setWebhook", url="nowhere")
    with refused("secret token contains unallowed characters"):
        await call("setWebhook", url=receiver.url, secret_token="тайна")


async def receiver_gone(call: Caller) -> None:
    """Forget the updates so far."""
    await call("deleteWebhook", drop_pending_updates=True)
    assert await call.updates() == []
