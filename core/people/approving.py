"""Letting people in: whoever came by a poster waits, until whoever looks after him or an owner decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.catalog.tables import CompanyRow
from core.errors import Refusal
from core.events import emit
from core.ids import PersonId
from core.people import eligibility, pii
from core.people.eligibility import Answer, Fitness, judged
from core.people.events import PersonTurnedAway
from core.people.joining import INVITE, joined
from core.people.persons import Person, load
from core.people.rights import Right, allowed, may
from core.people.roles import Occupation, Role, Status
from core.people.tables import PersonRow
from core.people.tables_start import EligibilityRow
from core.programme import programmes

PAGE = 6


class NotWaiting(Refusal):
    """Somebody who was let in or turned away already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Somebody who waits to be let in."""

    person_id: PersonId
    name: str
    company: str | None
    fitness: Fitness = Fitness.FIT
    """Whether the programme is for this person, as it seems."""


async def waiting(session: AsyncSession, *, by: PersonId) -> tuple[Sequence[Newcomer], int]:
    """The first who wait for the viewer's decision, the longest-waiting first, and how many there are. NotAllowed."""
    viewer = await allowed(session, by, Right.INVITE)
    total = await session.scalar(select(func.count()).select_from(PersonRow).where(*_seen_by(viewer))) or 0
    asked = (
        select(PersonRow.id, PersonRow.occupation, CompanyRow.name.label("company"), EligibilityRow.answer)
        .outerjoin(CompanyRow, CompanyRow.id == PersonRow.company_id)
        .outerjoin(EligibilityRow, EligibilityRow.person_id == PersonRow.id)
        .where(*_seen_by(viewer))
        .order_by(PersonRow.id)
        .limit(PAGE)
    )
    rows = (await session.execute(asked)).all()
    names = await pii.names(session, [PersonId(row.id) for row in rows])
    options = (await programmes.load(session, viewer.programme_id)).options
    found = [
        Newcomer(
            person_id=PersonId(row.id),
            name=names.get(PersonId(row.id), ""),
            company=row.company,
            fitness=judged(
                Answer(row.answer) if row.answer else None,
                Occupation(row.occupation) if row.occupation else None,
                options,
            ),
        )
        for row in rows
    ]
    return found, total


async def let_in(session: AsyncSession, person_id: PersonId, *, by: PersonId, now: datetime) -> str:
    """Let somebody take part; the name. Raises NotAllowed, NotWaiting."""
    await _decide(session, person_id, Status.ACTIVE, by=by, now=now)
    person = await load(session, person_id)
    options = (await programmes.load(session, person.programme_id)).options
    if await eligibility.fitness_of(session, person, options) is not Fitness.FIT:
        await eligibility.correct(session, person_id, may=True, by=by, now=now)
    invite = (await session.execute(INVITE, {"person_id": person_id})).one()
    await emit(session, joined(person, invite, now=now, let_in_by=by))
    return (await pii.names(session, [person_id])).get(person_id, "")


async def turn_away(session: AsyncSession, person_id: PersonId, *, by: PersonId, now: datetime) -> str:
    """Keep somebody out; the name. Raises NotAllowed, NotWaiting."""
    await _decide(session, person_id, Status.BLOCKED, by=by, now=now)
    await emit(session, PersonTurnedAway(at=now, person_id=person_id))
    return (await pii.names(session, [person_id])).get(person_id, "")


async def decider(session: AsyncSession, person: Person) -> str | None:
    """The name of who decides about somebody who waits; None where the owners do."""
    manager: int | None = await session.scalar(select(PersonRow.manager_id).where(PersonRow.id == person.id))
    return None if manager is None else (await pii.names(session, [PersonId(manager)])).get(PersonId(manager))


async def _decide(session: AsyncSession, person_id: PersonId, to: Status, *, by: PersonId, now: datetime) -> None:
    decides = await allowed(session, by, Right.INVITE)
    moved = await session.scalar(
        update(PersonRow)
        .where(PersonRow.id == person_id, *_seen_by(decides))
        .values(status=to.value, joined_at=now)
        .returning(PersonRow.id)
        .execution_options(synchronize_session=False)
    )
    if moved is None:
        raise NotWaiting
    await record(
        session,
        programme_id=decides.programme_id,
        by=by,
        act=Act.PERSON_LET_IN if to is Status.ACTIVE else Act.PERSON_TURNED_AWAY,
        subject=f"person:{person_id}",
        now=now,
    )


def _seen_by(viewer: Person) -> tuple[ColumnElement[bool], ...]:
    """Who waits: for whoever keeps the programme everybody, for others those they look after."""
    these: tuple[Any, ...] = (
        PersonRow.programme_id == viewer.programme_id,
        PersonRow.role == Role.PARTNER.value,
        PersonRow.status == Status.PENDING.value,
    )
    return these if may(viewer, Right.EDIT_PROGRAMME) else (*these, PersonRow.manager_id == viewer.id)
