"""Naughty strings into every field, and out at every place: shown as text, sent, and nothing besides."""

import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiogram.filters.callback_data import CallbackData
from sqlalchemy.ext.asyncio import AsyncSession

from core.db import migrate
from core.db.engine import database_url
from sandbox.model import Person
from sandbox.server import Sandbox
from tests.clock import passing_time
from tests.faults.field import UNASKED, Do, Field
from tests.faults.fields import EVERYTHING
from tests.faults.naughty import STRINGS
from tests.faults.rendered import tells, wrong_of
from tests.faults.saying import Heard, Raw, Sayer, Step, tap, text
from tests.matrix.rows import Actor
from tests.matrix.world import PARTS, World, build
from tests.stage import Stage, open_stage


@dataclass(slots=True)
class Found:
    """What came of it."""

    said: int = 0
    refused: int = 0
    shown: int = 0
    """Messages and files that showed what was typed."""
    wrong: list[str] = field(default_factory=list)


async def inject(world: World, each: Field, strings: Sequence[str]) -> Found:
    """Type strings into a field, and look at all that tells of them."""
    sayer, found = Sayer(world.stage), Found()
    who = world.people[each.by].person
    lead = [_step(world, *_whose(each, do)) for do in each.first(world)]
    looks = [_step(world, *_whose(each, do)) for do in each.then(world)]
    told = [[each.said(who, string) if each.said else text(who, each.typed(string)), *looks] for string in strings]
    for string, heard in zip(strings, await sayer.tells(who, lead, told), strict=True):
        found.said += 1
        found.refused += heard.refusal is not None
        found.shown += sum(tells(call) for call in heard.calls)
        about = f"{each.state} {string[:60]!r}"
        found.wrong += [f"{about}: {wrong}" for wrong in _wrong(each, string, heard)]
    return found


def _wrong(each: Field, string: str, heard: Heard) -> Iterator[str]:
    if heard.broken:
        yield heard.broken
    if not each.state.startswith(UNASKED) and heard.state != each.state.partition("/")[0]:
        yield f"{heard.state} is awaited"
    for call in heard.calls:
        yield from wrong_of(call, None if each.parts else string)


def _whose(each: Field, do: Do | tuple[Actor, Do]) -> tuple[Actor, Do]:
    return do if isinstance(do, tuple) else (each.by, do)


def _step(world: World, actor: Actor, do: Do) -> Step:
    """Something done, as an update or by hand."""
    person = world.people[actor].person
    if isinstance(do, str):
        return text(person, do)
    if isinstance(do, CallbackData):
        return tap(person, do.pack())
    return _by_hand(person, do)


def _by_hand(person: Person, do: Any) -> Step:
    async def step(session: AsyncSession) -> Raw | None:
        data = await do(session)
        return tap(person, data) if data else None

    return step


async def furnished(stage: Stage) -> World:
    """A world in which a verdict counts at once, so that it is shown."""
    world = await build(stage)
    await stage.set_options(modules=PARTS, undo_seconds=0)
    return world


async def full() -> dict[str, Any]:
    """All strings into all fields."""
    return await _on_a_stage(EVERYTHING, STRINGS)


async def _on_a_stage(fields: Sequence[Field], strings: Sequence[str]) -> dict[str, Any]:
    began, wrong, by_field = time.perf_counter(), list[str](), dict[str, Any]()
    with tempfile.TemporaryDirectory() as place:
        url = f"sqlite:///{Path(place) / 'tandem.db'}"
        await migrate.upgrade(database_url(url))
        async with Sandbox(passing_time(), first_backoff=0.02) as sandbox:
            stage = await open_stage(sandbox, url)
            world = await furnished(stage)
            for each in fields:
                found = await inject(world, each, strings)
                by_field[each.state] = [found.said, found.refused, found.shown]
                wrong += found.wrong
                if found.shown == 0 and not each.unseen:
                    wrong.append(f"{each.state} is shown nowhere")
            await stage.service.stop()
    return {
        "strings": len(strings),
        "fields": len(fields),
        "said": sum(found[0] for found in by_field.values()),
        "shown": sum(found[2] for found in by_field.values()),
        "by_field": by_field,
        "wrong": wrong[:200],
        "seconds": round(time.perf_counter() - began),
        "reached": not wrong,
    }
