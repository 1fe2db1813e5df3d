"""The ladder of sanctions: a warning, a freeze of spending, exclusion; each for a reason, each lifted again."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.errors import Refusal
from core.events import emit
from core.ids import PersonId
from core.people.appointments import refuse_last_owner
from core.people.charge import in_charge
from core.people.events import SanctionImposed, SanctionLifted
from core.people.persons import Person, lock
from core.people.roles import Status
from core.people.tables import PersonRow
from core.people.tables_standing import SanctionRow

LONGEST_NOTE = 500


class Step(StrEnum):
    """A step of the ladder."""

    WARNING = "warning"
    """Words only."""
    FREEZE = "freeze"
    """Earning goes on, spending does not."""
    EXCLUSION = "exclusion"
    """No part in anything; what was earned stays."""


class Ground(StrEnum):
    """Why."""

    FALSE_SALES = "false_sales"
    """Sales that never were."""
    REPEATED = "repeated"
    """The same sale again and again."""
    FOREIGN_DOCUMENTS = "foreign_documents"
    """Somebody else's documents."""
    RUDENESS = "rudeness"
    """Insults or threats."""
    OTHER = "other"
    """Something else, which the note says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sanction:
    """One that was imposed."""

    id: int
    person_id: PersonId
    step: Step
    ground: Ground
    note: str
    decided_by: PersonId
    at: datetime
    lifted: bool
    appealed: bool


class SanctionUnknown(Refusal):
    """There is no such sanction, or it was lifted."""


class GroundMissing(Refusal):
    """OTHER needs a note."""


async def impose(
    session: AsyncSession,
    person_id: PersonId,
    step: Step,
    ground: Ground,
    *,
    note: str = "",
    by: PersonId,
    now: datetime,
) -> Sanction:
    """Impose a sanction; a step that stands already stands, as does today's same warning, and nothing is told twice.

    Raises what `in_charge` raises, LastOwner, GroundMissing.
    """
    _, person = await in_charge(session, person_id, by=by)
    await lock(session, person_id)
    note = " ".join(note.split())[:LONGEST_NOTE]
    if ground is Ground.OTHER and not note:
        raise GroundMissing
    await refuse_last_owner(session, person)
    for standing in await in_force(session, person_id):
        same_words = (standing.ground, standing.note, standing.at.date()) == (ground, note, now.date())
        if standing.step is step and (step is not Step.WARNING or same_words):
            return standing
    facts = {"kind": step.value, "reason": ground.value}
    sanction_id = await session.scalar(
        insert(SanctionRow)
        .values(person_id=person_id, note=note, appeal="", decided_by=by, at=now, **facts)
        .returning(SanctionRow.id)
    )
    await _settle(session, person_id)
    await record(
        session,
        programme_id=person.programme_id,
        by=by,
        act=Act.PERSON_SANCTIONED,
        subject=f"person:{person_id}",
        after=facts,
        now=now,
    )
    imposed = await load_sanction(session, sanction_id or 0)
    await emit(session, SanctionImposed(sanction_id=imposed.id, person_id=person_id, at=now))
    return imposed


async def lift(session: AsyncSession, sanction_id: int, *, by: PersonId, now: datetime) -> Sanction:
    """Take a sanction back; the person is told. Raises what `in_charge` raises, SanctionUnknown."""
    sanction = await load_sanction(session, sanction_id)
    _, person = await in_charge(session, sanction.person_id, by=by)
    await lock(session, sanction.person_id)
    lifted = await session.scalar(
        update(SanctionRow)
        .where(SanctionRow.id == sanction_id, SanctionRow.lifted_at.is_(None))
        .values(lifted_at=now, lifted_by=by)
        .returning(SanctionRow.id)
        .execution_options(synchronize_session=False)
    )
    if lifted is None:
        raise SanctionUnknown
    await _settle(session, sanction.person_id, lifted=sanction.step)
    await record(
        session,
        programme_id=person.programme_id,
        by=by,
        act=Act.SANCTION_LIFTED,
        subject=f"person:{sanction.person_id}",
        before={"kind": sanction.step.value, "reason": sanction.ground.value},
        now=now,
    )
    await emit(session, SanctionLifted(sanction_id=sanction_id, person_id=sanction.person_id, at=now))
    return sanction


async def in_force(session: AsyncSession, person_id: PersonId) -> list[Sanction]:
    """What was imposed on a person and not lifted, the oldest first."""
    rows = await session.scalars(
        select(SanctionRow)
        .where(SanctionRow.person_id == person_id, SanctionRow.lifted_at.is_(None))
        .order_by(SanctionRow.id)
    )
    return [_sanction(row) for row in rows]


async def freeze_of(session: AsyncSession, person: Person) -> Sanction | None:
    """What keeps somebody from spending; None where nothing does."""
    if not person.frozen:
        return None
    return next((each for each in await in_force(session, person.id) if each.step is Step.FREEZE), None)


async def load_sanction(session: AsyncSession, sanction_id: int) -> Sanction:
    """A sanction as it stands. Raises SanctionUnknown."""
    row = await session.scalar(select(SanctionRow).where(SanctionRow.id == sanction_id))
    if row is None:
        raise SanctionUnknown
    await session.refresh(row)
    return _sanction(row)


def _sanction(row: SanctionRow) -> Sanction:
    return Sanction(
        id=row.id,
        person_id=PersonId(row.person_id),
        step=Step(row.kind),
        ground=Ground(row.reason),
        note=row.note,
        decided_by=PersonId(row.decided_by),
        at=row.at,
        lifted=row.lifted_at is not None,
        appealed=row.appealed_at is not None,
    )


async def _settle(session: AsyncSession, person_id: PersonId, *, lifted: Step | None = None) -> None:
    """Bring status and freeze to what the sanctions in force say; the bin and the way in are not touched.

    Only an exclusion that is lifted lets somebody back in: whoever was turned away at the door stays outside.
    """
    steps = {each.step for each in await in_force(session, person_id)}
    change = update(PersonRow).execution_options(synchronize_session=False)
    await session.execute(change.where(PersonRow.id == person_id).values(frozen=Step.FREEZE in steps))
    if Step.EXCLUSION in steps:
        was, becomes = Status.ACTIVE, Status.BLOCKED
    elif lifted is Step.EXCLUSION:
        was, becomes = Status.BLOCKED, Status.ACTIVE
    else:
        return
    await session.execute(
        change.where(PersonRow.id == person_id, PersonRow.status == was.value).values(status=becomes.value)
    )
    await session.execute(
        change.where(
            PersonRow.id == person_id, PersonRow.status == Status.REMOVED.value, PersonRow.removed_from == was.value
        ).values(removed_from=becomes.value)
    )
