"""Alerts: owners are told once of what is amiss, again while it goes on, and when it is over."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.db.turns import take_turn
from core.keeping.tables import AlertRow
from core.outreach.notices import Notice, tell
from core.people.persons import Person, with_role
from core.people.rights import Right, roles_with
from core.programme import programmes

GOES_ON_AFTER = timedelta(hours=24)
"""How often owners hear of what goes on."""
QUIET_FOR = timedelta(hours=1)
"""What comes and goes is told once within this time."""

_TURN = "alerts"
"""Two that find the same amiss at once tell it once."""


class AlertKind(StrEnum):
    """Something that an owner has to know of."""

    DEAD_UPDATES = "dead_updates"
    """What people sent could not be handled."""
    DELIVERIES = "deliveries"
    """Messages failed, or may not have arrived."""
    BACKUP_FAILED = "backup_failed"
    BACKUP_OLD = "backup_old"
    DISK = "disk"
    """Nearly full."""
    CLOCK = "clock"
    """The machine's, beside Telegram's."""
    PAUSE = "pause"
    """Telegram told the bot to wait long."""
    PROOF = "proof"
    """The ledger does not add up."""


WORTH_AN_END = frozenset(
    {AlertKind.BACKUP_FAILED, AlertKind.BACKUP_OLD, AlertKind.DISK, AlertKind.CLOCK, AlertKind.PROOF}
)
"""What owners wait for the end of; other things end by their own hand, or by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something found amiss, in numbers."""

    kind: AlertKind
    facts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert(Notice):
    """To owners: something is amiss."""

    kind: ClassVar[str] = "alert"
    what: AlertKind
    facts: dict[str, int]
    goes_on: bool = False
    """They have been told before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertOver(Notice):
    """To owners: it is over."""

    kind: ClassVar[str] = "alert_over"
    what: AlertKind


async def follow(session: AsyncSession, troubles: Collection[Trouble], *, now: datetime) -> None:
    """Take all that is amiss now: tell what is new or goes on, close what is over."""
    await take_turn(session, _TURN)
    known = {AlertKind(row.kind): row for row in await session.scalars(select(AlertRow))}
    for trouble in troubles:
        await _amiss(session, trouble, known.get(trouble.kind), now)
    over = known.keys() - {trouble.kind for trouble in troubles}
    for kind in sorted(over):
        await _over(session, known[kind], now)


async def note(session: AsyncSession, trouble: Trouble, *, now: datetime) -> None:
    """Tell one thing that is amiss, whatever else is."""
    await take_turn(session, _TURN)
    await _amiss(session, trouble, await session.get(AlertRow, trouble.kind.value), now)


async def standing(session: AsyncSession) -> list[Trouble]:
    """What is amiss as far as known, oldest first."""
    rows = await session.scalars(select(AlertRow).where(AlertRow.over_at.is_(None)).order_by(AlertRow.since))
    return [Trouble(kind=AlertKind(row.kind), facts=row.facts) for row in rows]


async def _amiss(session: AsyncSession, trouble: Trouble, row: AlertRow | None, now: datetime) -> None:
    if row is None:
        row = AlertRow(kind=trouble.kind.value, since=now, told_at=now, facts=dict(trouble.facts))
        session.add(row)
        await _tell(session, trouble, now, goes_on=False)
        return
    again = row.over_at is not None
    if again:
        row.since, row.over_at = now, None
    row.facts = dict(trouble.facts)
    if now - row.told_at >= (QUIET_FOR if again else GOES_ON_AFTER):
        row.told_at = now
        await _tell(session, trouble, now, goes_on=not again)


async def _over(session: AsyncSession, row: AlertRow, now: datetime) -> None:
    if row.over_at is not None:
        return
    row.over_at = now
    kind = AlertKind(row.kind)
    if kind in WORTH_AN_END:
        for owner in await _owners(session):
            tell(session, owner.id, AlertOver(what=kind), key=_key(kind, now, "over"), now=now)


async def _tell(session: AsyncSession, trouble: Trouble, now: datetime, *, goes_on: bool) -> None:
    notice = Alert(what=trouble.kind, facts=dict(trouble.facts), goes_on=goes_on)
    for owner in await _owners(session):
        tell(session, owner.id, notice, key=_key(trouble.kind, now, "told"), now=now)


async def _owners(session: AsyncSession) -> list[Person]:
    programme = await programmes.current(session)
    return await with_role(session, programme.id, roles_with(Right.OPERATE)) if programme else []


def _key(kind: AlertKind, now: datetime, what: str) -> str:
    return f"alert:{kind}:{what}:{now.timestamp():.3f}"
