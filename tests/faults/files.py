"""Hostile files, sent as pictures, papers and lists: what each costs, and whether its refusal has words."""

import time
from pathlib import Path
from typing import Any

from bot.views import imports as import_views
from bot.views.wording_claims import unfit as picture_words
from bot.words import LOCALES, speaking
from core.apart.child import Child
from core.claims.picture import Unfit
from core.claims.workshop import Workshop
from core.sheets.reader import SheetReader
from core.sheets.sheet import MOST_BYTES, UnfitReason, UnfitSheet
from tests.core.claims.test_hostile_files import HOSTILE
from tests.core.claims.test_workshop import UNFIT, bomb
from tests.core.sheets.test_hostile_files import FILES, memory, weighed

WORKER = 256 * 2**20
"""Bytes that a child may hold."""
LONGEST = 5.0
"""Seconds that a file may take."""
GROWTH = 50 * 2**20
"""Bytes by which the bot may grow over one file."""
LEAST = 60


async def full() -> dict[str, Any]:
    """All of them, one after another."""
    found = {f"list: {name}": await _as_list(sent.make(), sent.told) for name, sent in FILES.items()}
    async with Workshop() as workshop:
        pictures = [*(content for content, _ in UNFIT), *(content for content, _ in HOSTILE), bomb(13_000), bomb(6_300)]
        for number, content in enumerate(pictures):
            found[f"picture: {number}, {content[:12]!r}"] = await _as_picture(workshop, content)
    heavy = {name: cost for name, cost in found.items() if not _is_light(cost)}
    most = {key: max(cost[key] for cost in found.values()) for key in ("worker_mib", "seconds", "growth_mib")}
    return {"files": len(found), **most, "wrong": heavy, "reached": not heavy and len(found) >= LEAST}


async def _as_list(content: bytes, told: object) -> dict[str, Any]:
    held = memory()
    if len(content) > MOST_BYTES:
        async with SheetReader() as reader:
            took, answer = {"seconds": 0.0, "bytes": 0.0}, await reader.read(content)
    else:
        async with Child("tests.core.sheets.weighing", within=60) as child:
            took, answer = await child.ask(content, weighed)
    right = answer.reason == told if isinstance(answer, UnfitSheet) else not isinstance(told, UnfitReason)
    words = _said(import_views.unfit, answer.reason) if isinstance(answer, UnfitSheet) else True
    return _cost(took["bytes"], took["seconds"], memory() - held, right=right and words)


async def _as_picture(workshop: Workshop, content: bytes) -> dict[str, Any]:
    held, began = memory(), time.perf_counter()
    answer = await workshop.check(content)
    took = time.perf_counter() - began
    most = _most_held(workshop.child) if workshop.child else 0
    words = _said(picture_words, answer.reason) if isinstance(answer, Unfit) else True
    return _cost(most, took, memory() - held, right=words)


def _most_held(process: int) -> int:
    told = Path(f"/proc/{process}/status").read_text()
    return int(told.partition("VmHWM:")[2].split(maxsplit=1)[0]) * 1024


def _said(view: Any, reason: Any) -> bool:
    """Whether a refusal has words of its own in each language."""
    said = []
    for locale in LOCALES:
        with speaking(locale):
            said.append(view(reason))
    return len(set(said)) == len(LOCALES) and all(len(words) > 10 for words in said)


def _cost(worker: float, seconds: float, growth: float, *, right: bool) -> dict[str, Any]:
    return {
        "worker_mib": round(worker / 2**20),
        "seconds": round(seconds, 2),
        "growth_mib": round(growth / 2**20),
        "right": right,
    }


def _is_light(cost: dict[str, Any]) -> bool:
    light = cost["worker_mib"] * 2**20 <= WORKER and cost["growth_mib"] * 2**20 <= GROWTH
    return light and cost["seconds"] <= LONGEST and bool(cost["right"])
