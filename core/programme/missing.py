"""What a programme still lacks before everything in it works."""

from enum import StrEnum

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.tables import CompanyRow, ProductRow
from core.people.rights import Right, roles_with
from core.people.roles import Role, Status
from core.people.tables import PersonRow
from core.programme.programmes import Programme


class Missing(StrEnum):
    """Something a programme lacks, in the order in which to mend it."""

    NAME = "name"
    """What the programme is called."""
    OPERATOR = "operator"
    """Who runs it: /privacy must say."""
    CONTACT = "contact"
    """How to reach whoever runs it."""
    COMPANIES = "companies"
    """Companies that people work for."""
    PRODUCTS = "products"
    """Products that earn points: no claim is possible without."""
    MODERATORS = "moderators"
    """Anybody beside the owner who decides claims."""
    SECOND_DECIDER = "second_decider"
    """A second person who decides: nobody decides an own claim."""
    PARTNERS = "partners"
    """Anybody who takes part."""


ESSENTIAL = frozenset({Missing.NAME, Missing.OPERATOR, Missing.CONTACT})
"""What nobody is let in without."""


async def what_is_missing(session: AsyncSession, programme: Programme) -> list[Missing]:
    """Everything lacking now; empty when all is in place."""
    people = await _people(session, programme)
    deciders = sum(people.get(role, 0) for role in roles_with(Right.DECIDE_CLAIMS))
    in_place = {
        Missing.NAME: bool(programme.name),
        Missing.OPERATOR: bool(programme.operator),
        Missing.CONTACT: bool(programme.contact),
        Missing.COMPANIES: await _any(session, CompanyRow.programme_id == programme.id, CompanyRow.active.is_(True)),
        Missing.PRODUCTS: await _any(session, ProductRow.programme_id == programme.id, ProductRow.active.is_(True)),
        Missing.MODERATORS: deciders > people.get(Role.OWNER, 0),
        Missing.SECOND_DECIDER: deciders > 1,
        Missing.PARTNERS: people.get(Role.PARTNER, 0) > 0,
    }
    return [lack for lack in Missing if not in_place[lack]]


async def _people(session: AsyncSession, programme: Programme) -> dict[str, int]:
    found = await session.execute(
        select(PersonRow.role, func.count().label("people"))
        .where(PersonRow.programme_id == programme.id, PersonRow.status == Status.ACTIVE)
        .group_by(PersonRow.role)
    )
    return {row.role: row.people for row in found}


async def _any(session: AsyncSession, *which: ColumnElement[bool]) -> bool:
    return bool(await session.scalar(select(exists().where(*which))))
