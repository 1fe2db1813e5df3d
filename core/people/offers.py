"""Offers: what an invitation code opens, to whom, and how often."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.catalog.tables import CompanyRow
from core.errors import Refusal
from core.ids import CompanyId, InviteId, OutletId, PersonId, ProgrammeId
from core.people.guesses import refuse_guessers
from core.people.persons import load
from core.people.rights import Right, may, may_give
from core.people.roles import Occupation, Role, Status
from core.people.tables import InviteRow, PersonRow
from core.programme.tables import ProgrammeRow


class InviteUnknown(Refusal):
    """Not a code that opens a door now: never made, used up or expired, nobody learns which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What an invite offers to whoever holds its code."""

    invite_id: InviteId
    programme_id: ProgrammeId
    programme: str
    """Its name; empty before the owner named it."""
    role: Role
    occupation: Occupation | None
    """Asked for where None."""
    company_id: CompanyId | None
    company: str | None
    locale: str | None
    """The language it was made for."""
    invited_by: PersonId | None
    """None for the one-time owner link, and for a list loaded on the server."""
    outlet_id: OutletId | None = None
    """Where it hangs."""
    manager_id: PersonId | None = None
    """Who looks after whoever comes by it; the inviter where None."""
    person_id: PersonId | None = None
    """Whom alone it lets in."""


async def look_up(session: AsyncSession, code: str, *, channel: str, external_id: int, now: datetime) -> Offer:
    """What a code offers. Raises InviteUnknown, the same for every bad code, and TooManyGuesses."""
    await refuse_guessers(session, channel=channel, external_id=external_id, now=now)
    offer = await _find(session, code, now=now)
    if offer is None:
        raise InviteUnknown
    return offer


async def is_owner_link(session: AsyncSession, code: str, *, now: datetime) -> bool:
    """Whether a code is the one-time owner link, in force now."""
    offer = await _find(session, code, now=now)
    return offer is not None and offer.role is Role.OWNER


async def take_use(session: AsyncSession, invite_id: InviteId, *, now: datetime) -> None:
    """Use an invite up by one. Raises InviteUnknown when somebody else took the last use."""
    taken = await session.scalar(
        update(InviteRow)
        .where(InviteRow.id == invite_id, InviteRow.uses_left > 0, InviteRow.expires_at > now)
        .values(uses_left=InviteRow.uses_left - 1)
        .returning(InviteRow.id)
        .execution_options(synchronize_session=False)
    )
    if taken is None:
        raise InviteUnknown


def code_hash(code: str) -> str:
    """Under what an invite is kept: SHA-256, in hex."""
    return hashlib.sha256(code.encode(errors="replace")).hexdigest()


async def _find(session: AsyncSession, code: str, *, now: datetime) -> Offer | None:
    row = (await session.execute(_OFFER, {"hash": code_hash(code), "now": now})).one_or_none()
    if row is None or not await _still_stands_for(session, row.created_by, Role(row.role)):
        return None
    return Offer(
        invite_id=InviteId(row.id),
        programme_id=ProgrammeId(row.programme_id),
        programme=row.programme,
        role=Role(row.role),
        occupation=Occupation(row.occupation) if row.occupation else None,
        company_id=row.company_id,
        company=row.company,
        locale=row.locale,
        invited_by=row.created_by,
        outlet_id=row.outlet_id,
        manager_id=row.manager_id,
        person_id=row.person_id,
    )


async def _still_stands_for(session: AsyncSession, inviter_id: PersonId | None, role: Role) -> bool:
    """Whether the inviter could make this invite today; whoever lost the right leaves no open doors."""
    if inviter_id is None:
        return True
    inviter = await load(session, inviter_id)
    return may(inviter, Right.INVITE) and may_give(inviter.role, role)


def _no_owner_yet() -> ColumnElement[bool]:
    owner = aliased(PersonRow)
    return ~exists().where(
        owner.programme_id == InviteRow.programme_id,
        owner.role == Role.OWNER.value,
        owner.status == Status.ACTIVE.value,
    )


_OFFER = (
    select(
        InviteRow.id,
        InviteRow.programme_id,
        InviteRow.role,
        InviteRow.occupation,
        InviteRow.company_id,
        InviteRow.locale,
        InviteRow.created_by,
        InviteRow.person_id,
        InviteRow.outlet_id,
        InviteRow.manager_id,
        ProgrammeRow.name.label("programme"),
        CompanyRow.name.label("company"),
    )
    .join(ProgrammeRow, ProgrammeRow.id == InviteRow.programme_id)
    .outerjoin(CompanyRow, CompanyRow.id == InviteRow.company_id)
    .where(
        InviteRow.code_hash == bindparam("hash"),
        InviteRow.uses_left > 0,
        InviteRow.expires_at > bindparam("now"),
        or_(InviteRow.role != Role.OWNER.value, _no_owner_yet()),
    )
)
