"""Lists of people, the newest first, page by page: each page is found by index, however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, select, union
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.tables import CompanyRow
from core.ids import CompanyId, PersonId, RegionId
from core.people import pii, searching
from core.people.persons import Person
from core.people.rights import Right, allowed
from core.people.roles import Role, Status
from core.people.scopes import EVERYTHING, Scope, scope_of
from core.people.standing_in import looked_after_by
from core.people.tables import PersonRow

PAGE = 8
STAFF = frozenset(Role) - {Role.PARTNER}


class Whom(StrEnum):
    """Which people a list holds."""

    PARTNERS = "partners"
    """Whoever sells; of a viewer who is limited, those in sight."""
    STAFF = "staff"
    """Whoever has duties."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list is narrowed to."""

    whom: Whom = Whom.PARTNERS
    status: Status = Status.ACTIVE
    company_id: CompanyId | None = None
    region_id: RegionId | None = None
    mine: bool = False
    """Only those whom the viewer looks after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Somebody on a list."""

    id: PersonId
    name: str | None
    role: Role
    status: Status
    company: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of a list."""

    people: Sequence[Listed]
    newer: bool
    """Whether some came after the first of the page."""
    older: bool
    """Whether some came before the last of the page."""


async def list_people(
    session: AsyncSession,
    wanted: Wanted,
    *,
    by: PersonId,
    before: PersonId | None = None,
    after: PersonId | None = None,
) -> Page:
    """A page: those who came before somebody, after somebody, or last. Raises NotAllowed."""
    viewer = await allowed(session, by, Right.LOOK_AFTER)
    scope = await scope_of(session, viewer) if wanted.whom is Whom.PARTNERS else EVERYTHING
    ids = await _page_of(session, _branches(wanted, viewer, scope), before, after)
    more, ids = len(ids) > PAGE, ids[:PAGE]
    if after is not None:
        return Page(people=await listed(session, ids[::-1]), newer=more, older=True)
    return Page(people=await listed(session, ids), newer=before is not None, older=more)


async def find_people(session: AsyncSession, text: str, *, by: PersonId) -> Sequence[Listed]:
    """People in sight by a part of their name, the newest first; at most a page. Raises NotAllowed."""
    viewer = await allowed(session, by, Right.LOOK_AFTER)
    scope = await scope_of(session, viewer)
    which: list[ColumnElement[bool]] = [
        PersonRow.programme_id == viewer.programme_id,
        PersonRow.status != Status.DELETED.value,
    ]
    if not scope.everything:
        which.append(scope.within(PersonRow.region_id, PersonRow.company_id) | (PersonRow.role != Role.PARTNER.value))
    found = await searching.find(session, text, *which, most=PAGE)
    return await listed(session, [each.id for each in found])


async def listed(session: AsyncSession, ids: Sequence[PersonId]) -> Sequence[Listed]:
    """People as lists show them, in the order given."""
    if not ids:
        return ()
    rows = await session.execute(
        select(PersonRow.id, PersonRow.role, PersonRow.status, CompanyRow.name)
        .outerjoin(CompanyRow, CompanyRow.id == PersonRow.company_id)
        .where(PersonRow.id.in_(ids))
    )
    known = {row.id: row for row in rows}
    names = await pii.names(session, ids)
    return [
        Listed(
            id=each,
            name=names.get(each),
            role=Role(known[each].role),
            status=Status(known[each].status),
            company=known[each].name,
        )
        for each in ids
        if each in known
    ]


def _branches(wanted: Wanted, viewer: Person, scope: Scope) -> list[Select[int]]:
    """What each walks along one index: a list of several regions or companies is read from each of them."""
    roles = [Role.PARTNER.value] if wanted.whom is Whom.PARTNERS else sorted(STAFF)
    narrowed = bool(wanted.company_id or wanted.region_id or wanted.mine) or not scope.everything
    found = select(PersonRow.id).where(
        PersonRow.programme_id + 0 == viewer.programme_id  # + 0: by the index of what it is narrowed to
        if narrowed
        else PersonRow.programme_id == viewer.programme_id,
        PersonRow.role.in_(roles),
        PersonRow.status == wanted.status.value,
    )
    if wanted.company_id is not None:
        found = found.where(PersonRow.company_id == wanted.company_id)
    if wanted.region_id is not None:
        found = found.where(PersonRow.region_id == wanted.region_id)
    if wanted.mine:
        found = found.where(looked_after_by(viewer.id))
    if wanted.mine:
        return [found]
    if scope.everything or wanted.company_id or wanted.region_id:
        return [found.where(scope.within(PersonRow.region_id, PersonRow.company_id))]
    return [
        *(found.where(PersonRow.region_id == each) for each in sorted(scope.regions)),
        *(found.where(PersonRow.company_id == each) for each in sorted(scope.companies)),
    ]


async def _page_of(
    session: AsyncSession, branches: list[Select[int]], before: PersonId | None, after: PersonId | None
) -> list[PersonId]:
    order: Any = PersonRow.id.asc() if after is not None else PersonRow.id.desc()
    bounded = [_bounded(each, before, after).order_by(order).limit(PAGE + 1) for each in branches]
    if len(bounded) == 1:
        return [PersonId(each) for each in await session.scalars(bounded[0])]
    found = await session.scalars(union(*(select(each.subquery().c.id) for each in bounded)))
    return sorted((PersonId(each) for each in found), reverse=after is None)[: PAGE + 1]


def _bounded(asked: Select[int], before: PersonId | None, after: PersonId | None) -> Select[int]:
    if after is not None:
        return asked.where(PersonRow.id > after)
    return asked if before is None else asked.where(PersonRow.id < before)
