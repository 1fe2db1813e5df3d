"""Self-registration: somebody without an invitation asks to be let in, where the programme takes such wishes."""

import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.db.turns import take_turn
from core.errors import Refusal
from core.ids import InviteId, ProgrammeId
from core.people.joining import enter
from core.people.newcomers import Joining, standing
from core.people.offers import Offer, code_hash
from core.people.persons import Profile, find_by_account
from core.people.roles import Role
from core.people.tables import InviteRow
from core.programme import programmes

_DOOR = (
    select(InviteRow.id)
    .where(
        InviteRow.role == Role.PARTNER.value,
        InviteRow.needs_approval,
        InviteRow.created_by.is_(None),
        InviteRow.person_id.is_(None),
    )
    .order_by(InviteRow.id)
    .limit(1)
)


class RegistrationClosed(Refusal):
    """The programme takes people by invitation only."""


async def ask_to_join(session: AsyncSession, *, profile: Profile, now: datetime) -> Joining:
    """Begin joining without an invitation; whoever comes this way waits to be let in. A second call goes on.

    Raises RegistrationClosed.
    """
    known = await find_by_account(session, profile.channel, profile.external_id)
    if known is not None:
        return await standing(session, known.id)
    programme = await programmes.current(session)
    if programme is None or not programme.set_up or not programme.options.self_registration:
        raise RegistrationClosed
    offer = Offer(
        invite_id=await _door(session, programme.id, now),
        programme_id=programme.id,
        programme=programme.name,
        role=Role.PARTNER,
        occupation=None,
        company_id=None,
        company=None,
        locale=None,
        invited_by=None,
    )
    return await standing(session, await enter(session, offer, profile, now=now))


async def _door(session: AsyncSession, programme_id: ProgrammeId, now: datetime) -> InviteId:
    """The row that stands for this way in: nobody holds its code, and it opens nothing by itself."""
    await take_turn(session, f"self-registration of {programme_id}")
    found = await session.scalar(_DOOR.where(InviteRow.programme_id == programme_id))
    if found is not None:
        return InviteId(found)
    row = InviteRow(
        programme_id=programme_id,
        code_hash=code_hash(secrets.token_urlsafe(32)),
        role=Role.PARTNER.value,
        needs_approval=True,
        uses_left=0,
        expires_at=now,
        created_at=now,
    )
    session.add(row)
    await session.flush()
    return InviteId(row.id)
