"""Escalating: a promise that was broken goes to whoever stands above those who were to keep it. Partners hear first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.outbox import Priority
from core.ids import CompanyId, PersonId, ProgrammeId, RegionId
from core.outreach.notices import Notice, tell
from core.people.persons import Person, with_role
from core.people.roles import Role
from core.people.scopes import Scope, scopes_of
from core.people.tables import PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsLate(Notice):
    """To a superior: so many sales were not decided in time, or not looked at again. Their partners have heard, and
    have a new date."""

    kind: ClassVar[str] = "claims_late"
    priority: ClassVar[Priority] = Priority.NUDGE
    """What partners are told of it goes out before."""
    late: int
    oldest: datetime
    """The earliest promise that was broken."""
    appeals: bool = False
    """Whether partners have asked that somebody else look at them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """A sale that was not decided in time."""

    programme_id: ProgrammeId
    person_id: PersonId
    region_id: RegionId | None
    company_id: CompanyId | None
    was_due_at: datetime
    first: bool
    """Whether it is the first promise about it that was broken."""
    decided_by: Collection[PersonId] = ()
    """Who cannot answer the appeal about it."""


_MANAGERS = select(PersonRow.id, PersonRow.manager_id).where(PersonRow.id.in_(bindparam("ids", expanding=True)))


async def escalate(session: AsyncSession, late: Sequence[Late], *, now: datetime, appeals: bool = False) -> None:
    """Tell superiors, one message each: the partner's manager, else those of the region, else all; owners after them.

    Owners hear at once where nobody stands between them and those who decide, and of each later promise broken.
    """
    for programme_id in sorted({one.programme_id for one in late}):
        sales = [one for one in late if one.programme_id == programme_id]
        staff = await _staff(session, programme_id)
        rows = await session.execute(_MANAGERS, {"ids": sorted({one.person_id for one in sales})})
        managers = {row.id: row.manager_id for row in rows}
        told: dict[PersonId, list[datetime]] = {}
        for one in sales:
            for superior in superiors(one, staff, managers.get(one.person_id)):
                told.setdefault(superior, []).append(one.was_due_at)
        for superior, dues in sorted(told.items()):
            notice = ClaimsLate(late=len(dues), oldest=min(dues), appeals=appeals)
            what = "appeals" if appeals else "claims"
            tell(session, superior, notice, key=f"{what}-late:{now.timestamp():.3f}", now=now)


Staff = Sequence[tuple[Person, Scope]]


def superiors(late: Late, staff: Staff, manager_id: PersonId | None) -> list[PersonId]:
    """Whom a sale that is late goes to; owners who decided an appealed one where nobody else is above the others."""
    everybody = [
        person
        for person, scope in staff
        if person.id != late.person_id and scope.holds(late.region_id, late.company_id)
    ]
    sees = [person for person in everybody if person.id not in late.decided_by]
    owners = [person.id for person in sees if person.role is Role.OWNER] or [
        person.id for person in everybody if person.role is Role.OWNER
    ]
    managers = [person for person in sees if person.role is Role.MANAGER]
    decided_below = any(person.role is Role.MODERATOR for person in sees)
    if not (managers and decided_below and late.first):
        return owners
    if any(person.id == manager_id for person in managers):
        return [person.id for person in managers if person.id == manager_id]
    return [person.id for person in managers if person.scoped] or [person.id for person in managers]


async def _staff(session: AsyncSession, programme_id: ProgrammeId) -> Staff:
    roles = frozenset({Role.MODERATOR, Role.MANAGER, Role.OWNER})
    people = await with_role(session, programme_id, roles)
    scopes = await scopes_of(session, people)
    return [(person, scopes[person.id]) for person in people]
