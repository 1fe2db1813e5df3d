"""The kinds of value that settings take: each says in words what is wrong with a value that is none of them."""

import os
import re
from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic_settings import NoDecode

MAKE_SECRET = f'{"py" if os.name == "nt" else "python3"} -c "import secrets; print(secrets.token_urlsafe(32))"'
"""A command that prints a secret of 43 characters, good for SECRET_KEY and WEBHOOK_SECRET."""

TOKEN_SHAPE = r"\d{6,}:[A-Za-z0-9_-]{30,}"  # noqa: S105 (a pattern)
"""What a token looks like."""


def address(value: str, *schemes: str) -> SplitResult:
    """A complete address with one of the schemes. Raises ValueError, never with the address in it."""
    try:
        url = urlsplit(value)
        complete = url.scheme in schemes and bool(url.hostname) and url.port != 0
    except ValueError:
        complete = False
    if not complete:
        raise ValueError(f"is not a complete address that begins with {' or '.join(f'{s}://' for s in schemes)}")
    return url


def _matching(pattern: str, wrong: str) -> AfterValidator:
    def check(value: SecretStr) -> SecretStr:
        if not re.fullmatch(pattern, value.get_secret_value()):
            raise ValueError(wrong)
        return value

    return AfterValidator(check)


def _in_case(change: Callable[[str], str]) -> BeforeValidator:
    return BeforeValidator(lambda value: change(value.strip()) if isinstance(value, str) else value)


def _api(value: str) -> str:
    address(value, "http", "https")
    return value.rstrip("/")


def _proxy(value: str) -> str:
    if address(value, "http", "socks5").port is None:
        raise ValueError("names no port")
    return value


def _database(value: str) -> str:
    from sqlalchemy.exc import ArgumentError

    from core.db.engine import database_url

    try:
        url = database_url(value)
    except (ArgumentError, ValueError):
        raise ValueError("is not the address of a SQLite or PostgreSQL database") from None
    if url.get_backend_name() == "sqlite" and url.database in {None, "", ":memory:"}:
        raise ValueError("names no file, so that everything would be forgotten")
    return value


def _ids(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    ids = re.split(r"[,;\s]+", value.strip(",; "))
    if not all(re.fullmatch(r"[1-9][0-9]{0,18}", one) for one in ids):
        raise ValueError("has something other than positive numbers")
    return tuple(int(one) for one in ids)


def _zone(value: str) -> str:
    try:
        return ZoneInfo(value).key
    except (ValueError, OSError, KeyError):
        raise ValueError("is no known time zone") from None


def _webhook(value: str) -> str:
    path = address(value, "http", "https").path
    return value if path.strip("/") else value.rstrip("/") + "/webhook"


BotToken = Annotated[SecretStr, _matching(TOKEN_SHAPE, "does not look like a bot token")]
SecretKey = Annotated[SecretStr, _matching(r"(?s).{32,}", "is too short")]
WebhookSecret = Annotated[
    SecretStr,
    _matching(r"(?s).{32,}", "is too short"),
    _matching(r"[A-Za-z0-9_-]{1,256}", "is too long or has characters that Telegram refuses"),
]
ApiUrl = Annotated[str, AfterValidator(_api)]
ProxyUrl = Annotated[str, AfterValidator(_proxy)]
DatabaseUrl = Annotated[str, AfterValidator(_database)]
TelegramIds = Annotated[tuple[int, ...], NoDecode, BeforeValidator(_ids)]
Zone = Annotated[str, AfterValidator(_zone)]
Port = Annotated[int, Field(ge=0, le=65535)]
Rate = Annotated[float, Field(ge=1, le=1000)]
WebhookUrl = Annotated[str, AfterValidator(_webhook)]
Lower = _in_case(str.lower)
Upper = _in_case(str.upper)
