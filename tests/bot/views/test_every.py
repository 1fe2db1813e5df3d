"""Every refusal and every notice has words of its own."""

import importlib
import pkgutil
from collections.abc import Iterator

import core
from bot.made_files import MADE
from bot.views.every import wording
from bot.views.notices import message
from core.errors import Refusal
from core.outreach.notices import KINDS


def import_core() -> None:
    """Have every class declared."""
    for module in pkgutil.walk_packages(core.__path__, "core."):
        if ".migrations" not in module.name:
            importlib.import_module(module.name)


def every_refusal() -> Iterator[type[Refusal]]:
    import_core()
    todo = list(Refusal.__subclasses__())
    while todo:
        found = todo.pop()
        todo.extend(found.__subclasses__())
        if found.__module__.startswith("core."):
            yield found


def test_every_refusal_has_words() -> None:
    """Whatever core refuses, the person hears why and what to do."""
    assert {kind.__name__ for kind in every_refusal() if kind not in wording.registry} == set()


def test_every_notice_has_words() -> None:
    import_core()
    assert {kind.__name__ for kind in KINDS.values() if kind not in {*message.registry, *MADE}} == set()
