"""The methods, by their names in lower case."""

from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.bot_api.invocation import Invocation
from sandbox.bot_api.methods import about, chats, commands, editing, files, forwarding, reacting, sending

Method = Callable[[Invocation], Any | Awaitable[Any]]

METHODS: dict[str, tuple[str, Callable[[Invocation], Any]]] = {
    name.lower(): (name, method)
    for module in (about, chats, commands, editing, files, forwarding, reacting, sending)
    for name, method in module.METHODS.items()
}
"""Each gives Telegram's spelling and the function that answers the result or raises ApiError."""
