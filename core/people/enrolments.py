"""People whom a list named, on their way in: how many have come how far, who they are, and their invitations."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.catalog.tables import CompanyRow
from core.db.database import keyring
from core.ids import PersonId, ProgrammeId
from core.people import pii
from core.people.enrolling import LIVES
from core.people.events import PersonJoined
from core.people.invites import CODE
from core.people.newcomers import JoinStep
from core.people.offers import code_hash
from core.people.persons import Person, PersonUnknown
from core.people.revoking import InviteGone
from core.people.rights import Right, allowed, may
from core.people.roles import Role
from core.people.stages import Stage
from core.people.tables import EnrolmentRow, InviteRow, PersonRow

PAGE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """Somebody whom a list named."""

    person_id: PersonId
    stage: Stage
    name: str
    phone: str
    """Digits with their country code."""
    company: str | None
    locale: str
    step: JoinStep | None
    """Of somebody half-way: what is asked now."""
    code: str | None
    """Of the invitation, while it can be passed on."""
    expires_at: datetime
    opening_points: int
    opening_expires_on: date | None


async def counts(session: AsyncSession, *, by: PersonId) -> Mapping[Stage, int]:
    """How many have come how far, of those whom the viewer sees. Raises NotAllowed."""
    viewer = await allowed(session, by, Right.INVITE)
    rows = await session.execute(
        select(EnrolmentRow.stage, func.count().label("people")).where(*seen_by(viewer)).group_by(EnrolmentRow.stage)
    )
    found: dict[str, int] = {row.stage: row.people for row in rows}
    return {stage: found.get(stage, 0) for stage in Stage}


async def page(
    session: AsyncSession, stage: Stage, *, by: PersonId, after: int = 0, now: datetime
) -> tuple[Sequence[Enrolled], bool]:
    """A page of a stage, in the order of the lists, and whether more follow. Raises NotAllowed."""
    viewer = await allowed(session, by, Right.INVITE)
    asked = _ENROLLED.where(*seen_by(viewer), EnrolmentRow.stage == stage.value, EnrolmentRow.person_id > after)
    rows = (await session.execute(asked.order_by(EnrolmentRow.person_id).limit(PAGE + 1))).all()
    return await _named(session, rows[:PAGE], now), len(rows) > PAGE


async def enrolled(session: AsyncSession, person_id: PersonId, *, by: PersonId, now: datetime) -> Enrolled:
    """One of them. Raises NotAllowed, PersonUnknown."""
    viewer = await allowed(session, by, Right.INVITE)
    rows = (await session.execute(_ENROLLED.where(*seen_by(viewer), EnrolmentRow.person_id == person_id))).all()
    found = await _named(session, rows, now)
    if not found:
        raise PersonUnknown
    return found[0]


async def renew(session: AsyncSession, person_id: PersonId, *, by: PersonId, now: datetime) -> Enrolled:
    """Give somebody who never opened the invitation a new one; the old link ends. Raises InviteGone for others."""
    found = await _unopened(session, person_id, by=by, now=now)
    code = secrets.token_urlsafe(CODE)
    old = (await session.execute(_INVITE_OF.where(EnrolmentRow.person_id == person_id))).one()
    await _end(session, old.id)
    new = {column: getattr(old, column) for column in ("programme_id", "role", "occupation", "company_id", "locale")}
    fresh = {"person_id": person_id, "uses_left": 1, "expires_at": now + LIVES, "created_by": by, "created_at": now}
    invite_id = await session.scalar(
        insert(InviteRow).values(**new, **fresh, code_hash=code_hash(code)).returning(InviteRow.id)
    )
    sealed = keyring(session).people.close(code.encode())
    await session.execute(_of(person_id).values(invite_id=invite_id, sealed_code=sealed))
    await _record(session, Act.INVITE_MADE, int(invite_id or 0), old.programme_id, by, now)
    return await enrolled(session, found.person_id, by=by, now=now)


async def revoke(session: AsyncSession, person_id: PersonId, *, by: PersonId, now: datetime) -> Enrolled:
    """Let nobody in by an invitation that was never opened. Raises InviteGone, NotAllowed, PersonUnknown."""
    await _unopened(session, person_id, by=by, now=now)
    old = (await session.execute(_INVITE_OF.where(EnrolmentRow.person_id == person_id))).one()
    await _end(session, old.id)
    await session.execute(_of(person_id).values(sealed_code=None))
    await _record(session, Act.INVITE_REVOKED, old.id, old.programme_id, by, now)
    return await enrolled(session, person_id, by=by, now=now)


async def open_door(session: AsyncSession, person_id: PersonId) -> None:
    """Note that somebody has opened the own invitation."""
    await session.execute(_of(person_id).values(stage=Stage.BEGUN.value, sealed_code=None))


async def note_joined(session: AsyncSession, joined: PersonJoined) -> None:
    """Note that somebody whom a list named has come in; of others there is nothing to note."""
    await session.execute(_of(joined.person_id).values(stage=Stage.JOINED.value, sealed_code=None))


async def _unopened(session: AsyncSession, person_id: PersonId, *, by: PersonId, now: datetime) -> Enrolled:
    found = await enrolled(session, person_id, by=by, now=now)
    if found.stage is not Stage.INVITED:
        raise InviteGone
    return found


async def _end(session: AsyncSession, invite_id: int) -> None:
    await session.execute(
        update(InviteRow)
        .where(InviteRow.id == invite_id)
        .values(uses_left=0)
        .execution_options(synchronize_session=False)
    )


async def _record(
    session: AsyncSession, act: Act, invite_id: int, programme_id: int, by: PersonId, now: datetime
) -> None:
    subject = f"invite:{invite_id}"
    await record(session, programme_id=ProgrammeId(programme_id), by=by, act=act, subject=subject, now=now)


def seen_by(viewer: Person) -> tuple[ColumnElement[bool], ...]:
    """Which enrolments somebody sees: whoever keeps the programme all of them, others those they made themselves."""
    if may(viewer, Right.EDIT_PROGRAMME):
        return (EnrolmentRow.programme_id == viewer.programme_id,)
    return (EnrolmentRow.enrolled_by == viewer.id,)


def _of(person_id: PersonId) -> Any:
    return update(EnrolmentRow).where(EnrolmentRow.person_id == person_id).execution_options(synchronize_session=False)


async def _named(session: AsyncSession, rows: Sequence[Row[*tuple[Any, ...]]], now: datetime) -> list[Enrolled]:
    known = await pii.read_many(session, [PersonId(row.person_id) for row in rows])
    seal = keyring(session).people
    return [
        Enrolled(
            person_id=each,
            stage=Stage(row.stage),
            name=known[each].name if each in known else "",
            phone=(known[each].phone or "") if each in known else "",
            company=row.company,
            locale=row.locale,
            step=_step(row) if row.stage == Stage.BEGUN else None,
            code=seal.open(row.sealed_code).decode() if row.sealed_code and row.expires_at > now else None,
            expires_at=row.expires_at,
            opening_points=row.opening_points,
            opening_expires_on=row.opening_expires_on,
        )
        for row in rows
        for each in [PersonId(row.person_id)]
    ]


def _step(row: Row[*tuple[Any, ...]]) -> JoinStep:
    """What somebody half-way is asked now; the name is known from the list."""
    if not row.agreed:
        return JoinStep.CONSENTS
    return JoinStep.OCCUPATION if row.role == Role.PARTNER and row.occupation is None else JoinStep.COMPANY


_ENROLLED = (
    select(
        *(getattr(EnrolmentRow, name) for name in ("person_id", "stage", "sealed_code")),
        EnrolmentRow.opening_points,
        EnrolmentRow.opening_expires_on,
        *(PersonRow.role, PersonRow.occupation, PersonRow.agreed, PersonRow.locale),
        CompanyRow.name.label("company"),
        InviteRow.expires_at,
    )
    .join(PersonRow, PersonRow.id == EnrolmentRow.person_id)
    .join(InviteRow, InviteRow.id == EnrolmentRow.invite_id)
    .outerjoin(CompanyRow, CompanyRow.id == PersonRow.company_id)
)
_INVITE_OF = select(
    *(getattr(InviteRow, name) for name in ("id", "programme_id", "role", "occupation", "company_id", "locale"))
).join(EnrolmentRow, EnrolmentRow.invite_id == InviteRow.id)
