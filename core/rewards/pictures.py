"""Pictures of prizes, kept as sealed bytes: they outlive the channel's ids and stand in every backup."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.db.database import keyring
from core.ids import PrizeId
from core.rewards.tables import AWAITED, PrizePictureRow

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)
GIVE_UP = 30
"""Tries after which the channel is not asked any more: about a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A picture as the channel has announced it to one bot."""

    file_id: str
    bot_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitedPicture:
    """A picture of a prize to fetch; the id is the prize's."""

    id: PrizeId
    file_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrizePicture:
    """A picture of a prize as it can be shown: by the channel's id, or by its bytes where that is not ours."""

    key: str
    file_id: str | None = None
    content: bytes | None = None


_OF_PRIZE = PrizePictureRow.prize_id == bindparam("of_prize")
_FORGET = delete(PrizePictureRow).where(_OF_PRIZE).execution_options(synchronize_session=False)
_AWAIT = insert(PrizePictureRow)
_AWAITING = (
    select(PrizePictureRow.prize_id, PrizePictureRow.file_id)
    .where(AWAITED, PrizePictureRow.next_try_at <= bindparam("now"))
    .order_by(PrizePictureRow.next_try_at, PrizePictureRow.prize_id)
    .limit(bindparam("most"))
)
_STILL = (_OF_PRIZE, PrizePictureRow.file_id == bindparam("fetched"))
_STORE = (
    update(PrizePictureRow)
    .where(*_STILL)
    .values(sealed=bindparam("bytes"), next_try_at=None)
    .execution_options(synchronize_session=False)
)
_LATER = (
    update(PrizePictureRow)
    .where(*_STILL)
    .values(tries=PrizePictureRow.tries + 1, next_try_at=bindparam("at"))
    .execution_options(synchronize_session=False)
)
_TRIES = select(PrizePictureRow.tries).where(*_STILL)
_KNOWN = select(PrizePictureRow.file_id, PrizePictureRow.bot_id).where(_OF_PRIZE)
_BYTES = select(PrizePictureRow.sealed).where(_OF_PRIZE)


async def keep(session: AsyncSession, prize_id: PrizeId, picture: Shot, *, now: datetime) -> None:
    """Have a prize's picture fetched, in place of the one before."""
    await session.execute(_FORGET, {"of_prize": prize_id})
    row = {"prize_id": prize_id, "file_id": picture.file_id, "bot_id": picture.bot_id, "tries": 0, "next_try_at": now}
    await session.execute(_AWAIT, row)


async def awaiting(session: AsyncSession, *, now: datetime, limit: int = 20) -> list[AwaitedPicture]:
    """Pictures whose bytes are to be fetched now, the longest due first."""
    rows = await session.execute(_AWAITING, {"now": now, "most": limit})
    return [AwaitedPicture(id=PrizeId(row.prize_id), file_id=row.file_id) for row in rows]


async def store(session: AsyncSession, found: AwaitedPicture, content: bytes) -> None:
    """Keep a picture's bytes; one that was replaced meanwhile changes nothing."""
    sealed = keyring(session).evidence.close(content)
    await session.execute(_STORE, {"of_prize": found.id, "fetched": found.file_id, "bytes": sealed})


async def failed(session: AsyncSession, found: AwaitedPicture, *, for_good: bool, now: datetime) -> None:
    """Try again later, at longer and longer intervals; what cannot be had is shown by the channel's id alone."""
    tries = await session.scalar(_TRIES, {"of_prize": found.id, "fetched": found.file_id}) or 0
    pause = min(FIRST_PAUSE * 2 ** min(tries, 20), LONGEST_PAUSE)
    at = None if for_good or tries >= GIVE_UP else now + pause
    await session.execute(_LATER, {"of_prize": found.id, "fetched": found.file_id, "at": at})


async def shown(session: AsyncSession, prize_id: PrizeId, *, bot_id: int) -> PrizePicture | None:
    """A prize's picture for a bot: ids that another bot was given say nothing to this one."""
    row = (await session.execute(_KNOWN, {"of_prize": prize_id})).one_or_none()
    if row is None:
        return None
    key = f"prize:{prize_id}:{row.file_id}"
    if row.bot_id == bot_id:
        return PrizePicture(key=key, file_id=row.file_id)
    sealed = await session.scalar(_BYTES, {"of_prize": prize_id})
    if sealed is None:
        return PrizePicture(key=key, file_id=row.file_id) if row.bot_id is None else None
    return PrizePicture(key=key, content=keyring(session).evidence.open(sealed))
