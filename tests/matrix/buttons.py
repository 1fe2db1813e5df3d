"""Every button and command there is, as the code declares them: nothing here is written down by hand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from aiogram import Router
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.filters.logic import _LogicFilter

import bot.app  # noqa: F401  # brings every handler, and so every button
from bot.dispatch import dispatcher
from bot.handlers.groups import ToBot
from bot.taps_people import Doing, Who
from core.people.sanctions import Ground

TOGETHER: dict[tuple[str, str], dict[str, Any]] = {("sanc", "sure"): {"ground": Ground.RUDENESS}}
"""What a choice never comes without, by prefix and field."""


@dataclass(frozen=True, slots=True)
class Press:
    """A button of a kind, with every choice it carries but whose thing it means."""

    kind: type[CallbackData]
    act: str
    """What it does, where it says so: the first closed set among its fields."""
    chosen: Mapping[str, Any] = field(hash=False)

    @property
    def key(self) -> str:
        """What its row of the table is called."""
        return f"{self.kind.__prefix__}:{self.act}" if self.act else self.kind.__prefix__


FURTHER = [Press(Who, Doing.AWAY, {"do": Doing.AWAY, "chosen": True, "more": 7})]
"""Those whose handler depends on what is no closed choice."""


def kinds() -> list[type[CallbackData]]:
    """Every class of button."""
    return [kind for kind in CallbackData.__subclasses__() if kind.__module__.startswith("bot.")]


def presses() -> list[Press]:
    """Every button in every act, and each further choice of it once."""
    return [press for kind in kinds() for press in _of(kind)] + FURTHER


def commands() -> list[str]:
    """Every command that some handler listens to in a private chat."""
    found = {str(name) for router in _below(dispatcher()) for name in _named(router)}
    return sorted(found)


def group_commands() -> list[str]:
    """Every command that some handler listens to in a group."""
    filters = [
        each.callback
        for router in _below(dispatcher())
        for handler in router.message.handlers
        for each in handler.filters or ()
    ]
    return sorted({each.command for each in filters if isinstance(each, ToBot)})


def callback_handlers() -> list[str]:
    """Every handler of taps."""
    return [name_of(each) for router in _below(dispatcher()) for each in router.callback_query.handlers]


def name_of(handler: Any) -> str:
    """A handler by its module and name."""
    function = handler.callback
    for cell in getattr(function, "__closure__", None) or ():
        if callable(cell.cell_contents):
            function = cell.cell_contents
    return f"{function.__module__.removeprefix('bot.')}.{function.__name__}"


def _of(kind: type[CallbackData]) -> Iterator[Press]:
    closed = {name: values for name, each in kind.model_fields.items() if (values := _closed(each.annotation))}
    says = next((name for name, values in closed.items() if isinstance(values[0], str)), None)
    others = {name: values for name, values in closed.items() if name != says}
    base = {
        name: kind.model_fields[name].default if not kind.model_fields[name].is_required() else values[0]
        for name, values in others.items()
    }
    for act in closed[says] if says else [None]:
        chosen = base | ({says: act} if says else {})
        yield Press(kind, str(act) if says else "", chosen)
        for name, values in others.items():
            for value in values:
                if value != base[name]:
                    with_it = TOGETHER.get((kind.__prefix__, name), {})
                    yield Press(kind, str(act) if says else "", chosen | with_it | {name: value})


def _closed(annotation: Any) -> list[Any]:
    """The values of a closed set; none for an open one."""
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return list(annotation)
    if annotation is bool:
        return [False, True]
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    if get_origin(annotation) in {Union, UnionType}:
        return [value for each in get_args(annotation) for value in _closed(each)]
    return []


def _below(router: Router) -> Iterator[Router]:
    yield router
    for each in router.sub_routers:
        yield from _below(each)


def _named(router: Router) -> Iterator[Any]:
    for handler in router.message.handlers:
        for each in handler.filters or ():
            for single in _single(each.callback):
                if isinstance(single, Command):
                    yield from single.commands


def _single(check: Any) -> Iterator[Any]:
    yield check
    if isinstance(check, _LogicFilter):
        for each in getattr(check, "targets", ()):
            yield from _single(each.callback)
