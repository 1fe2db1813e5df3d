"""Invites that still open a door, and closing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.catalog.tables import CompanyRow
from core.errors import Refusal
from core.ids import InviteId, PersonId
from core.people.persons import Person, load
from core.people.rights import Right, may, require
from core.people.roles import Occupation, Role
from core.people.tables import InviteRow


class InviteGone(Refusal):
    """An invite that is used up, expired or revoked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveInvite:
    """An invite that somebody could come by now. Its code is known to its holder only."""

    id: InviteId
    role: Role
    occupation: Occupation | None
    company: str | None
    uses_left: int
    expires_at: datetime
    created_at: datetime


async def live_invites(session: AsyncSession, *, by: PersonId, now: datetime) -> Sequence[LiveInvite]:
    """The newest first: everybody's to whoever keeps the programme, their own to other inviters. Raises NotAllowed."""
    rows = await session.execute(_seen_by(await load(session, by), now).order_by(InviteRow.id.desc()))
    return [_live(row) for row in rows]


async def live_invite(session: AsyncSession, invite_id: InviteId, *, by: PersonId, now: datetime) -> LiveInvite:
    """One of `live_invites`. Raises NotAllowed; InviteGone where nobody can come by it any more."""
    row = (await session.execute(_seen_by(await load(session, by), now).where(InviteRow.id == invite_id))).one_or_none()
    if row is None:
        raise InviteGone
    return _live(row)


async def revoke(session: AsyncSession, invite_id: InviteId, *, by: PersonId, now: datetime) -> None:
    """Let nobody else in by an invite; whoever came stays. Raises what `live_invite` raises."""
    invite = await live_invite(session, invite_id, by=by, now=now)
    await session.execute(
        update(InviteRow)
        .where(InviteRow.id == invite_id)
        .values(uses_left=0)
        .execution_options(synchronize_session=False)
    )
    await record(
        session,
        programme_id=(await load(session, by)).programme_id,
        by=by,
        act=Act.INVITE_REVOKED,
        subject=f"invite:{invite_id}",
        before={"uses": invite.uses_left},
        after={"uses": 0},
        now=now,
    )


def _seen_by(person: Person, now: datetime) -> Select[*tuple[Any, ...]]:
    keeps = may(person, Right.EDIT_PROGRAMME)
    if not keeps:
        require(person, Right.INVITE)
    found = (
        select(*_COLUMNS)
        .outerjoin(CompanyRow, CompanyRow.id == InviteRow.company_id)
        .where(
            InviteRow.programme_id == person.programme_id,
            InviteRow.role != Role.OWNER.value,
            InviteRow.uses_left > 0,
            InviteRow.expires_at > now,
        )
    )
    return found if keeps else found.where(InviteRow.created_by == person.id)


def _live(row: Row[*tuple[Any, ...]]) -> LiveInvite:
    return LiveInvite(
        id=InviteId(row.id),
        role=Role(row.role),
        occupation=Occupation(row.occupation) if row.occupation else None,
        company=row.company,
        uses_left=row.uses_left,
        expires_at=row.expires_at,
        created_at=row.created_at,
    )


_COLUMNS = (
    InviteRow.id,
    InviteRow.role,
    InviteRow.occupation,
    InviteRow.uses_left,
    InviteRow.expires_at,
    InviteRow.created_at,
    CompanyRow.name.label("company"),
)
