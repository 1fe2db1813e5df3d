"""Keeping filters in the loop: aiogram runs every synchronous one in a thread, which costs more than the filter."""

from collections.abc import Callable, Coroutine
from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.handler import CallableObject


def keep_in_loop(root: Router) -> None:
    """Wrap the synchronous filters and handlers of a router and all below it in coroutines, once, at wiring."""
    for router in root.chain_tail:
        for observer in router.observers.values():
            for handler in observer.handlers:
                for callable_object in (handler, *(handler.filters or ())):
                    _wrap(callable_object)
            for check in observer._handler.filters or ():
                _wrap(check)


def _wrap(target: CallableObject) -> None:
    if not target.awaitable:
        target.callback = _awaited(target.callback)
        target.awaitable = True


def _awaited(function: Callable[..., Any]) -> Callable[..., Coroutine[Any, Any, Any]]:
    async def run(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return run
