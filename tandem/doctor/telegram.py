"""The doctor asks Telegram: is it in reach, does it know the token, do our clocks agree, where does it deliver."""

from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

from bot.transport import Answer, Failure, Telegram
from core.clock import Clock, system_clock
from tandem.doctor.findings import Finding, good, note, wrong
from tandem.housing import ahead_of_telegram
from tandem.settings import Settings

CLOCK_MAY_DIFFER = timedelta(seconds=10)
"""Telegram's Date header has whole seconds, and takes its time to arrive."""

DELIVERY_FAILED_LATELY = timedelta(hours=1)


FOR_PARTNERS = {"scope": {"type": "all_private_chats"}}


async def findings(
    settings: Settings, token: str, clock: Clock = system_clock, *, pilot: bool = False
) -> AsyncIterator[Finding]:
    """What Telegram answers; nothing more once it does not answer."""
    async with Telegram(token, base=settings.telegram_api_url, proxy=settings.telegram_proxy) as telegram:
        me = await _ask(telegram, "getMe")
        now = clock()
        if me.failure is not None:
            yield _unreachable(settings, me)
            return
        yield good(f"the token is that of @{me.result.get('username')}")
        if settings.telegram_proxy:
            yield good(f"the proxy {_place(settings.telegram_proxy)} works")
        for finding in _clock(me, now):
            yield finding
        webhook = await _ask(telegram, "getWebhookInfo")
        if webhook.failure is None:
            for finding in _webhook(settings, webhook.result, now):
                yield finding
        if pilot:
            for finding in _commands(await _ask(telegram, "getMyCommands", FOR_PARTNERS)):
                yield finding


def _commands(answer: Answer) -> Iterator[Finding]:
    if answer.failure is None and answer.result:
        yield good(f"the bot offers {len(answer.result)} commands")
    else:
        yield wrong("the bot offers no commands yet", "`tandem run` sets them: start the service once.")


async def _ask(telegram: Telegram, method: str, body: dict[str, Any] | None = None) -> Answer:
    try:
        return await telegram.call(method, body or {})
    except (ProxyError, ProxyConnectionError, ProxyTimeoutError):
        return Answer(failure=Failure.NOT_SENT, description="the proxy does not let us through")


def _unreachable(settings: Settings, answer: Answer) -> Finding:
    if answer.error_code in {401, 404}:
        return wrong("Telegram does not know the token", "Copy BOT_TOKEN again from @BotFather.")
    reason = answer.description or f"status {answer.error_code}"
    api = _place(settings.telegram_api_url)
    if settings.telegram_proxy:
        proxy = _place(settings.telegram_proxy)
        return wrong(
            f"{api} cannot be reached through the proxy {proxy} ({reason})",
            "Check TELEGRAM_PROXY: its scheme, address, user and password.",
        )
    return wrong(
        f"{api} cannot be reached ({reason})",
        "Check this machine's network and TELEGRAM_API_URL; where Telegram is blocked, set TELEGRAM_PROXY.",
    )


def _clock(answer: Answer, now: datetime) -> Iterator[Finding]:
    ahead = ahead_of_telegram(answer, now)
    if ahead is None:
        return
    if abs(ahead) <= CLOCK_MAY_DIFFER:
        yield good("this machine's clock is right")
    else:
        direction = "ahead of" if ahead > timedelta() else "behind"
        yield wrong(
            f"this machine's clock is {abs(ahead).total_seconds():.0f} s {direction} Telegram's",
            "Have it set by NTP: on most systems `timedatectl set-ntp true`.",
        )


def _webhook(settings: Settings, info: dict[str, Any], now: datetime) -> Iterator[Finding]:
    ours, theirs = settings.webhook_url, info.get("url") or None
    if ours is None and theirs is not None:
        yield wrong(
            f"Telegram delivers to {_place(theirs)}, so that it cannot be polled",
            "Another service uses this token: give Tandem a bot of its own, or set WEBHOOK_URL.",
        )
    elif ours is None:
        yield good("updates are fetched by long polling")
    elif theirs is None:
        yield note("Telegram has no webhook yet", "`tandem run` sets it.")
    elif theirs != ours:
        yield wrong(f"Telegram delivers to {_place(theirs)}", "`tandem run` sets it to WEBHOOK_URL when it starts.")
    else:
        yield from _deliveries(info, now)
    if info.get("pending_update_count"):
        yield note(f"{info['pending_update_count']} updates wait at Telegram", "`tandem run` takes them in.")


def _deliveries(info: dict[str, Any], now: datetime) -> Iterator[Finding]:
    failed_at = info.get("last_error_date", 0)
    if now.timestamp() - failed_at < DELIVERY_FAILED_LATELY.total_seconds():
        yield wrong(
            f"Telegram could not deliver to the webhook lately ({info.get('last_error_message', 'no reason given')})",
            "Check that WEBHOOK_URL leads, by your web server, to /webhook on HTTP_HOST and HTTP_PORT.",
        )
    else:
        yield good("Telegram delivers to the webhook")


def _place(url: str) -> str:
    """An address without what may be secret in it."""
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname}{port}"
