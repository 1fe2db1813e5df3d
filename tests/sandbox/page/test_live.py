"""The page keeps up with the world, and keeps strangers out."""

import aiohttp
from playwright.async_api import Page, expect

from sandbox.human import Human
from sandbox.model import BotUser
from sandbox.server import Sandbox
from sandbox.world import World
from tests.sandbox.caller import Caller
from tests.sandbox.page.looking import Handset


async def test_the_page_comes_back_after_the_server_was_away(
    sandbox: Sandbox, page: Page, world: World, bot: BotUser
) -> None:
    """It says so meanwhile, and then shows the new state without a reload."""
    phone = Handset(page, Human(world, world.new_person("Ivan"), bot))
    await expect(phone.node).to_be_visible()
    port = int(sandbox.url.rsplit(":", 1)[1])
    await sandbox.stop()
    await expect(page.get_by_text("Reconnecting…")).to_be_visible()
    await phone.human.says("/start while away")
    await sandbox.start(port=port)
    await expect(page.get_by_text("Reconnecting…")).to_be_hidden()
    await phone.sees("/start while away")


async def test_formatting_is_shown(phone: Handset, call: Caller) -> None:
    """Entities nest, and count as Telegram counts, past an emoji too."""
    html = (
        "🔥 <b>bold <i>both</i></b> <u>under</u> <s>gone</s> <code>code</code> <tg-spoiler>secret</tg-spoiler>"
        '<blockquote>quoted</blockquote><a href="https://example.org/">link</a>'
    )
    await call("sendMessage", chat_id=phone.human.person.id, text=html, parse_mode="HTML")
    text = phone.last.locator(".text")
    await expect(text.locator("strong")).to_have_text("bold both")
    await expect(text.locator("strong em")).to_have_text("both")
    for tag, said in (("u", "under"), ("s", "gone"), ("code", "code"), ("blockquote", "quoted"), ("a", "link")):
        await expect(text.locator(tag)).to_have_text(said)
    spoiler = text.get_by_role("button", name="Скрытый текст")
    await spoiler.click()
    await expect(text.locator(".spoiler")).to_have_attribute("aria-expanded", "true")


async def test_a_reader_of_old_messages_keeps_his_place(phone: Handset, call: Caller) -> None:
    """New messages are counted on a pill that leads down."""
    for number in range(30):
        await call("sendMessage", chat_id=phone.human.person.id, text=f"Line {number}")
    await phone.sees("Line 29")
    await phone.node.locator(".log").evaluate("log => log.scrollTo(0, 0)")
    await expect(phone.node.locator(".pill")).to_be_visible()
    await call("sendMessage", chat_id=phone.human.person.id, text="Newest")
    await expect(phone.node.locator(".pill")).to_contain_text("Новые сообщения: 1")
    assert await phone.node.locator(".log").evaluate("log => log.scrollTop") == 0
    await phone.node.locator(".pill").click()
    await expect(phone.last).to_be_in_viewport()
    await expect(phone.node.locator(".pill")).to_be_hidden()


async def test_other_sites_are_kept_out(sandbox: Sandbox) -> None:
    """A script of another site can neither listen nor send."""
    stranger = {"Origin": "https://evil.example"}
    async with aiohttp.ClientSession(headers=stranger) as session:
        async with session.get(f"{sandbox.url}/page/live") as answer:
            assert answer.status == 403
        async with session.post(f"{sandbox.url}/page/send", data={"person": "1"}) as answer:
            assert answer.status == 403
        async with session.get(sandbox.url) as answer:
            policy = answer.headers["Content-Security-Policy"]
            assert "script-src 'self'" in policy
            assert "unsafe" not in policy
            assert "<script>" not in await answer.text()


async def test_the_socket_survives_nonsense(sandbox: Sandbox, ivan: Human) -> None:
    """Whatever is said to it, it answers in words or not at all, and goes on."""
    nonsense: tuple[dict[str, object], ...] = (
        {"do": "tap", "person": ivan.person.id, "serial": 10**9, "row": 0, "column": 0},
        {"do": "tap", "person": ivan.person.id, "serial": "x"},
        {"do": "fly"},
        {"do": "text", "person": "nobody", "text": "hi"},
        {"do": "text", "person": ivan.person.id},
        {"do": "move", "seconds": float("1e300")},
        {"do": "move", "seconds": -1},
        {"do": "limits", "on": True, "per_second": "many"},
        {"do": "fault", "on": True, "fault": "plague"},
        {"do": "person", "name": "  ", "language": "ru"},
    )
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{sandbox.url}/page/live") as socket:
        await socket.send_str("not json")
        await socket.send_str("[]")
        for ask, body in enumerate(nonsense):
            await socket.send_json(body | {"ask": ask})
        answers: dict[int, str] = {}
        while len(answers) < len(nonsense):
            told = await socket.receive_json(timeout=5)
            if "ask" in told:
                answers[told["ask"]] = told["kind"]
    assert set(answers.values()) == {"refused"}


async def test_the_page_knows_its_title_and_its_zone() -> None:
    """Whatever the title holds, it is text."""
    async with (
        Sandbox(title='Warm <Club> "A"', timezone="Europe/Moscow") as running,
        aiohttp.ClientSession() as session,
        session.get(running.url) as answer,
    ):
        html = await answer.text()
    assert "<title>Warm &lt;Club> &quot;A&quot;</title>" in html
    assert 'data-timezone="Europe/Moscow"' in html
