"""Invites: doors into the programme. Each is bound to what its maker chose; the code is known to its holder only."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.errors import Refusal
from core.ids import CompanyId, InviteId, PersonId, ProgrammeId
from core.people.appointments import RoleNotYours
from core.people.employments import company_named
from core.people.offers import code_hash
from core.people.rights import Right, allowed, may_give
from core.people.roles import Occupation, Role
from core.people.tables import InviteRow
from core.programme import programmes
from core.programme.locales import offered
from core.programme.missing import what_is_missing
from core.programme.setup import SetUpIncomplete

CODE = 16
"""Random bytes of a code: 128 bits, 22 characters of base64url."""

MOST_USES = 1_000
LONGEST = timedelta(days=366)
OWNER_LINK_LIVES = timedelta(days=1)


@dataclass(kw_only=True, eq=False)
class InviteUnbounded(Refusal):
    """An invite must have an end: in number and in time."""

    most_uses: int
    longest: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A fresh invite. The code is told here and never again."""

    id: InviteId
    code: str
    role: Role
    occupation: Occupation | None
    company_id: CompanyId | None
    locale: str | None
    uses: int
    expires_at: datetime


async def create(
    session: AsyncSession,
    *,
    by: PersonId,
    role: Role,
    occupation: Occupation | None = None,
    company_id: CompanyId | None = None,
    locale: str | None = None,
    uses: int = 1,
    needs_approval: bool = False,
    expires_at: datetime,
    now: datetime,
) -> Invitation:
    """Make an invite; one that `needs_approval` is for posters: each who comes waits to be let in.

    Raises NotAllowed, RoleNotYours (owner, or more rights than the inviter's), InviteUnbounded, CompanyUnknown,
    LocaleNotOffered, and SetUpIncomplete before the programme is open.
    """
    inviter = await allowed(session, by, Right.INVITE)
    if role is Role.OWNER or not may_give(inviter.role, role):
        raise RoleNotYours(role=role)
    if not (1 <= uses <= MOST_USES and now < expires_at <= now + LONGEST):
        raise InviteUnbounded(most_uses=MOST_USES, longest=LONGEST)
    programme = await programmes.load(session, inviter.programme_id)
    if not programme.set_up:
        raise SetUpIncomplete(missing=tuple(await what_is_missing(session, programme)))
    if company_id is not None:
        await company_named(session, programme.id, company_id)
    row = InviteRow(
        programme_id=programme.id,
        role=role.value,
        occupation=occupation and occupation.value,
        company_id=company_id,
        locale=locale and offered(locale, programme.locales),
        needs_approval=needs_approval,
        uses_left=uses,
        expires_at=expires_at,
        created_by=by,
        created_at=now,
    )
    made = await _store(session, row)
    await record(
        session,
        programme_id=programme.id,
        by=by,
        act=Act.INVITE_MADE,
        subject=f"invite:{made.id}",
        after={"role": role, "occupation": occupation, "company": company_id, "uses": uses, "until": expires_at},
        now=now,
    )
    return made


async def owner_code(session: AsyncSession, programme_id: ProgrammeId, *, now: datetime) -> Invitation:
    """The one-time link of first start, good for a day and while there is no owner; earlier ones stop working."""
    await session.execute(
        update(InviteRow)
        .where(InviteRow.programme_id == programme_id, InviteRow.role == Role.OWNER)
        .values(uses_left=0)
        .execution_options(synchronize_session=False)
    )
    row = InviteRow(
        programme_id=programme_id,
        role=Role.OWNER.value,
        uses_left=1,
        expires_at=now + OWNER_LINK_LIVES,
        created_at=now,
    )
    return await _store(session, row)


async def _store(session: AsyncSession, row: InviteRow) -> Invitation:
    code = secrets.token_urlsafe(CODE)
    row.code_hash = code_hash(code)
    session.add(row)
    await session.flush()
    return Invitation(
        id=InviteId(row.id),
        code=code,
        role=Role(row.role),
        occupation=Occupation(row.occupation) if row.occupation else None,
        company_id=CompanyId(row.company_id) if row.company_id else None,
        locale=row.locale,
        uses=row.uses_left,
        expires_at=row.expires_at,
    )
