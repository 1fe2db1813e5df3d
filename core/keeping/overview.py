"""The state of the installation on one screen, for whoever runs it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.inbox import InboxState
from core.channel.outbox import OutboxState
from core.channel.tables import InboxRow, OutboxRow
from core.db import leases
from core.ids import PersonId
from core.keeping import alerts, runs
from core.keeping.alerts import Trouble
from core.keeping.amiss import Amiss
from core.keeping.house import House
from core.keeping.runs import Run, RunKind
from core.keeping.watch import COUNT_AMISS, COUNT_DEAD
from core.people.rights import Right, allowed

_WAITING = select(
    select(func.count()).where(InboxRow.state == InboxState.NEW.value).scalar_subquery().label("incoming"),
    select(func.count()).where(OutboxRow.state == OutboxState.NEW.value).scalar_subquery().label("outgoing"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """How the installation is doing."""

    house: House
    incoming: int
    """Updates that wait to be handled."""
    outgoing: int
    """Messages that wait to be sent."""
    amiss: dict[Amiss, int]
    backup: Run | None
    proof: Run | None
    free_bytes: int
    replicas: int
    """Processes that share the database; 0 where there is only this one."""
    troubles: tuple[Trouble, ...]


async def overview(session: AsyncSession, house: House, *, by: PersonId, now: datetime) -> Overview:
    """Look at everything an owner may want to know. Raises NotAllowed."""
    await allowed(session, by, Right.OPERATE)
    waiting = (await session.execute(_WAITING)).one()
    amiss = {Amiss(row.state): row.rows for row in await session.execute(COUNT_AMISS)}
    dead = await session.scalar(COUNT_DEAD) or 0
    return Overview(
        house=house,
        incoming=waiting.incoming,
        outgoing=waiting.outgoing,
        amiss=({Amiss.DEAD: dead} if dead else {}) | amiss,
        backup=await runs.last(session, RunKind.BACKUP),
        proof=await runs.last(session, RunKind.PROOF),
        free_bytes=house.free_bytes(),
        replicas=len((await session.scalars(leases.alive(now))).all()),
        troubles=tuple(await alerts.standing(session)),
    )
