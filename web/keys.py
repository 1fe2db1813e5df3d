"""What the doors need from outside, kept in the application under typed keys."""

from collections.abc import Awaitable, Callable

from aiohttp import web

Ready = Callable[[], Awaitable[list[str]]]
"""Reasons why the service cannot work now, each a few words; none when it can."""

Store = Callable[[bytes], Awaitable[None]]
"""Keeps the raw body of an update, and returns once that is committed."""

READY: web.AppKey[Ready] = web.AppKey("ready")
STORE: web.AppKey[Store] = web.AppKey("store")
SECRET: web.AppKey[bytes] = web.AppKey("secret")
