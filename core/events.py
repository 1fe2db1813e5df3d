"""Domain events: what happened, told to those who must react within the same transaction."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, and when."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Told with a commit: from this instant on something waits to be done, and somebody had better look."""

    at: datetime


async def emit(session: AsyncSession, event: Event) -> None:
    """Carry out all that core.reactions lists for an event, in its order, in this transaction."""
    from core.reactions import REACTIONS  # the page of reactions knows every concept, and every concept emits

    for react in REACTIONS.get(type(event), ()):
        await react(session, event)
