"""The HTTP doors, over real HTTP."""

import asyncio
import io
from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import pytest

from core.db.database import Database
from web import health, webhook
from web.app import make_app, serving
from web.keys import Ready, Store

SECRET = "a-secret-of-thirty-two-characters"
HEADERS = {webhook.SECRET_HEADER: SECRET}

Open = Callable[..., Awaitable[aiohttp.ClientSession]]


class Inbox:
    """Keeps bodies as the service's inbox would."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    async def store(self, body: bytes) -> None:
        self.bodies.append(body)


async def nothing_wrong() -> list[str]:
    return []


@pytest.fixture
async def open_doors() -> AsyncIterator[Open]:
    """Serves an application, and gives a client of it."""
    clients: list[aiohttp.ClientSession] = []
    stop = asyncio.Event()
    servers: list[asyncio.Task[None]] = []

    async def serve(ready: Ready, store: Store | None, port: asyncio.Future[int]) -> None:
        async with serving(make_app(ready, store, SECRET), "127.0.0.1", 0) as bound:
            port.set_result(bound)
            await stop.wait()

    async def start(ready: Ready = nothing_wrong, store: Store | None = None) -> aiohttp.ClientSession:
        port: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        servers.append(asyncio.create_task(serve(ready, store, port)))
        clients.append(aiohttp.ClientSession(f"http://127.0.0.1:{await port}"))
        return clients[-1]

    yield start
    for client in clients:
        await client.close()
    stop.set()
    await asyncio.gather(*servers)


async def test_a_living_process_says_so(open_doors: Open) -> None:
    """Even while it cannot work: restarting it would not help."""

    async def no_database() -> list[str]:
        return ["the database does not answer"]

    client = await open_doors(no_database)
    async with client.get("/healthz") as answer:
        assert (answer.status, await answer.json()) == (200, {"status": "alive"})
        assert answer.headers["Cache-Control"] == "no-store"


async def test_readiness_tells_its_reasons(open_doors: Open) -> None:
    """A load balancer reads the status, an administrator the rest."""
    reasons: list[str] = []

    async def ready() -> list[str]:
        return reasons

    client = await open_doors(ready)
    async with client.get("/readyz") as answer:
        assert (answer.status, await answer.json()) == (200, {"status": "ready"})
    reasons.append("the database does not answer")
    async with client.get("/readyz") as answer:
        assert answer.status == 503
        assert await answer.json() == {"status": "not ready", "reasons": reasons}


async def test_a_check_that_fails_or_hangs_is_not_ready(open_doors: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for ever, and nobody outside reads what went wrong."""
    monkeypatch.setattr(health, "PATIENCE", 0.01)

    async def fails() -> list[str]:
        raise RuntimeError("password of the database")

    async def hangs() -> list[str]:
        await asyncio.get_running_loop().create_future()
        return []

    for check in (fails, hangs):
        client = await open_doors(check)
        async with client.get("/readyz") as answer:
            assert answer.status == 503
            assert (await answer.json())["reasons"] == ["the check itself failed"]


async def test_readiness_by_a_real_database(open_doors: Open, db: Database) -> None:
    """The check as the service makes it: a read through its own engine."""

    async def ready() -> list[str]:
        async with db.read() as session:
            await session.connection()
        return []

    client = await open_doors(ready)
    async with client.get("/readyz") as answer:
        assert answer.status == 200


async def test_an_update_is_stored_raw_before_it_is_confirmed(open_doors: Open) -> None:
    """200 is Telegram's leave to forget it."""
    inbox = Inbox()
    client = await open_doors(store=inbox.store)
    body = '{"update_id": 1, "message": "привет"}'.encode()
    async with client.post("/webhook", data=body, headers=HEADERS) as answer:
        assert (answer.status, await answer.read()) == (200, b"")
    assert inbox.bodies == [body]


@pytest.mark.parametrize("body", [b"{}", b"[1]", b"{broken", b"", b"\xff\xfe", b"null"])
async def test_a_malformed_but_authentic_body_is_taken(open_doors: Open, body: bytes) -> None:
    """Any other answer would mute its person for a day; what it is is found out later."""
    inbox = Inbox()
    client = await open_doors(store=inbox.store)
    async with client.post("/webhook", data=body, headers=HEADERS) as answer:
        assert answer.status == 200
    assert inbox.bodies == [body]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {webhook.SECRET_HEADER: ""},
        {webhook.SECRET_HEADER: SECRET + "x"},
        {webhook.SECRET_HEADER: SECRET.upper()},
        {webhook.SECRET_HEADER: "секрет"},
        {"X-Forwarded-For": "149.154.167.220"},
    ],
)
async def test_a_stranger_is_turned_away(open_doors: Open, headers: dict[str, str]) -> None:
    """With any bytes in the header, and whatever address he claims to call from."""
    inbox = Inbox()
    client = await open_doors(store=inbox.store)
    async with client.post("/webhook", data=b'{"update_id": 1}', headers=headers) as answer:
        assert answer.status == 401
    assert inbox.bodies == []


async def test_a_header_that_is_no_text_is_turned_away() -> None:
    """A client would not send such bytes; an attacker does."""
    inbox = Inbox()
    head = f"POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n{webhook.SECRET_HEADER}: "
    async with serving(make_app(nothing_wrong, inbox.store, SECRET), "127.0.0.1", 0) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(head.encode() + b"\xff\xfe\x80\r\n\r\n{}")
        assert (await reader.readline()).split()[1] == b"401"
        writer.close()
        await writer.wait_closed()
    assert inbox.bodies == []


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize(("size", "status"), [(webhook.LARGEST_BODY, 200), (webhook.LARGEST_BODY + 1, 413)])
async def test_a_body_has_a_limit(open_doors: Open, size: int, status: int, *, chunked: bool) -> None:
    """One MiB, whether its length is announced or not."""
    inbox = Inbox()
    client = await open_doors(store=inbox.store)
    async with client.post(
        "/webhook", data=io.BytesIO(b"x" * size), headers=HEADERS, chunked=chunked or None
    ) as answer:
        assert answer.status == status
    assert len(inbox.bodies) == (1 if status == 200 else 0)


async def test_what_cannot_be_stored_is_asked_for_again(open_doors: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that is down or hangs loses nothing."""
    monkeypatch.setattr(webhook, "PATIENCE", 0.01)

    async def down(_: bytes) -> None:
        raise ConnectionRefusedError("the database")

    async def hangs(_: bytes) -> None:
        await asyncio.get_running_loop().create_future()

    for store in (down, hangs):
        client = await open_doors(store=store)
        async with client.post("/webhook", data=b"{}", headers=HEADERS) as answer:
            assert answer.status == 503
            assert answer.headers["Retry-After"] == str(webhook.RETRY_AFTER)
            assert await answer.read() == b""


async def test_only_what_exists_answers(open_doors: Open) -> None:
    """A browser at the webhook, and a bot that polls and has none."""
    polling = await open_doors()
    async with polling.post("/webhook", data=b"{}", headers=HEADERS) as answer:
        assert answer.status == 404
    hooked = await open_doors(store=Inbox().store)
    async with hooked.get("/webhook") as answer:
        assert answer.status == 405


@pytest.mark.parametrize("secret", [None, ""])
def test_a_webhook_without_a_secret_does_not_start(secret: str | None) -> None:
    """It would accept everything."""
    with pytest.raises(ValueError, match="needs a secret"):
        make_app(nothing_wrong, Inbox().store, secret)


async def test_a_taken_port_is_told() -> None:
    """The command line makes a sentence of it."""
    async with serving(make_app(nothing_wrong), "127.0.0.1", 0) as port:
        with pytest.raises(OSError, match="in use"):
            async with serving(make_app(nothing_wrong), "127.0.0.1", port):
                pass
