"""Taking a claim: whoever is about to decide it has it alone for some minutes, and all others see so."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, exists, or_, select
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import SQLColumnExpression

from core.claims.queue_tables import QueueRow, TakingRow
from core.claims.verdict_events import ClaimTaken
from core.errors import Refusal
from core.events import emit
from core.ids import ClaimId, PersonId
from core.people import pii
from core.people.persons import Person
from core.people.roles import Role


class Step(StrEnum):
    """How far somebody is who has taken a claim."""

    LOOKING = "looking"
    DECLINING = "declining"
    """Chooses the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Who has a claim, and until when."""

    by: PersonId
    until: datetime
    step: Step


@dataclass(kw_only=True, eq=False)
class TakenByAnother(Refusal):
    """Somebody else is about to decide it."""

    claim_id: ClaimId
    by_name: str | None
    until: datetime
    zone: str
    """Of whoever is told."""
    may_take_over: bool


_TAKINGS: Any = TakingRow.__table__
_NEW = insert(_TAKINGS)
_ROW = {"person_id": _NEW.excluded.person_id, "until": _NEW.excluded.until, "step": _NEW.excluded.step}


def _taking(new: Insert, where: ColumnElement[bool] | None) -> Any:
    return new.on_conflict_do_update(index_elements=[_TAKINGS.c.claim_id], set_=_ROW, where=where).returning(
        _TAKINGS.c.claim_id
    )


_TAKE = _taking(_NEW, or_(_TAKINGS.c.person_id == _NEW.excluded.person_id, _TAKINGS.c.until <= bindparam("now")))
_TAKE_OVER = _taking(_NEW, None)
_RELEASE = delete(_TAKINGS).where(
    _TAKINGS.c.claim_id == bindparam("of_claim"), _TAKINGS.c.person_id == bindparam("of_person")
)
_FREE = delete(_TAKINGS).where(_TAKINGS.c.claim_id == bindparam("of_claim"))
_OF = select(_TAKINGS).where(
    _TAKINGS.c.claim_id.in_(bindparam("ids", expanding=True)), _TAKINGS.c.until > bindparam("now")
)


def taken_by_another(claim: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """The condition that somebody else than `viewer` has a claim at `now`; both are parameters."""
    return exists().where(
        _TAKINGS.c.claim_id == claim, _TAKINGS.c.person_id != bindparam("viewer"), _TAKINGS.c.until > bindparam("now")
    )


async def hold(
    session: AsyncSession,
    claim_id: ClaimId,
    *,
    by: Person,
    minutes: int,
    now: datetime,
    step: Step = Step.LOOKING,
    over: bool = False,
) -> None:
    """Take a claim, or go on having it, whether it waits for a verdict or not. Raises TakenByAnother.

    `over` takes it from whoever has it: an owner may, and anybody once the time is over.
    """
    row = {"claim_id": claim_id, "person_id": by.id, "until": now + timedelta(minutes=minutes), "step": step.value}
    over = over and by.role is Role.OWNER
    taken = await session.scalar(_TAKE_OVER if over else _TAKE, row if over else row | {"now": now})
    if taken is None:
        found = (await takings(session, [claim_id], now=now)).get(claim_id)
        names = await pii.names(session, [found.by]) if found else {}
        raise TakenByAnother(
            claim_id=claim_id,
            by_name=names.get(found.by) if found else None,
            until=found.until if found else now,
            zone=by.timezone,
            may_take_over=by.role is Role.OWNER,
        )


async def take(
    session: AsyncSession,
    claim_id: ClaimId,
    *,
    by: Person,
    minutes: int,
    now: datetime,
    step: Step = Step.LOOKING,
    over: bool = False,
) -> None:
    """`hold`, and have all others see it."""
    await hold(session, claim_id, by=by, minutes=minutes, now=now, step=step, over=over)
    await emit(session, ClaimTaken(claim_id=claim_id, by=by.id, at=now))


async def release(session: AsyncSession, claim_id: ClaimId, *, by: PersonId, now: datetime) -> None:
    """Give an own taking back; another's stays."""
    await session.execute(_RELEASE, {"of_claim": claim_id, "of_person": by})
    await emit(session, ClaimTaken(claim_id=claim_id, by=None, at=now))


async def free(session: AsyncSession, claim_id: ClaimId) -> None:
    """End a taking, whosever it is: the claim is decided, or gone."""
    await session.execute(_FREE, {"of_claim": claim_id})


async def free_all(session: AsyncSession, person_id: PersonId, *, now: datetime) -> None:
    """End all takings of somebody who leaves, the place in the queue as well, and have the others see it."""
    await session.execute(delete(QueueRow).where(QueueRow.person_id == person_id))
    freed = await session.scalars(
        delete(TakingRow)
        .where(TakingRow.person_id == person_id)
        .returning(TakingRow.claim_id)
        .execution_options(synchronize_session=False)
    )
    for claim_id in sorted(freed):
        await emit(session, ClaimTaken(claim_id=ClaimId(claim_id), by=None, at=now))


async def takings(session: AsyncSession, claims: Collection[ClaimId], *, now: datetime) -> dict[ClaimId, Taken]:
    """Who has which of some claims now, by one statement."""
    if not claims:
        return {}
    return {
        ClaimId(row.claim_id): Taken(by=PersonId(row.person_id), until=row.until, step=Step(row.step))
        for row in await session.execute(_OF, {"ids": sorted(claims), "now": now})
    }
