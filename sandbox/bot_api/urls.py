"""Which addresses Telegram accepts in links and buttons."""

import re

_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://")
_HOST = re.compile(r"[^\s/?#:@.]+(\.[^\s/?#:@.]+)+$")
_LOCAL = re.compile(r"(localhost|\[[0-9a-fA-F:]+\])$")


class WrongUrl(Exception):
    """Carries Telegram's reason."""


def check(url: str) -> str:
    """The address with its scheme. Raises WrongUrl."""
    match = _SCHEME.match(url)
    scheme = match["scheme"].lower() if match else "http"
    if scheme in {"tg", "ton", "tonsite"}:
        return url
    if scheme not in {"http", "https"}:
        raise WrongUrl("Unsupported URL protocol")
    rest = url[match.end() :] if match else url
    host = re.split(r"[/?#]", rest, maxsplit=1)[0].rpartition("@")[2]
    host = re.sub(r":\d{1,5}$", "", host)
    if not host:
        raise WrongUrl("URL host is empty")
    if not (_HOST.match(host) or _LOCAL.match(host)) or re.search(r"\s", rest):
        raise WrongUrl("Wrong HTTP URL")
    return url if match else f"http://{url}"


def checked_url(url: str) -> str | None:
    """The address, or None where Telegram would silently drop the link."""
    try:
        return check(url)
    except WrongUrl:
        return None
