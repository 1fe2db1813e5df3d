"""Invitation links for tests, made without the screen that makes them."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.companies import list_companies
from core.ids import CompanyId
from core.people import invites
from core.people.channels import Channel
from core.people.persons import find_by_account
from core.people.roles import Occupation, Role
from tests.stage import Human


async def invite_link(
    owner: Human,
    *,
    role: Role = Role.PARTNER,
    occupation: Occupation | None = None,
    company: int | None = None,
    language: str | None = None,
    uses: int = 1,
) -> str:
    """A link that lets people in; `company` counts the programme's companies."""
    stage = owner.stage

    async def step(session: AsyncSession) -> str:
        inviter = await find_by_account(session, Channel.TELEGRAM, owner.person.id)
        assert inviter is not None
        firms = await list_companies(session, inviter.programme_id)
        invitation = await invites.create(
            session,
            by=inviter.id,
            role=role,
            occupation=occupation,
            company_id=None if company is None else CompanyId(firms[company].id),
            locale=language,
            uses=uses,
            expires_at=stage.now() + timedelta(days=7),
            now=stage.now(),
        )
        return invitation.code

    return f"https://t.me/{stage.bot.username}?start={await stage.run(step)}"
