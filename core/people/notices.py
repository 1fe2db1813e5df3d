"""What people are told about people."""

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.tables import CompanyRow
from core.channel.outbox import Priority
from core.events import Event
from core.ids import PersonId
from core.outreach.notices import Notice, tell
from core.people.eligibility import Fitness, fitness_of
from core.people.events import (
    LookedAfter,
    PersonJoined,
    PersonRemoved,
    PersonRestored,
    PersonTurnedAway,
    PersonWaits,
    PlaceChanged,
    RoleChanged,
)
from core.people.persons import load, with_role
from core.people.roles import Occupation, Role
from core.people.tables import PersonRow
from core.programme import programmes


@dataclass(frozen=True, slots=True, kw_only=True)
class NewcomerJoined(Notice):
    """To the inviter: the invite was taken, by whom and as what."""

    kind: ClassVar[str] = "newcomer_joined"
    newcomer: PersonId
    role: Role

    @property
    def about(self) -> tuple[PersonId, ...]:
        return (self.newcomer,)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGiven(Notice):
    """To the person: from now on you are this."""

    kind: ClassVar[str] = "role_given"
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDataWanted(Notice):
    """To whoever asked: all that is kept, as a file, put together when it is sent."""

    kind: ClassVar[str] = "own_data"
    priority: ClassVar[Priority] = Priority.INTERACTIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksElsewhere(Notice):
    """To the person: from now on your sales count for this company."""

    kind: ClassVar[str] = "works_elsewhere"
    company: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewManager(Notice):
    """To the partner: who looks after you from now on."""

    kind: ClassVar[str] = "new_manager"
    manager: PersonId

    @property
    def about(self) -> tuple[PersonId, ...]:
        return (self.manager,)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessClosed(Notice):
    """To the person: you take no part any more; what you earned stays."""

    kind: ClassVar[str] = "access_closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessOpened(Notice):
    """To the person: you take part again."""

    kind: ClassVar[str] = "access_opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewcomerWaits(Notice):
    """To whoever decides: somebody wants to be let in, and what was said of oneself."""

    kind: ClassVar[str] = "newcomer_waits"
    newcomer: PersonId
    fitness: Fitness = Fitness.FIT
    """Whether the programme is for this person, as it seems."""
    occupation: Occupation | None = None
    company: str | None = None

    @property
    def about(self) -> tuple[PersonId, ...]:
        return (self.newcomer,)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetIn(Notice):
    """To the newcomer: you are in."""

    kind: ClassVar[str] = "let_in"
    newcomer: PersonId

    @property
    def about(self) -> tuple[PersonId, ...]:
        return (self.newcomer,)


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnedAway(Notice):
    """To the newcomer: you are not let in."""

    kind: ClassVar[str] = "turned_away"


async def tell_deciders(session: AsyncSession, came: PersonWaits) -> None:
    """Have whoever looks after the newcomer told, else every owner."""
    programme = await programmes.load(session, came.programme_id)
    fitness = await fitness_of(session, await load(session, came.person_id), programme.options)
    owners = [] if came.decides is not None else await with_role(session, came.programme_id, [Role.OWNER])
    asked = (
        select(PersonRow.occupation, CompanyRow.name.label("company"))
        .outerjoin(CompanyRow, CompanyRow.id == PersonRow.company_id)
        .where(PersonRow.id == came.person_id)
    )
    row = (await session.execute(asked)).one()
    occupation = Occupation(row.occupation) if row.occupation else None
    notice = NewcomerWaits(newcomer=came.person_id, fitness=fitness, occupation=occupation, company=row.company)
    for person_id in [came.decides] if came.decides is not None else [owner.id for owner in owners]:
        tell(session, person_id, notice, key=f"waits:{came.person_id}", now=came.at)


async def tell_let_in(session: AsyncSession, came: PersonJoined) -> None:
    """Have a newcomer told who waited to be let in; whoever walked in has heard it already."""
    if came.let_in_by is not None:
        tell(session, came.person_id, LetIn(newcomer=came.person_id), key="let_in", now=came.at)


async def tell_turned_away(session: AsyncSession, gone: PersonTurnedAway) -> None:
    """Have a newcomer told who is not let in."""
    tell(session, gone.person_id, TurnedAway(), key="turned_away", now=gone.at)


async def tell_inviter(session: AsyncSession, joined: PersonJoined) -> None:
    """Have the inviter told, once for each newcomer."""
    if joined.invited_by is not None and joined.invited_by != joined.let_in_by:
        notice = NewcomerJoined(newcomer=joined.person_id, role=joined.role)
        tell(session, joined.invited_by, notice, key=f"joined:{joined.person_id}", now=joined.at)


async def tell_new_role(session: AsyncSession, changed: RoleChanged) -> None:
    """Have the person told of a new role."""
    key = f"role:{changed.role}:{changed.at.timestamp():.6f}"
    tell(session, changed.person_id, RoleGiven(role=changed.role), key=key, now=changed.at)


async def tell_new_place(session: AsyncSession, changed: PlaceChanged) -> None:
    """Have the person told where sales count from now on."""
    tell(session, changed.person_id, WorksElsewhere(company=changed.company), key=_at("place", changed), now=changed.at)


async def tell_new_manager(session: AsyncSession, changed: LookedAfter) -> None:
    """Have the partners told who looks after them."""
    for person_id in changed.person_ids:
        key = _at(f"manager:{changed.manager_id}", changed)
        tell(session, person_id, NewManager(manager=changed.manager_id), key=key, now=changed.at)


async def tell_access_closed(session: AsyncSession, removed: PersonRemoved) -> None:
    """Have the person told that the access is closed."""
    tell(session, removed.person_id, AccessClosed(), key=_at("removed", removed), now=removed.at)


async def tell_access_opened(session: AsyncSession, restored: PersonRestored) -> None:
    """Have the person told that the access is open again."""
    tell(session, restored.person_id, AccessOpened(), key=_at("restored", restored), now=restored.at)


def _at(what: str, event: Event) -> str:
    return f"{what}:{event.at.timestamp():.6f}"
