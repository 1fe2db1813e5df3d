"""The wire: why a call failed, by what that means for sending it again."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import transport
from bot.transport import Answer, DownloadFailed, Failure, Telegram
from core.db.database import Database
from core.db.work import NetworkInsideStep
from sandbox.faults import FaultKind
from sandbox.model import BotUser
from sandbox.server import Sandbox

TOKEN = "7000000002:AAcanary-token-of-the-wire-0123456789"
Answering = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.fixture
def bot(sandbox: Sandbox) -> BotUser:
    return sandbox.world.new_bot("wire_bot", "Wire", token=TOKEN)


@pytest.fixture
async def telegram(sandbox: Sandbox, bot: BotUser) -> AsyncIterator[Telegram]:
    async with Telegram(TOKEN, base=sandbox.url) as found:
        yield found


@asynccontextmanager
async def server(answer: Answering) -> AsyncIterator[str]:
    """A server that answers each connection its own way; its address."""
    found = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with found:
        yield f"http://127.0.0.1:{found.sockets[0].getsockname()[1]}"


def saying(content: bytes, status: str = "200 OK") -> Answering:
    """Answers every request with a body."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        head = f"HTTP/1.1 {status}\r\nContent-Length: {len(content)}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode() + content)
        await writer.drain()
        writer.close()

    return answer


async def call(base: str, *, proxy: str | None = None) -> Answer:
    async with Telegram(TOKEN, base=base, proxy=proxy) as telegram:
        return await telegram.call("sendMessage", {"chat_id": 1, "text": "a"})


async def nobody_listens() -> str:
    async with server(saying(b"")) as address:
        return address


async def test_an_answer_is_its_result(telegram: Telegram) -> None:
    answer = await telegram.call("getMe", {})
    assert answer.failure is None
    assert answer.result["username"] == "wire_bot"


async def test_what_never_left_surely_had_no_effect() -> None:
    assert (await call(await nobody_listens())).failure is Failure.NOT_SENT
    assert (await call("http://no-such-host.invalid")).failure is Failure.NOT_SENT


@pytest.mark.parametrize("kind", ["http", "socks5"])
async def test_a_proxy_that_is_down_had_no_effect_either(kind: str) -> None:
    """And is no reason to raise: a call always comes back with an answer."""
    address = (await nobody_listens()).replace("http://", f"{kind}://")
    assert (await call("http://api.invalid", proxy=address)).failure is Failure.NOT_SENT


async def test_a_proxy_that_refuses_had_no_effect_either() -> None:
    async with server(saying(b"", "403 Forbidden")) as address:
        assert (await call("https://api.invalid", proxy=address)).failure is Failure.NOT_SENT


@pytest.mark.parametrize(
    ("kind", "failure"),
    [
        (FaultKind.RESET_BEFORE, Failure.AMBIGUOUS),
        (FaultKind.RESET_AFTER, Failure.AMBIGUOUS),
        (FaultKind.SERVER_ERROR, Failure.AMBIGUOUS),
        (FaultKind.BAD_GATEWAY, Failure.AMBIGUOUS),
        (FaultKind.HTML, Failure.AMBIGUOUS),
        (FaultKind.TOO_MANY, Failure.WAIT),
        (FaultKind.FORBIDDEN, Failure.REFUSED),
    ],
)
async def test_bad_days_have_their_names(
    sandbox: Sandbox, telegram: Telegram, kind: FaultKind, failure: Failure
) -> None:
    sandbox.world.faults.add(kind, times=1, retry_after=77)
    answer = await telegram.call("getMe", {})
    assert answer.failure is failure
    assert answer.retry_after == (77 if kind is FaultKind.TOO_MANY else 0)
    assert (await telegram.call("getMe", {})).failure is None


@pytest.mark.parametrize("content", [b"", b"null", b"[]", b'{"result": 1}', b"\xff\xfe", b"[" * 100_000])
async def test_what_is_not_the_bot_apis_answer_leaves_open_what_happened(content: bytes) -> None:
    async with server(saying(content)) as address:
        assert (await call(address)).failure is Failure.AMBIGUOUS


async def test_an_answer_that_does_not_come_leaves_it_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "TIMEOUT", 0.05)
    gone = asyncio.Event()

    async def silence(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()
        gone.set()

    async with server(silence) as address:
        assert (await call(address)).failure is Failure.AMBIGUOUS
        await gone.wait()


async def test_no_failure_tells_the_token(sandbox: Sandbox, telegram: Telegram) -> None:
    answers = [await call(await nobody_listens()), await telegram.call("sendMessage", {"chat_id": 1, "text": "a"})]
    with pytest.raises(DownloadFailed) as missing:
        await telegram.download("photos/none.jpg")
    for failure in (*answers, missing.value, missing.value.__context__):
        assert TOKEN not in repr(failure)


async def test_a_group_that_moved_tells_its_new_id() -> None:
    moved = {"ok": False, "error_code": 400, "description": "x", "parameters": {"migrate_to_chat_id": -1001}}
    async with server(saying(json.dumps(moved).encode(), "400 Bad Request")) as address:
        answer = await call(address)
    assert (answer.failure, answer.migrate_to) == (Failure.REFUSED, -1001)


async def test_a_download_knows_whether_another_try_is_in_vain(telegram: Telegram) -> None:
    with pytest.raises(DownloadFailed) as missing:
        await telegram.download("photos/none.jpg")
    assert missing.value.for_good
    async with Telegram(TOKEN, base=await nobody_listens()) as unreachable:
        with pytest.raises(DownloadFailed) as refused:
            await unreachable.download("photos/none.jpg")
    assert not refused.value.for_good


async def test_what_is_too_big_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "MAX_DOWNLOAD", 1_000)
    async with server(saying(b"x" * 1_001)) as address, Telegram(TOKEN, base=address) as telegram:
        with pytest.raises(DownloadFailed, match="too big") as failed:
            await telegram.download("documents/a")
    assert failed.value.for_good


async def test_a_step_cannot_wait_for_the_network(db: Database, telegram: Telegram) -> None:
    """One that did would stop everybody's."""

    async def calls(_: AsyncSession) -> None:
        await telegram.call("getMe", {})

    async def downloads(_: AsyncSession) -> None:
        await telegram.download("photos/a.jpg")

    for step in (calls, downloads):
        with pytest.raises(NetworkInsideStep):
            await db.run(step)
