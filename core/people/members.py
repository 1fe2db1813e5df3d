"""Members as whoever gives roles sees them: by name, those with duties before the partners."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, case, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.ids import PersonId, ProgrammeId
from core.people import pii
from core.people.persons import PersonUnknown
from core.people.rights import Right, allowed
from core.people.roles import Role, Status
from core.people.tables import PersonRow

PAGE = 8
SEARCHED = 5_000
"""People whose names are opened for a search, the newest: a name is sealed, no index knows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who takes part."""

    id: PersonId
    role: Role
    name: str | None
    """None for whoever has no name kept."""


async def list_members(session: AsyncSession, *, by: PersonId, page: int = 0) -> tuple[Sequence[Member], bool]:
    """A page of active members, and whether more follow. Raises NotAllowed."""
    giver = await allowed(session, by, Right.GIVE_ROLES)
    partners_last = case((PersonRow.role == Role.PARTNER.value, 1), else_=0)
    asked = _active(giver.programme_id).order_by(partners_last, PersonRow.id).offset(page * PAGE).limit(PAGE + 1)
    rows = list(await session.execute(asked))
    return await _named(session, rows[:PAGE]), len(rows) > PAGE


async def find_members(session: AsyncSession, text: str, *, by: PersonId) -> Sequence[Member]:
    """Active members whose name holds what was typed, at most a page. Raises NotAllowed."""
    giver = await allowed(session, by, Right.GIVE_ROLES)
    rows = await session.execute(_active(giver.programme_id).order_by(PersonRow.id.desc()).limit(SEARCHED))
    wanted = " ".join(text.casefold().split())
    members = await _named(session, list(rows))
    return [member for member in members if member.name and wanted in member.name.casefold()][:PAGE]


async def member(session: AsyncSession, person_id: PersonId, *, by: PersonId) -> Member:
    """An active member. Raises NotAllowed, PersonUnknown."""
    giver = await allowed(session, by, Right.GIVE_ROLES)
    rows = list(await session.execute(_active(giver.programme_id).where(PersonRow.id == person_id)))
    if not rows:
        raise PersonUnknown
    return (await _named(session, rows))[0]


def _active(programme_id: ProgrammeId) -> Select[*tuple[Any, ...]]:
    return select(PersonRow.id, PersonRow.role).where(
        PersonRow.programme_id == programme_id, PersonRow.status == Status.ACTIVE.value
    )


async def _named(session: AsyncSession, rows: Sequence[Row[*tuple[Any, ...]]]) -> list[Member]:
    names = await pii.names(session, [PersonId(row.id) for row in rows])
    return [Member(id=PersonId(row.id), role=Role(row.role), name=names.get(PersonId(row.id))) for row in rows]
