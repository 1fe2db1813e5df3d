"""The caretaker's rounds: how often it is asked for each of its duties, and knows itself what is due."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from core.db.database import Database
from core.keeping.caretaker import Caretaker
from scheduler.ticks import Chore


def rounds_of(caretaker: Caretaker) -> tuple[Chore, ...]:
    """What a caretaker is asked for; the look comes last, and tells of what came before."""
    minute = timedelta(minutes=1)
    return (
        _round("the day's backup", 10 * minute, caretaker.back_up),
        _round("the night's proof", 10 * minute, caretaker.prove),
        _round("the list of the erased", 5 * minute, caretaker.keep_erased),
        _round("what is amiss", minute, caretaker.look),
    )


def _round(name: str, every: timedelta, duty: Callable[[], Awaitable[None]]) -> Chore:
    async def once(_: Database, __: datetime) -> int:
        await duty()
        return 0

    return Chore(name=name, every=every, work=once, next_due=_whenever)


async def _whenever(_: AsyncSession) -> None:
    return None
