"""Persons: members of the programme as the rest of core knows them, by an opaque id and without a name."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import Refusal
from core.ids import PersonId, ProgrammeId
from core.people.roles import Occupation, Role, ShownAs, Status
from core.people.tables import ChannelAccountRow, PersonRow
from core.programme.options import Module, options_of
from core.programme.tables import ProgrammeRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member of a programme."""

    id: PersonId
    programme_id: ProgrammeId
    role: Role
    occupation: Occupation | None
    status: Status
    locale: str
    timezone: str
    """IANA zone: the person's own choice, else the outlet's, the company's, the programme's."""
    shown_as: ShownAs
    agreed: bool
    """Whether every consent that is needed stands."""
    scoped: bool = False
    """Whether the person's rights are limited to some regions or companies: core.people.scopes."""
    frozen: bool = False
    """Whether a sanction keeps the person from spending."""
    modules: frozenset[Module] = frozenset(Module)
    """The parts of the programme that are switched on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a channel tells about an account that writes to us."""

    channel: str
    external_id: int
    name: str = ""
    username: str | None = None
    language: str | None = None
    """Of the device, as the channel tells it: "ru", "en-GB"."""


class PersonUnknown(Refusal):
    """There is no such person."""


OWN_ZONE = func.coalesce(PersonRow.timezone, PersonRow.place_zone, ProgrammeRow.timezone)
"""The zone a person lives in. A statement that selects it joins PERSON_JOIN."""

PERSON_COLUMNS = (
    PersonRow.id.label("person_id"),
    PersonRow.programme_id.label("person_programme_id"),
    PersonRow.role.label("person_role"),
    PersonRow.occupation.label("person_occupation"),
    PersonRow.status.label("person_status"),
    PersonRow.locale.label("person_locale"),
    OWN_ZONE.label("person_timezone"),
    PersonRow.shown_as.label("person_shown_as"),
    PersonRow.agreed.label("person_agreed"),
    PersonRow.scoped.label("person_scoped"),
    PersonRow.frozen.label("person_frozen"),
    ProgrammeRow.options.label("person_options"),
)
"""What `person_of` reads. A statement that selects them joins PERSON_JOIN."""

PERSON_JOIN = ProgrammeRow.id == PersonRow.programme_id
"""The condition that ties a person to the programme whose zone it falls back on."""

PERSONS = select(*PERSON_COLUMNS).join(ProgrammeRow, PERSON_JOIN)
_BY_ID = PERSONS.where(PersonRow.id == bindparam("id"))
_LOCK = select(PersonRow.id).where(PersonRow.id == bindparam("id")).with_for_update()
_BY_ACCOUNT = PERSONS.join(ChannelAccountRow, ChannelAccountRow.person_id == PersonRow.id).where(
    ChannelAccountRow.channel == bindparam("channel"), ChannelAccountRow.external_id == bindparam("external_id")
)
_WITH_ROLE = PERSONS.where(
    PersonRow.programme_id == bindparam("programme_id"),
    PersonRow.role.in_(bindparam("roles", expanding=True)),
    PersonRow.status == Status.ACTIVE.value,
).order_by(PersonRow.id)
OTHERS_WITH_ROLE: Select[int] = select(PersonRow.id).where(
    PersonRow.programme_id == bindparam("programme_id"),
    PersonRow.role.in_(bindparam("roles", expanding=True)),
    PersonRow.status == Status.ACTIVE.value,
    PersonRow.id != bindparam("but"),
)
"""Ids of active people of some roles. Parameters: programme_id, roles and whom to leave out, `but`."""
_REACHABLE = (
    select(ChannelAccountRow.external_id)
    .where(
        ChannelAccountRow.person_id == bindparam("person_id"),
        ChannelAccountRow.channel == bindparam("channel"),
        ChannelAccountRow.unreachable_at.is_(None),
    )
    .order_by(ChannelAccountRow.id.desc())
    .limit(1)
)


def person_of(row: Row[*tuple[Any, ...]]) -> Person:
    """The person whose PERSON_COLUMNS a row holds."""
    return Person(
        id=row.person_id,
        programme_id=row.person_programme_id,
        role=Role(row.person_role),
        occupation=Occupation(row.person_occupation) if row.person_occupation else None,
        status=Status(row.person_status),
        locale=row.person_locale,
        timezone=row.person_timezone,
        shown_as=ShownAs(row.person_shown_as),
        agreed=row.person_agreed,
        scoped=row.person_scoped,
        frozen=row.person_frozen,
        modules=options_of(row.person_options).modules,
    )


async def find_by_account(session: AsyncSession, channel: str, external_id: int) -> Person | None:
    """Whoever uses this account of a channel, in whatever status; None for a stranger."""
    row = (await session.execute(_BY_ACCOUNT, {"channel": channel, "external_id": external_id})).one_or_none()
    return person_of(row) if row else None


async def load(session: AsyncSession, person_id: PersonId) -> Person:
    """The person as it stands now. Raises PersonUnknown."""
    row = (await session.execute(_BY_ID, {"id": person_id})).one_or_none()
    if row is None:
        raise PersonUnknown
    return person_of(row)


async def lock(session: AsyncSession, person_id: PersonId) -> None:
    """Have others who lock this person wait for the end of this step; SQLite has one writer anyhow."""
    await session.execute(_LOCK, {"id": person_id})


async def with_role(session: AsyncSession, programme_id: ProgrammeId, roles: Collection[Role]) -> list[Person]:
    """Active people of some roles, longest-standing first."""
    found = await session.execute(_WITH_ROLE, {"programme_id": programme_id, "roles": [role.value for role in roles]})
    return [person_of(row) for row in found]


async def reachable(session: AsyncSession, person_id: PersonId, channel: str) -> int | None:
    """The channel's id under which the person can be reached now; None where nothing gets through."""
    found: int | None = await session.scalar(_REACHABLE, {"person_id": person_id, "channel": channel})
    return found


async def mark_unreachable(session: AsyncSession, channel: str, external_id: int, *, now: datetime) -> None:
    """Remember that the channel refuses to deliver to this account. A second call keeps the first instant."""
    await _mark(session, channel, external_id, unreachable_at=now, unless=ChannelAccountRow.unreachable_at.is_(None))


async def mark_reachable(session: AsyncSession, channel: str, external_id: int) -> None:
    """Remember that this account has been heard from again."""
    await _mark(
        session, channel, external_id, unreachable_at=None, unless=ChannelAccountRow.unreachable_at.is_not(None)
    )


async def _mark(
    session: AsyncSession, channel: str, external_id: int, *, unreachable_at: datetime | None, unless: Any
) -> None:
    await session.execute(
        update(ChannelAccountRow)
        .where(ChannelAccountRow.channel == channel, ChannelAccountRow.external_id == external_id, unless)
        .values(unreachable_at=unreachable_at)
        .execution_options(synchronize_session=False)
    )
