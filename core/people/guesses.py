"""Guesses: wrong invitation codes are counted for each account, and too many of them are not looked at."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import Refusal
from core.people.tables import GuessRow

MOST = 5
WINDOW = timedelta(minutes=10)
"""From the first wrong guess on."""


@dataclass(kw_only=True, eq=False)
class TooManyGuesses(Refusal):
    """This account guessed wrong too often; even a right code is not looked at now."""

    until: datetime


async def count_wrong_guess(session: AsyncSession, *, channel: str, external_id: int, now: datetime) -> None:
    """Count one. Called by the edge in the transaction that answers InviteUnknown: the first was rolled back."""
    counted = insert(GuessRow).values(channel=channel, external_id=external_id, window_start=now, wrong=1)
    is_over = GuessRow.window_start <= now - WINDOW
    await session.execute(
        counted.on_conflict_do_update(
            index_elements=[GuessRow.channel, GuessRow.external_id],
            set_={
                "window_start": case((is_over, counted.excluded.window_start), else_=GuessRow.window_start),
                "wrong": case((is_over, 1), else_=GuessRow.wrong + 1),
            },
        )
    )


async def refuse_guessers(session: AsyncSession, *, channel: str, external_id: int, now: datetime) -> None:
    """Raise TooManyGuesses after five wrong codes within ten minutes."""
    began: datetime | None = await session.scalar(
        select(GuessRow.window_start).where(
            GuessRow.channel == channel,
            GuessRow.external_id == external_id,
            GuessRow.wrong >= MOST,
            GuessRow.window_start > now - WINDOW,
        )
    )
    if began is not None:
        raise TooManyGuesses(until=began + WINDOW)


async def forget_old(session: AsyncSession, *, now: datetime) -> int:
    """Drop counts whose ten minutes are over: they stand in nobody's way any more; how many."""
    gone = await session.scalars(
        delete(GuessRow)
        .where(GuessRow.window_start <= now - WINDOW)
        .returning(GuessRow.external_id)
        .execution_options(synchronize_session=False)
    )
    return len(gone.all())
