"""Leases: one holder at a time among replicas, with a fencing token that only grows."""

from datetime import datetime, timedelta

from sqlalchemy import Select, String, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base

LEASE = timedelta(seconds=12)
"""How long a lease lives unrenewed: another replica takes over within 15 seconds."""


_OWN = "replica:"


class LeaseRow(Base):
    """Who holds what until when."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    holder: Mapped[str] = mapped_column(String(32))
    until: Mapped[datetime]
    token: Mapped[int]


def own(holder: str) -> str:
    """The name of the lease by which a replica says that it lives."""
    return f"{_OWN}{holder}"


async def take(session: AsyncSession, name: str, *, holder: str, now: datetime) -> int | None:
    """Take or renew a lease; its fencing token, or None while somebody else holds it."""
    held = insert(LeaseRow).values(name=name, holder=holder, until=now + LEASE, token=1)
    statement = held.on_conflict_do_update(
        index_elements=[LeaseRow.name],
        set_={
            "holder": holder,
            "until": now + LEASE,
            "token": LeaseRow.token + 1,
        },
        where=or_(LeaseRow.holder == holder, LeaseRow.until < now),
    ).returning(LeaseRow.token)
    token: int | None = await session.scalar(statement)
    return token


async def release(session: AsyncSession, name: str, *, holder: str, now: datetime) -> None:
    """Let go of a lease, so that a successor need not wait."""
    await session.execute(
        update(LeaseRow)
        .where(LeaseRow.name == name, LeaseRow.holder == holder)
        .values(until=now)
        .execution_options(synchronize_session=False)
    )


async def release_all(session: AsyncSession, *, holder: str, now: datetime) -> None:
    """Let go of everything: the replica is gone."""
    await session.execute(
        update(LeaseRow).where(LeaseRow.holder == holder).values(until=now).execution_options(synchronize_session=False)
    )


def alive(now: datetime) -> Select[str]:
    """The replicas that hold the lease on their own name."""
    return select(LeaseRow.holder).where(LeaseRow.name == _OWN + LeaseRow.holder, LeaseRow.until >= now)
