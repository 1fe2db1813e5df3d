"""The wire to a Bot API server: raw calls and downloads, and why one of them failed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import TracebackType
from typing import Any, Self

import aiohttp
from aiohttp_socks import ProxyConnectionError, ProxyConnector, ProxyError, ProxyTimeoutError

from core.db.work import refuse_inside_a_step

OFFICIAL = "https://api.telegram.org"
TIMEOUT = 20.0
"""Seconds for a call; polling adds its own waiting time."""

CONNECT_WITHIN = 10.0
"""Seconds for the connection alone: a call that fails before it stands surely had no effect."""

MAX_DOWNLOAD = 20 * 1024 * 1024
"""Bytes; what Telegram lets a bot download."""

_NOT_CONNECTED = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    ProxyConnectionError,
    ProxyError,
    ProxyTimeoutError,
)
_LOST = (aiohttp.ClientError, TimeoutError, OSError, EOFError)


class Failure(StrEnum):
    """Why a call brought no result, by what it means for sending it again."""

    NOT_SENT = "not_sent"
    """Surely had no effect: nobody was reached."""
    AMBIGUOUS = "ambiguous"
    """May have had its effect: the answer was lost, late or not Telegram's."""
    WAIT = "wait"
    """Refused for now (429); says for how long."""
    REFUSED = "refused"
    """Refused for good; says why."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that goes with a call, under the field's name."""

    field: str
    file_name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: a result, or a failure with its facts."""

    result: Any = None
    failure: Failure | None = None
    error_code: int = 0
    description: str = ""
    retry_after: int = 0
    migrate_to: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


class DownloadFailed(Exception):
    """A file could not be fetched. Carries no address: that would carry the token."""

    def __init__(self, why: str, *, for_good: bool) -> None:
        super().__init__(why)
        self.for_good = for_good
        """Whether another try would be in vain."""


class Telegram:
    """One bot's connection to a Bot API server."""

    def __init__(self, token: str, *, base: str = OFFICIAL, proxy: str | None = None) -> None:
        self.token = token
        self._api = f"{base.rstrip('/')}/bot{token}/"
        self._files = f"{base.rstrip('/')}/file/bot{token}/"
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None

    @property
    def bot_id(self) -> int:
        """The number before the token's colon."""
        return int(self.token.partition(":")[0])

    async def __aenter__(self) -> Self:
        connector = _connector(self._proxy)
        self._session = aiohttp.ClientSession(connector=connector, timeout=_patience(TIMEOUT))
        return self

    async def __aexit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._session is not None:
            await self._session.close()

    async def call(
        self, method: str, body: bytes | Mapping[str, Any], *, uploads: tuple[Upload, ...] = (), wait: float = 0
    ) -> Answer:
        """Call a method. `body` is its JSON, or its parameters; `wait` adds seconds for long polling.

        Never raises for what the network or Telegram did: the answer says it.
        """
        refuse_inside_a_step()
        patience = _patience(TIMEOUT + wait)
        try:
            async with self._http.post(self._api + method, timeout=patience, **_body(body, uploads)) as response:
                return _read(await response.read(), response)
        except _NOT_CONNECTED as error:
            return Answer(failure=Failure.NOT_SENT, description=type(error).__name__)
        except _LOST as error:
            return Answer(failure=Failure.AMBIGUOUS, description=type(error).__name__)

    async def download(self, file_path: str) -> bytes:
        """The bytes of a file that getFile named. Raises DownloadFailed."""
        refuse_inside_a_step()
        try:
            async with self._http.get(self._files + file_path) as response:
                if response.status != 200:
                    raise DownloadFailed(f"status {response.status}", for_good=response.status in {400, 404})
                content = await response.content.read(MAX_DOWNLOAD + 1)
                while len(content) <= MAX_DOWNLOAD and (more := await response.content.read(MAX_DOWNLOAD)):
                    content += more
        except (*_NOT_CONNECTED, *_LOST) as error:
            raise DownloadFailed(type(error).__name__, for_good=False) from None
        if len(content) > MAX_DOWNLOAD:
            raise DownloadFailed("too big", for_good=True)
        return content

    @property
    def _http(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("the connection is not open")
        return self._session


def _patience(seconds: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=seconds, sock_connect=CONNECT_WITHIN)


def _connector(proxy: str | None) -> aiohttp.BaseConnector:
    if proxy:
        return ProxyConnector.from_url(proxy, limit=100)
    return aiohttp.TCPConnector(limit=100)


def _body(body: bytes | Mapping[str, Any], uploads: tuple[Upload, ...]) -> dict[str, Any]:
    if not uploads:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return {"data": content, "headers": {"Content-Type": "application/json"}}
    form = aiohttp.FormData()
    parameters = json.loads(body) if isinstance(body, bytes) else body
    for name, value in parameters.items():
        form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    for upload in uploads:
        form.add_field(upload.field, upload.content, filename=upload.file_name)
    return {"data": form}


def _read(content: bytes, response: aiohttp.ClientResponse) -> Answer:
    """An answer from a body; whatever is not Telegram's JSON leaves open what happened."""
    try:
        found = json.loads(content)
        ok = found["ok"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return Answer(failure=Failure.AMBIGUOUS, error_code=response.status, description="not the Bot API's JSON")
    if ok:
        return Answer(result=found.get("result"), headers=response.headers)
    code = int(found.get("error_code", response.status))
    parameters = found.get("parameters") or {}
    return Answer(
        failure=_failure(code),
        error_code=code,
        description=str(found.get("description", "")),
        retry_after=int(parameters.get("retry_after", 0)),
        migrate_to=parameters.get("migrate_to_chat_id"),
        headers=response.headers,
    )


def _failure(code: int) -> Failure:
    if code == 429:
        return Failure.WAIT
    return Failure.AMBIGUOUS if code >= 500 else Failure.REFUSED
